"""What can be done with the register; one transaction each."""

from aormas.organizations.actions.access import invite_chair, join
from aormas.organizations.actions.confirming import confirm
from aormas.organizations.actions.entering import edit, enter, set_emblem
from aormas.organizations.actions.filing import apply_filing, record_basis
from aormas.organizations.actions.reaching import note_attempt
from aormas.organizations.actions.status import decide_status, settle, settle_all
from aormas.organizations.actions.undoing import undo_edit

__all__ = [
    "apply_filing",
    "confirm",
    "decide_status",
    "edit",
    "enter",
    "invite_chair",
    "join",
    "note_attempt",
    "record_basis",
    "set_emblem",
    "settle",
    "settle_all",
    "undo_edit",
]
