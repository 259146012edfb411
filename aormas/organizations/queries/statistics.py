"""Numbers of the public register: each a count of listed organisations, in a bounded number of statements.

Every part of a division adds up to the whole; only fields may count an organisation several times.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, extract, func, literal_column, select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import Organization, OrganizationField
from aormas.organizations.queries.narrowing import in_being, present_term_end, start_of
from aormas.organizations.rules.quarters import quarters_from
from aormas.organizations.rules.spans import WITHOUT, written

QUARTERS_AHEAD = 8
PART = "part"  # grouping by the name keeps the expression's values bound once, as PostgreSQL asks


@dataclass(frozen=True)
class Place:
    """A district or village and how many organisations have their seat in it."""

    code: str
    name: str
    district: str
    count: int


def whole() -> tuple[int, int]:
    """Return how many organisations are listed, and how many of them nothing was decided about."""
    statement = select(func.count(Organization.id), func.count(case((in_being(), 1)))).where(Organization.listed)
    listed, being = db.session.execute(statement).one()
    return listed, being


def by_form() -> dict[str, int]:
    """Return legal form → count."""
    return _by(Organization.form)


def by_status() -> dict[str, int]:
    """Return status → count."""
    return _by(Organization.status)


def by_field() -> dict[str, int]:
    """Return field → count of the organisations that have it among their fields; one may count in several."""
    column = OrganizationField.field
    statement = select(column, func.count()).join(Organization, Organization.id == OrganizationField.organization_id)
    return dict(db.session.execute(statement.where(Organization.listed).group_by(column)).tuples().all())


def places() -> tuple[list[Place], list[Place]]:
    """Return districts and villages by code with their counts, those without any too; a last one stands for "unknown"."""
    pair = (Organization.district_code, Organization.village_code)
    counted = db.session.execute(select(*pair, func.count()).where(Organization.listed).group_by(*pair)).all()
    districts: Counter[str] = Counter()
    villages: Counter[str] = Counter()
    for district, village, count in counted:
        districts[district] += count
        villages[village] += count
    return _named("district", districts), _named("village", villages)


def _named(kind: str, counts: Counter[str]) -> list[Place]:
    district = Region.__table__.alias("district")
    statement = (
        select(Region.code, Region.name, district.c.name)
        .outerjoin(district, district.c.code == Region.parent)
        .where(Region.kind == kind)
        .order_by(Region.code)
    )
    found = [Place(code, name, over or "", counts.pop(code, 0)) for code, name, over in db.session.execute(statement)]
    found += [Place(code, code, "", count) for code, count in sorted(counts.items()) if code]  # of a former list
    return [*found, Place(WITHOUT, "", "", counts[""])] if counts[""] else found


def by_year_founded() -> dict[int | None, int]:
    """Return year of founding → count; None for those without a day."""
    year = extract("year", Organization.founded_on)
    return {None if key is None else int(key): count for key, count in _rows(year)}


def by_year_entered() -> dict[int, int]:
    """Return year of entry into the register, by the office's calendar → count."""
    edges = select(func.min(Organization.created_at), func.max(Organization.created_at)).where(Organization.listed)
    first, last = db.session.execute(edges).one()
    if first is None:
        return {}
    years = range(clock.day_of(first).year, clock.day_of(last).year + 1)
    year = case(*((Organization.created_at < start_of(date(n + 1, 1, 1)), n) for n in years))
    found = dict(_rows(year))
    return {n: found.get(n, 0) for n in years}


def terms_ending() -> list[tuple[str, date | None, date | None, int]]:
    """Return (span as in an address, first day, last day, count) of the ends of present boards' terms, in being only.

    First those that ended, then the quarters ahead, then later ones, at last (`tanpa`) those without a board or end.
    """
    today, ends = clock.today(), present_term_end()
    quarters = quarters_from(today, QUARTERS_AHEAD)
    spans: list[tuple[date | None, date | None]] = [(None, date.fromordinal(today.toordinal() - 1))]
    spans += [(max(today, quarter.first), quarter.last) for quarter in quarters]
    spans.append((quarters[-1].following.first, None))
    ended = select(ends.label("ends")).select_from(Organization).where(Organization.listed, in_being()).subquery()
    part = case(
        (ended.c.ends.is_(None), -1), *((ended.c.ends <= last, n) for n, (_, last) in enumerate(spans[:-1])), else_=len(spans) - 1
    )  # fmt: skip
    counted = select(part.label(PART), func.count()).group_by(literal_column(PART))
    found = dict(db.session.execute(counted).tuples().all())
    rows = [(written(first, last), first, last, found.get(n, 0)) for n, (first, last) in enumerate(spans)]
    return [*rows, (WITHOUT, None, None, found.get(-1, 0))]


def _by(column: Any) -> dict[str, int]:
    return dict(_rows(column))


def _rows(expression: Any) -> list[tuple[Any, int]]:
    counted = select(expression.label(PART), func.count()).select_from(Organization).where(Organization.listed)
    return [(key, count) for key, count in db.session.execute(counted.group_by(literal_column(PART)))]
