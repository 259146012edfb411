"""What can be done with letters, number books and letter types; one function per verb."""

from aormas.letters.actions.drafts import discard, prepare
from aormas.letters.actions.kinds import add_book, add_type, change_book, change_template, change_type
from aormas.letters.actions.numbers import cancel, reserve
from aormas.letters.actions.signing import attach_scan, sign, withdraw

__all__ = [
    "add_book",
    "add_type",
    "attach_scan",
    "cancel",
    "change_book",
    "change_template",
    "change_type",
    "discard",
    "prepare",
    "reserve",
    "sign",
    "withdraw",
]
