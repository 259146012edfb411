"""Recaps of reporting over some periods: who reported, who did not, what was done. Every number equals a plain recount.

Counted are the duties that were not set aside; of a report the sending that stands (sent and not rejected), with its activities
as they are written now. Drafts are not counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import Organization
from aormas.reporting.models import Activity, ActivityReport, Duty, Fund, Period, Relief
from aormas.reporting.queries.states import code
from aormas.reporting.rules import kinds, stages, states

STANDING = (stages.FILED, stages.NOTED, stages.ACCEPTED)  # what was sent and not rejected
ORDER = (
    states.ON_TIME,
    states.LATE,
    states.MISSING,
    states.OVERDUE,
    states.EXEMPT,
    states.EXTENDED,
    states.DUE,
    states.NOT_YET,
)


@dataclass(frozen=True)
class Line:
    """One part of a division: its code and name, and how many duties are in which state."""

    code: str
    name: str
    by_state: dict[str, int]

    @property
    def owed(self) -> int:
        """Return how many reports were owed: all but those that were lifted."""
        return sum(count for state, count in self.by_state.items() if state not in (states.EXEMPT, states.NOT_OWED))

    @property
    def reported(self) -> int:
        """Return how many came, on time or late."""
        return sum(self.by_state.get(state, 0) for state in states.REPORTED)

    @property
    def missing(self) -> int:
        """Return how many did not come by their last day."""
        return sum(self.by_state.get(state, 0) for state in states.NOT_REPORTED)

    @property
    def share(self) -> float | None:
        """Return what came of what was owed, in per cent; None where nothing was owed."""
        return 100 * self.reported / self.owed if self.owed else None


def spanned(first: Period, last: Period) -> list[Period]:
    """Return the periods from one to another, the oldest first."""
    statement = select(Period).where(Period.starts_on >= first.starts_on, Period.starts_on <= last.starts_on)
    return list(db.session.scalars(statement.order_by(Period.starts_on)))


def wanted(shown: Sequence[Period]) -> ColumnElement[bool]:
    """Return the condition on duties and their organisations that a recap counts."""
    return and_(
        Duty.kind == kinds.SEMESTER, Duty.period_id.in_([period.id for period in shown]), Duty.set_aside_on.is_(None),
        Organization.listed,
    )  # fmt: skip


def _counted(key: Any, shown: Sequence[Period], today: date, *joins: tuple[Any, Any]) -> dict[Any, dict[str, int]]:
    state = code(today).label("state")
    part = key.label("part")
    statement = (
        select(part, state, func.count()).select_from(Duty).join(Organization, Organization.id == Duty.organization_id)
    )
    for target, condition in joins:
        statement = statement.outerjoin(target, condition)
    found: dict[Any, dict[str, int]] = {}
    for value, name, count in db.session.execute(statement.where(wanted(shown)).group_by(part, state)):
        found.setdefault(value, {})[name] = count
    return found


def by_period(shown: Sequence[Period], today: date) -> dict[int, dict[str, int]]:
    """Return period → state → count."""
    return _counted(Duty.period_id, shown, today)


def by_district(shown: Sequence[Period], today: date) -> list[Line]:
    """Return one line per district, by its code; the last one is of those whose district is not recorded."""
    names = dict(db.session.execute(select(Region.code, Region.name)).tuples().all())
    found = _counted(Organization.district_code, shown, today)
    return [Line(key, names.get(key, ""), found[key]) for key in sorted(found, key=lambda key: (not key, key))]


def by_column(column: Any, names: dict[str, str], shown: Sequence[Period], today: date) -> list[Line]:
    """Return one line per value of a column of the organisations (main field, legal form), the largest first."""
    found = _counted(column, shown, today)
    lines = [Line(key, names.get(key, key), counts) for key, counts in found.items()]
    return sorted(lines, key=lambda line: (-line.owed, line.name))


def done(shown: Sequence[Period]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on activities of reports that were sent and not rejected."""
    counted = select(Duty.id).join(Organization, Organization.id == Duty.organization_id).where(wanted(shown))
    return (
        ActivityReport.duty_id.in_(counted), ActivityReport.stage.in_(STANDING), ~ActivityReport.nil, Activity.removed_at.is_(None)
    )  # fmt: skip


@dataclass(frozen=True)
class Sum:
    """Activities of one part: how many, people reached, cost in rupiah."""

    activities: int = 0
    people: int = 0
    cost: int = 0


def summed(part: Any, *wanted: ColumnElement[bool]) -> dict[Any, Sum]:
    """Return value of a column → the sum of its activities, of those that meet some conditions."""
    cost = select(func.sum(Fund.amount)).where(Fund.activity_id == Activity.id).correlate(Activity).scalar_subquery()
    statement = (
        select(part, func.count(), func.coalesce(func.sum(Activity.participants), 0), func.coalesce(func.sum(cost), 0))
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(*wanted)
        .group_by(part)
    )
    return {row[0]: Sum(int(row[1]), int(row[2]), int(row[3])) for row in db.session.execute(statement)}


def by_subject(shown: Sequence[Period]) -> list[tuple[str, Sum]]:
    """Return (field, its activities), the most first."""
    found = summed(Activity.subject, *done(shown))
    return sorted(found.items(), key=lambda row: (-row[1].activities, row[0]))


def by_source(shown: Sequence[Period]) -> dict[str, tuple[int, int]]:
    """Return source of money → (activities that used it, rupiah)."""
    statement = (
        select(Fund.source, func.count(func.distinct(Fund.activity_id)), func.sum(Fund.amount))
        .join(Activity, Activity.id == Fund.activity_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(*done(shown))
        .group_by(Fund.source)
    )
    return {row[0]: (int(row[1]), int(row[2])) for row in db.session.execute(statement)}


def by_day(shown: Sequence[Period]) -> dict[date, int]:
    """Return day → how many activities began on it."""
    statement = (
        select(Activity.starts_on, func.count())
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(*done(shown))
        .group_by(Activity.starts_on)
    )
    return dict(db.session.execute(statement).tuples().all())


def reliefs(shown: Sequence[Period]) -> int:
    """Return how many extensions and exemptions were granted for the periods."""
    mine = select(Duty.id).where(Duty.period_id.in_([period.id for period in shown]))
    statement = select(func.count(Relief.id)).where(
        or_(Relief.period_id.in_([period.id for period in shown]), Relief.duty_id.in_(mine))
    )
    return db.session.scalar(statement) or 0


def latest(today: date) -> Period | None:
    """Return the period that a recap begins with: the last one whose due day has come, else the last one that has begun."""
    come = case((Period.due_on <= today, 1), else_=0)
    statement = select(Period).where(Period.starts_on <= today).order_by(come.desc(), Period.starts_on.desc())
    return db.session.scalars(statement.limit(1)).first()


def years(today: date) -> list[Period]:
    """Return all periods that have begun, the newest first, to choose from."""
    statement = select(Period).where(Period.starts_on <= today).order_by(Period.starts_on.desc())
    return list(db.session.scalars(statement))
