"""What pages need of the register; each a function with a bounded number of statements."""

from aormas.organizations.queries.asof import Snapshot, as_of, known_since
from aormas.organizations.queries.file import branches, by_register_number, of_user, people_of, place, whole
from aormas.organizations.queries.present import all_facts, present_facts, present_facts_of
from aormas.organizations.queries.profile import Fate, Profile, emblem, profile
from aormas.organizations.queries.register import Filter, Found, Row, count_listed, desk_find, desk_register, register

__all__ = [
    "Fate",
    "Filter",
    "Found",
    "Profile",
    "Row",
    "Snapshot",
    "all_facts",
    "as_of",
    "branches",
    "by_register_number",
    "count_listed",
    "desk_find",
    "desk_register",
    "emblem",
    "known_since",
    "of_user",
    "people_of",
    "place",
    "present_facts",
    "present_facts_of",
    "profile",
    "register",
    "whole",
]
