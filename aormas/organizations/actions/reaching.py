"""Noting how the office tried to reach an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import Attempt, Contact, Organization
from aormas.organizations.rules import reaching


@transaction
def note_attempt(row: Organization, result: str, *, made_on: date, note: str, by: Any, client_id: str) -> Attempt:
    """Note an attempt; a dead number is marked on the contact, a success unmarks it. The same `client_id` is one attempt.

    Raises `Invalid` for a day to come and an unknown result.
    """
    by.must("organization.reach")
    must_stand(row)
    if result not in reaching.RESULTS:
        raise Invalid("Choose what came of it.", field="result")
    if made_on > clock.today():
        raise Invalid("This day has not come yet.", field="made_on")
    known = db.session.scalar(select(Attempt).where(Attempt.client_id == client_id))
    if known is not None:
        return known
    attempt = Attempt(
        organization_id=row.id, result=result, made_on=made_on, note=note, made_by=by.name, made_by_id=by.id,
        recorded_at=clock.now(), client_id=client_id,
    )  # fmt: skip
    db.session.add(attempt)
    if result in ("number_dead", reaching.REACHED):
        _mark_phones(row, result == reaching.REACHED)
    audit.record(by, "organization.attempt_noted", row, result=result, on=made_on)
    return attempt


def _mark_phones(row: Organization, reachable: bool) -> None:
    present = select(Contact).where(Contact.organization_id == row.id, Contact.kind == "phone", Contact.until.is_(None))
    for contact in db.session.scalars(present):
        contact.reachable = reachable
