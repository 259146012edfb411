"""What the facts about an organisation say. Pure."""

from aormas.organizations.rules.names import ABBREVIATIONS, likeness, register_number, sort_name, trigrams, words
from aormas.organizations.rules.status import (
    ACTIVE,
    BASIS_ENDED,
    DECIDED,
    DISSOLVED,
    FORM_WORDS,
    INACTIVE,
    MERGED,
    MOVED,
    STATUS_WORDS,
    TERM_ENDED,
    Status,
    form_of_name,
    status,
)

__all__ = [
    "ABBREVIATIONS",
    "ACTIVE",
    "BASIS_ENDED",
    "DECIDED",
    "DISSOLVED",
    "FORM_WORDS",
    "INACTIVE",
    "MERGED",
    "MOVED",
    "STATUS_WORDS",
    "TERM_ENDED",
    "Status",
    "form_of_name",
    "likeness",
    "register_number",
    "sort_name",
    "status",
    "trigrams",
    "words",
]
