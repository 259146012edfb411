"""Who acts for an organisation in the portal."""

from __future__ import annotations

from typing import Any

from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.organizations.models import Organization, Representative


@transaction
def invite_chair(row: Organization, by: Any) -> str:
    """Return a one-time code with which the chair opens the organisation's portal; it is shown once."""
    return people.issue_code("portal", by, organization_id=row.id, organization_name=row.name)


@transaction
def join(user: User, facts: dict[str, Any]) -> None:
    """Let a person who used an activation code act for the organisation (listener of `account.activated`)."""
    row = db.session.get(Organization, facts.get("organization_id") or 0)
    if row is None:
        return
    db.session.add(Representative(user=user, organization=row, since=clock.now()))
    audit.record(user, "representative.added", row)
