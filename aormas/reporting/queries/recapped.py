"""The lists behind a recap: every report with what was sent for it, every activity with its money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import Organization
from aormas.reporting.models import Activity, ActivityReport, Duty, Filing, Fund, Period
from aormas.reporting.queries.recap import STANDING, Sum, done, summed, wanted
from aormas.reporting.queries.states import COLUMNS, code, state_of
from aormas.reporting.rules import states
from aormas.reporting.rules.states import State


@dataclass(frozen=True)
class Reported:
    """One organisation's report on one period in a recap; what did not come has no filing."""

    organization_id: int
    name: str
    register_number: str
    district: str
    period: str
    state: State
    filed_on: date | None
    receipt: str
    nil: bool
    activities: int
    people: int
    cost: int
    stage: str


def reports(
    shown: Sequence[Period], today: date, *, missing: bool = False, first: int = 0, most: int | None = None
) -> Iterator[Reported]:
    """Yield the duties of the periods with what was sent for them, by period and name, in three statements.

    `missing` yields only those of which no report came; `first` and `most` cut a page out, and no more than that is read.
    """
    statement = _duties(shown)
    if missing:
        statement = statement.where(code(today).in_(states.NOT_REPORTED))
    rows = db.session.execute(statement.offset(first or None).limit(most)).all()
    theirs = (
        Duty.period_id.in_([period.id for period in shown]) if most is None else Duty.id.in_([row.id for row in rows])
    )
    of_them = ActivityReport.duty_id.in_(select(Duty.id).where(theirs))
    sent, sums = _sent(of_them), summed(ActivityReport.id, of_them, *done(shown))
    for row in rows:
        report, filed_on, receipt, nil, stage = sent.get(row.id, (0, None, "", False, ""))
        done_of = sums.get(report, Sum())
        yield Reported(
            row.organization_id, row.name, row.register_number, row.district or "", row.code, state_of(row, today), filed_on, receipt,
            nil, done_of.activities, done_of.people, done_of.cost, stage,
        )  # fmt: skip


def _duties(shown: Sequence[Period]) -> Select[Any]:
    return (
        select(
            Duty.id, Duty.organization_id, Organization.name, Organization.register_number, Region.name.label("district"), Period.code,
            *COLUMNS,
        )
        .join(Organization, Organization.id == Duty.organization_id)
        .join(Period, Period.id == Duty.period_id)
        .outerjoin(Region, Region.code == Organization.district_code)
        .where(wanted(shown))
        .order_by(Period.starts_on, Organization.sort_name, Duty.id)
    )  # fmt: skip


def _sent(of_them: ColumnElement[bool]) -> dict[int, tuple[int, date, str, bool, str]]:
    """Return duty → (report, day of the first sending that stands, its receipt, nil, stage)."""
    statement = (
        select(ActivityReport.duty_id, ActivityReport.id, Filing.filed_on, Filing.receipt_number, ActivityReport.nil, ActivityReport.stage)
        .join(Filing, Filing.report_id == ActivityReport.id)
        .where(of_them, ActivityReport.stage.in_(STANDING), Filing.failed_on.is_(None))
        .order_by(Filing.number.desc())
    )  # fmt: skip
    return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in db.session.execute(statement)}


@dataclass(frozen=True)
class Done:
    """One activity in a recap."""

    organization: str
    register_number: str
    period: str
    title: str
    subject: str
    starts_on: date
    ends_on: date | None
    place: str
    audience: str
    participants: int | None
    partner: str
    result: str
    cost: int
    sources: str


def activities(shown: Sequence[Period]) -> Iterator[Done]:
    """Yield every activity of the periods by day, in two statements."""
    funds: dict[int, list[tuple[str, int]]] = {}
    for number, source, amount in db.session.execute(
        select(Fund.activity_id, Fund.source, Fund.amount)
        .join(Activity, Activity.id == Fund.activity_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(*done(shown))
        .order_by(Fund.id)
    ):
        funds.setdefault(number, []).append((source, amount))
    statement = (
        select(
            Activity.id, Organization.name, Organization.register_number, Period.code, Activity.title, Activity.subject, Activity.starts_on,
            Activity.ends_on, Activity.place, Activity.audience, Activity.participants, Activity.partner, Activity.result,
        )
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .join(Organization, Organization.id == ActivityReport.organization_id)
        .join(Period, Period.id == ActivityReport.period_id)
        .where(*done(shown))
        .order_by(Activity.starts_on, Activity.id)
    )  # fmt: skip
    for row in db.session.execute(statement):
        mine = funds.get(row[0], [])
        told: list[Any] = [
            *row[1:],
            sum(amount for _source, amount in mine),
            ",".join(source for source, _amount in mine),
        ]
        yield Done(*told)
