"""The lists behind a recap: every report with what was sent for it, every activity with its money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import Organization
from aormas.reporting.models import Activity, ActivityReport, Duty, Filing, Fund, Period
from aormas.reporting.queries.recap import STANDING, done, wanted
from aormas.reporting.queries.states import COLUMNS, state_of
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


def reports(shown: Sequence[Period], today: date) -> Iterator[Reported]:
    """Yield every duty of the periods with what was sent for it, by period and name, in four statements."""
    names = dict(db.session.execute(select(Region.code, Region.name)).tuples().all())
    sent = _sent(shown)
    numbers = _numbers(shown)
    statement = (
        select(
            Duty.id,
            Organization.id,
            Organization.name,
            Organization.register_number,
            Organization.district_code,
            Period.code,
            *COLUMNS,
        )
        .join(Organization, Organization.id == Duty.organization_id)
        .join(Period, Period.id == Duty.period_id)
        .where(wanted(shown))
        .order_by(Period.starts_on, Organization.sort_name, Duty.id)
    )
    for row in db.session.execute(statement):
        report, filed_on, receipt, nil, stage = sent.get(row[0], (0, None, "", False, ""))
        count, people, cost = numbers.get(report, (0, 0, 0))
        yield Reported(
            row[1], row[2], row[3], names.get(row[4], ""), row[5], state_of(row, today), filed_on, receipt, nil, count, people, cost, stage
        )  # fmt: skip


def _sent(shown: Sequence[Period]) -> dict[int, tuple[int, date, str, bool, str]]:
    """Return duty → (report, day of the first sending that stands, its receipt, nil, stage)."""
    statement = (
        select(ActivityReport.duty_id, ActivityReport.id, Filing.filed_on, Filing.receipt_number, ActivityReport.nil, ActivityReport.stage)
        .join(Filing, Filing.report_id == ActivityReport.id)
        .where(
            ActivityReport.period_id.in_([period.id for period in shown]), ActivityReport.stage.in_(STANDING), Filing.failed_on.is_(None)
        )
        .order_by(Filing.number.desc())
    )  # fmt: skip
    return {row[0]: (row[1], row[2], row[3], row[4], row[5]) for row in db.session.execute(statement)}


def _numbers(shown: Sequence[Period]) -> dict[int, tuple[int, int, int]]:
    """Return report → (activities, people reached, cost in rupiah)."""
    costs = select(Fund.activity_id, func.sum(Fund.amount).label("cost")).group_by(Fund.activity_id).subquery()
    statement = (
        select(
            Activity.report_id, func.count(), func.coalesce(func.sum(Activity.participants), 0), func.coalesce(func.sum(costs.c.cost), 0)
        )
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .outerjoin(costs, costs.c.activity_id == Activity.id)
        .where(*done(shown))
        .group_by(Activity.report_id)
    )  # fmt: skip
    return {row[0]: (int(row[1]), int(row[2]), int(row[3])) for row in db.session.execute(statement)}


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
