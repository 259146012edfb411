"""Requests for more time, what was granted, whom a relief for all would touch, and the notices that everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.core.web import PER_PAGE
from aormas.organizations.models import Organization
from aormas.reporting.models import Duty, Period, Relief, ReliefRequest
from aormas.reporting.rules.states import EXTENSION

OPEN = "open"
TOLD_DAYS = 30


@dataclass(frozen=True)
class Given:
    """A page of what was granted."""

    rows: list[Relief]
    count: int
    page: int
    pages: int


@dataclass(frozen=True)
class Touched:
    """Whom a relief for all reaches: reports awaited, those already late, and those sent too late that become in time."""

    awaited: int
    late: int
    sent: int

    @property
    def all(self) -> int:
        """Return how many duties change."""
        return self.awaited + self.late + self.sent


def waiting() -> list[ReliefRequest]:
    """Return the requests that wait for an answer, the nearest day first."""
    statement = (
        select(ReliefRequest)
        .options(
            joinedload(ReliefRequest.duty).joinedload(Duty.organization),
            joinedload(ReliefRequest.duty).joinedload(Duty.period).joinedload(Period.rule),
        )
        .where(ReliefRequest.state == OPEN)
        .order_by(ReliefRequest.answer_due_on, ReliefRequest.id)
    )
    return list(db.session.scalars(statement))


def given(page: int) -> Given:
    """Return what was granted, the newest first."""
    count = db.session.scalar(select(func.count(Relief.id))) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(page, pages)
    statement = (
        select(Relief)
        .options(
            joinedload(Relief.period).joinedload(Period.rule),
            joinedload(Relief.duty).joinedload(Duty.organization),
            joinedload(Relief.duty).joinedload(Duty.period).joinedload(Period.rule),
        )
        .order_by(Relief.decided_at.desc(), Relief.id.desc())
    )
    return Given(list(db.session.scalars(statement.limit(PER_PAGE).offset((page - 1) * PER_PAGE))), count, page, pages)


def touched(period: Period, kind: str, until: date | None, district: str, today: date) -> Touched:
    """Return how many duties a relief for all of a period (of a district) would change, as it is written by the action."""
    wanted: list[ColumnElement[bool]] = [Duty.period_id == period.id, Duty.set_aside_on.is_(None)]
    if district:
        wanted.append(Duty.organization_id.in_(select(Organization.id).where(Organization.district_code == district)))
    wanted.append(Duty.until < until if kind == EXTENSION and until else Duty.exempt_on.is_(None))
    open_ones = Duty.settled_on.is_(None)
    counts = [
        db.session.scalar(select(func.count(Duty.id)).where(*wanted, condition)) or 0
        for condition in (
            open_ones & (Duty.until >= today),
            open_ones & (Duty.until < today),
            (Duty.settled_on > Duty.until) & (Duty.settled_on <= until if kind == EXTENSION and until else false()),
        )
    ]
    return Touched(*counts)


def periods(today: date) -> list[Period]:
    """Return the periods for which reports are still taken, the newest first."""
    statement = (
        select(Period).options(joinedload(Period.rule)).where(Period.closes_on >= today, Period.starts_on <= today)
    )
    return list(db.session.scalars(statement.order_by(Period.starts_on.desc())))


@dataclass(frozen=True)
class Notice:
    """What everybody reads until a day, about a period."""

    period: Period
    text: str
    until: date
    exempt: bool = False
    district_code: str = ""


def notices(today: date) -> list[Notice]:
    """Return the notices that matter: of reliefs for all until their day has passed, and of due days that were moved.

    Of an exemption for a due day that has passed it stands for `TOLD_DAYS`. Of several for the same ones only the one that holds is told.
    """
    lately = Relief.decided_on > today - timedelta(days=TOLD_DAYS)
    for_all = select(Relief).options(joinedload(Relief.period).joinedload(Period.rule)).join(Period).where(
        Relief.notice != "", or_(Relief.until >= today, Relief.until.is_(None) & ((Period.due_on >= today) | lately))
    )  # fmt: skip
    found = [
        Notice(one.period, one.notice, one.until or one.period.due_on, one.until is None, one.district_code)
        for one in db.session.scalars(for_all.order_by(Relief.decided_at.desc()))
        if one.period is not None
    ]
    moved = select(Period).options(joinedload(Period.rule)).where(Period.notice != "", Period.due_on >= today)
    return _holding([*found, *(Notice(one, one.notice, one.due_on) for one in db.session.scalars(moved))])


def _holding(found: list[Notice]) -> list[Notice]:
    """Return the notices without those that a later day, or an exemption, for the same or for all has overtaken."""

    def reach(one: Notice) -> date:
        return date.max if one.exempt else one.until

    best: dict[tuple[int, str], Notice] = {}
    for one in found:
        key = one.period.id, one.district_code
        if key not in best or reach(one) > reach(best[key]):
            best[key] = one
    held = [one for one in found if best[one.period.id, one.district_code] is one]
    overall = {number: reach(one) for (number, district), one in best.items() if not district}
    return [one for one in held if not one.district_code or reach(one) > overall.get(one.period.id, date.min)]
