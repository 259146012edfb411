"""Who acts for an organisation in the portal."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, NotAllowed
from aormas.core.identifiers import fold
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import Organization, Representative
from aormas.organizations.queries.invitations import open_invitations
from aormas.organizations.queries.merging import standing_in

PEOPLE_MOST = 3  # who act for one organisation at a time


@transaction
def invite_chair(row: Organization, by: Any) -> str:
    """Return a one-time code with which the chair opens the organisation's portal; it is shown once; one made before ends.

    Raises `Conflict` for an organisation that is not in the register.
    """
    must_stand(row)
    for former in open_invitations(row):
        if not former.invited:
            people.end_code(former.id, by)
    return people.issue_code("portal", by, organization_id=row.id, organization_name=row.name)


@transaction
def invite_further(row: Organization, name: str, by: User) -> str:
    """Return a one-time code for a further person who shall act for the organisation.

    A code that is open for the same name ends. Raises `NotAllowed` for who does not act for the organisation, `Conflict` when
    enough people do already or may by their open codes.
    """
    must_act_for(row, by)
    must_stand(row)
    for former in open_invitations(row):
        if former.invited and fold(former.invited) == fold(name):
            people.end_code(former.id, by)
    acting = select(func.count(Representative.id)).join(User, User.id == Representative.user_id)
    enter = db.session.scalar(acting.where(Representative.organization_id == row.id, User.active)) or 0
    if enter + len(open_invitations(row)) >= PEOPLE_MOST:
        raise Conflict(
            "%(n)d people act for the organisation or are invited. End the access of one or cancel an invitation first.",
            n=PEOPLE_MOST,
        )
    code = people.issue_code("portal", by, organization_id=row.id, organization_name=row.name, invited=name)
    audit.record(by, "representative.invited", row, person=name)
    return code


@transaction
def cancel(row: Organization, number: int, by: User) -> None:
    """End an open invitation. Raises `NotAllowed` for who does not act for the organisation, `Conflict` for one that is not open."""
    must_act_for(row, by)
    if number not in {one.id for one in open_invitations(row)}:
        raise Conflict("This invitation is not open any more.")
    people.end_code(number, by)


@transaction
def end(row: Organization, user_id: int, by: User) -> None:
    """Close the account of another person who acts for the organisation. Raises `NotAllowed` and `Conflict`."""
    must_act_for(row, by)
    other = db.session.get(User, user_id)
    if other is None or not acts_for(row, other):
        raise NotAllowed("This person does not act for your organisation.")
    if other.id == by.id:
        raise Conflict("You cannot end your own access. Ask another person of the organisation, or the office.")
    people.close(other, by)
    audit.record(by, "representative.ended", row, person=other.name)


def acts_for(row: Organization, user: User) -> bool:
    """Tell whether a person acts for an organisation."""
    tie = select(Representative.id).where(Representative.organization_id == row.id, Representative.user_id == user.id)
    return db.session.scalar(tie) is not None


def must_act_for(row: Organization, user: User) -> None:
    """Raise `NotAllowed` unless a person acts for an organisation."""
    if not acts_for(row, user):
        raise NotAllowed("This person does not act for your organisation.")


@transaction
def join(user: User, facts: dict[str, Any]) -> None:
    """Let a person who used an activation code act for the organisation (listener of `account.activated`)."""
    row = db.session.get(Organization, facts.get("organization_id") or 0)
    if row is None:
        return
    row = standing_in(row)
    db.session.add(Representative(user=user, organization=row, since=clock.now()))
    audit.record(user, "representative.added", row)
