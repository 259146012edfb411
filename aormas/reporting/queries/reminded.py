"""What was sent to remind organisations, page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.core.web import PER_PAGE
from aormas.reporting.models import Duty, Period, Reminder

NO_ANSWER = "tanpa"  # reminders whose answer is not noted yet


@dataclass(frozen=True)
class Sent:
    """A page of what was sent."""

    rows: list[Reminder]
    count: int
    page: int
    pages: int


def sent(asked: Mapping[str, str], page: int) -> Sent:
    """Return what was sent, the newest first, in two statements; `asked`: saluran, jawaban, keadaan, ormas."""
    wanted = []
    if way := asked.get("saluran"):
        wanted.append(Reminder.channel == way)
    if answer := asked.get("jawaban"):
        wanted.append(Reminder.answer == ("" if answer == NO_ANSWER else answer))
    if state := asked.get("keadaan"):
        wanted.append(Reminder.state == state)
    if organization := asked.get("ormas"):
        wanted.append(Reminder.organization_id == int(organization))
    count = db.session.scalar(select(func.count(Reminder.id)).where(*wanted)) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(page, pages)
    statement = (
        select(Reminder)
        .options(
            joinedload(Reminder.duty).joinedload(Duty.organization),
            joinedload(Reminder.duty).joinedload(Duty.period).joinedload(Period.rule),
            joinedload(Reminder.rule),
        )
        .where(*wanted)
        .order_by(Reminder.sent_at.desc(), Reminder.id.desc())
    )
    rows = list(db.session.scalars(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE)))
    return Sent(rows, count, page, pages)


def latest_of(organization_id: int, count: int = 10) -> list[Reminder]:
    """Return the last reminders of one organisation, the newest first."""
    statement = (
        select(Reminder)
        .options(joinedload(Reminder.duty).joinedload(Duty.period).joinedload(Period.rule))
        .where(Reminder.organization_id == organization_id)
        .order_by(Reminder.sent_at.desc(), Reminder.id.desc())
    )
    return list(db.session.scalars(statement.limit(count)))
