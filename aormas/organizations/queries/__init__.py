"""What pages need of the register; each a function with a bounded number of statements."""

from aormas.organizations.queries.file import by_register_number, of_user, place, whole
from aormas.organizations.queries.profile import Profile, fields_of_activity, former_names, profile, shown_board
from aormas.organizations.queries.register import Filter, Found, Row, count_listed, desk_find, register

__all__ = [
    "Filter",
    "Found",
    "Profile",
    "Row",
    "by_register_number",
    "count_listed",
    "desk_find",
    "fields_of_activity",
    "former_names",
    "of_user",
    "place",
    "profile",
    "register",
    "shown_board",
    "whole",
]
