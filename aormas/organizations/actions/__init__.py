"""What can be done with the register; one transaction each."""

from aormas.organizations.actions.access import invite_chair, join
from aormas.organizations.actions.filing import apply_filing, record_basis
from aormas.organizations.actions.status import decide_status, settle, settle_all

__all__ = ["apply_filing", "decide_status", "invite_chair", "join", "record_basis", "settle", "settle_all"]
