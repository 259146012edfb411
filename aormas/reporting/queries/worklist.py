"""What waits for the office: reports to answer, the nearest day first, and requests for more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased, joinedload

from aormas.core.database import db
from aormas.core.web import PER_PAGE
from aormas.organizations.models import Organization
from aormas.reporting.models import ActivityReport, Duty, Filing, Period, ReliefRequest
from aormas.reporting.rules import stages

TURN, ALL = "giliran", "semua"
# Address → stage of a report.
STAGES = {
    "menunggu": stages.FILED, "catatan": stages.NOTED, "diterima": stages.ACCEPTED, "ditolak": stages.REJECTED,
}  # fmt: skip
REQUESTS_MOST = 100


@dataclass(frozen=True)
class Wanted:
    """Which reports to list: a key of `STAGES`, the office's turn or all; a period's code; a district's code."""

    state: str = TURN
    period: str = ""
    district: str = ""
    page: int = 1


@dataclass(frozen=True)
class Row:
    """A filed report on the worklist, with its last filing."""

    id: int
    organization_id: int
    name: str
    period_id: int
    stage: str
    answer_due_on: date | None
    number: int
    nil: bool
    filed_on: date
    channel: str


@dataclass(frozen=True)
class Found:
    """A page of the worklist."""

    rows: list[Row]
    count: int
    page: int
    pages: int


def reports(wanted: Wanted) -> Found:
    """Return a page of filed reports: those that wait by the office's day, the others by the newest filing."""
    asked = _conditions(wanted)
    base = select(func.count()).select_from(ActivityReport).join(Period, Period.id == ActivityReport.period_id)
    if wanted.district:
        base = base.join(Organization, Organization.id == ActivityReport.organization_id)
    count = db.session.scalar(base.where(*asked)) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(wanted.page, pages)
    order = (
        ActivityReport.answer_due_on.is_(None),
        ActivityReport.answer_due_on,
        Filing.filed_on.desc(),
        ActivityReport.id,
    )
    statement = _rows().where(*asked).order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return Found([Row(*row) for row in db.session.execute(statement)], count, page, pages)


def _rows() -> Select[Any]:
    one = aliased(Filing)
    last = select(func.max(one.number)).where(one.report_id == ActivityReport.id).scalar_subquery()
    return (
        select(
            ActivityReport.id, ActivityReport.organization_id, Organization.name, ActivityReport.period_id, ActivityReport.stage,
            ActivityReport.answer_due_on, Filing.number, Filing.nil, Filing.filed_on, Filing.channel,
        )
        .join(Organization, Organization.id == ActivityReport.organization_id)
        .join(Period, Period.id == ActivityReport.period_id)
        .join(Filing, (Filing.report_id == ActivityReport.id) & (Filing.number == last))
    )  # fmt: skip


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [
        ActivityReport.answer_due_on.is_not(None)
        if wanted.state == TURN
        else ActivityReport.stage == STAGES[wanted.state]
        if wanted.state in STAGES
        else ActivityReport.stage != stages.DRAFT
    ]
    if wanted.period:
        asked.append(Period.code == wanted.period)
    if wanted.district:
        asked.append(Organization.district_code == wanted.district)
    return asked


def my_turn(most: int = 50) -> list[Row]:
    """Return the reports that wait for the office's word, the nearest day first."""
    waits = ActivityReport.answer_due_on.is_not(None)
    order = (ActivityReport.answer_due_on, ActivityReport.id)
    return [Row(*row) for row in db.session.execute(_rows().where(waits).order_by(*order).limit(most))]


def waiting_counted() -> ScalarSelect[int]:
    """Return how many reports wait for the office's word, as an expression to be added to others."""
    return select(func.count(ActivityReport.id)).where(ActivityReport.answer_due_on.is_not(None)).scalar_subquery()


def late(today: date) -> int:
    """Return how many reports the office should have answered before today."""
    statement = select(func.count(ActivityReport.id)).where(ActivityReport.answer_due_on < today)
    return db.session.scalar(statement) or 0


def all_periods() -> dict[int, Period]:
    """Return every period by its number, the newest first, with its rule."""
    statement = select(Period).options(joinedload(Period.rule)).order_by(Period.starts_on.desc())
    return {one.id: one for one in db.session.scalars(statement)}


@dataclass(frozen=True)
class Request:
    """A request for more time or an exemption that waits for the division head."""

    id: int
    kind: str
    name: str
    period_id: int
    wanted_until: date | None
    answer_due_on: date


def requests() -> Sequence[Request]:
    """Return the requests that wait for an answer, the nearest day first."""
    statement = (
        select(
            ReliefRequest.id, ReliefRequest.kind, Organization.name, Duty.period_id, ReliefRequest.wanted_until,
            ReliefRequest.answer_due_on,
        )
        .join(Duty, Duty.id == ReliefRequest.duty_id)
        .join(Organization, Organization.id == Duty.organization_id)
        .where(ReliefRequest.state == "open")
        .order_by(ReliefRequest.answer_due_on, ReliefRequest.id)
        .limit(REQUESTS_MOST)
    )  # fmt: skip
    return [Request(*row) for row in db.session.execute(statement)]


def requests_counted() -> ScalarSelect[int]:
    """Return how many requests wait for an answer, as an expression to be added to others."""
    return select(func.count(ReliefRequest.id)).where(ReliefRequest.state == "open").scalar_subquery()
