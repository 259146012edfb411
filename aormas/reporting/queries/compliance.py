"""Who has reported on a period: counts by state, the list with its filters, every statement bounded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import aliased

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.core.web import PER_PAGE
from aormas.organizations import queries as organizations
from aormas.organizations.models import Organization
from aormas.organizations.queries.narrowing import named, narrowed
from aormas.reporting.models import ActivityReport, Duty, Period
from aormas.reporting.queries import states
from aormas.reporting.rules import kinds
from aormas.reporting.rules import states as rules

# Who is furthest behind comes first, then who is still awaited, then who has reported.
ORDER = (
    rules.OVERDUE, rules.MISSING, rules.DUE, rules.EXTENDED, rules.NOT_YET, rules.LATE, rules.ON_TIME, rules.EXEMPT, rules.NOT_OWED,
)  # fmt: skip
ADDRESSES = {address: code for code, (address, _tone) in rules.STATES.items()}
NOT_REPORTED = "belum"  # both states of those who have not reported
SORTS = ("hari", "nama", "kecamatan")


@dataclass(frozen=True)
class Wanted:
    """What is listed: state (an address of `rules.STATES`), filters of the register, order and page."""

    state: str = ""
    q: str = ""
    district: str = ""
    village: str = ""
    field: str = ""
    form: str = ""
    status: str = ""
    sort: str = "hari"
    page: int = 1


@dataclass(frozen=True)
class Row:
    """An organisation on the list, with its state on the period and its strip of five years."""

    id: int
    name: str
    register_number: str
    district: str
    village: str
    report_id: int | None
    state: rules.State
    settled_on: date | None
    until: date
    strip: list[states.Cell] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A page of the list; `counts` are by state without the filter of states, `shown` is what the filter leaves."""

    rows: list[Row]
    counts: dict[str, int]
    shown: int
    page: int
    pages: int


def found(period: Period, wanted: Wanted, today: date) -> Found:
    """Return a page of who owes the report of a period, in five statements."""
    counts = _counts(period, wanted, today)
    shown = sum(number for code, number in counts.items() if not wanted.state or code in _codes(wanted.state))
    pages = max(1, -(-shown // PER_PAGE))
    page = min(wanted.page, pages)
    statement = _ordered(_rows(period, wanted, today), wanted, today).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    listed = db.session.execute(statement).all()
    strips = states.strips([row.id for row in listed], states.periods(today), today)
    return Found([_made(row, strips.get(row.id, []), today) for row in listed], counts, shown, page, pages)


def not_reported(period: Period, today: date) -> int:
    """Return how many have not reported on a period whose last day has passed for them."""
    counts = _counts(period, Wanted(), today)
    return sum(counts.get(code, 0) for code in rules.NOT_REPORTED)


def everybody(period: Period, wanted: Wanted, today: date) -> Iterator[Row]:
    """Yield all that the filters leave, in the order of the list and without strips, for a file."""
    statement = _ordered(_rows(period, wanted, today), wanted, today)
    for row in db.session.execute(statement.execution_options(yield_per=1000)):
        yield _made(row, [], today)


def _made(row: Any, strip: list[states.Cell], today: date) -> Row:
    return Row(
        row.id, row.name, row.register_number, row.district or "", row.village or "", row.report_id,
        states.state_of(row, today), row.settled_on, row.until, strip,
    )  # fmt: skip


def _counts(period: Period, wanted: Wanted, today: date) -> dict[str, int]:
    state = states.code(today).label("state")
    statement = _narrowed(select(state, func.count()).select_from(Duty), period, wanted)
    return dict(db.session.execute(statement.group_by(state)).tuples().all())


def _rows(period: Period, wanted: Wanted, today: date) -> Select[Any]:
    district, village = aliased(Region), aliased(Region)
    statement = select(
        Organization.id, Organization.name, Organization.register_number, district.name.label("district"),
        village.name.label("village"), ActivityReport.id.label("report_id"), *states.COLUMNS,
    ).select_from(Duty)  # fmt: skip
    statement = _narrowed(statement, period, wanted, joined=True)
    statement = (
        statement.outerjoin(ActivityReport, ActivityReport.duty_id == Duty.id)
        .outerjoin(district, district.code == Organization.district_code)
        .outerjoin(village, village.code == Organization.village_code)
    )
    return statement.where(states.code(today).in_(_codes(wanted.state))) if wanted.state else statement


def _codes(address: str) -> tuple[str, ...]:
    if address == NOT_REPORTED:
        return tuple(sorted(rules.NOT_REPORTED))
    return (ADDRESSES.get(address, ""),)


def _narrowed(statement: Select[Any], period: Period, wanted: Wanted, *, joined: bool = False) -> Select[Any]:
    """Keep the duties of a period, one for each organisation, of the organisations that the filters leave."""
    of_period: list[ColumnElement[bool]] = [
        Duty.kind == kinds.SEMESTER, Duty.period_id == period.id, Duty.set_aside_why != "merged",
    ]  # fmt: skip
    statement = statement.where(*of_period)
    filters = organizations.Filter(
        district=wanted.district, village=wanted.village, field=wanted.field, form=wanted.form, status=wanted.status
    )
    asked = any((wanted.district, wanted.village, wanted.field, wanted.form, wanted.status, wanted.q))
    if joined or asked:
        statement = statement.join(Organization, Organization.id == Duty.organization_id)
    if asked:
        statement = narrowed(statement, filters, counting=True)
    return statement.where(named(wanted.q)[0]) if wanted.q else statement


def _ordered(statement: Select[Any], wanted: Wanted, today: date) -> Select[Any]:
    if wanted.sort == "nama":
        return statement.order_by(Organization.sort_name, Organization.id)
    if wanted.sort == "kecamatan":
        return statement.order_by(Organization.district_code, Organization.sort_name, Organization.id)
    state = states.code(today)
    rank = case(*[(state == code, number) for number, code in enumerate(ORDER)], else_=len(ORDER))
    return statement.order_by(rank, Duty.until, Duty.settled_on.desc(), Organization.sort_name, Organization.id)


def usual(periods: list[Period], today: date) -> Period | None:
    """Return the period whose due day came last; before the first due day the latest that is over, or has begun."""
    due = [one for one in periods if one.due_on <= today]
    over = [one for one in periods if one.ends_on < today]
    return max(due or over or periods, key=lambda one: one.starts_on, default=None)
