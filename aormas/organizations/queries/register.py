"""The list of the register: filters, search, sorting, pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.core.web import PER_PAGE
from aormas.organizations.models import Contact, Organization
from aormas.organizations.queries.narrowing import named, narrowed

village = Region.__table__.alias("village")
district = Region.__table__.alias("district")

SORTS = {
    "nama": (Organization.sort_name, Organization.id),
    "terbaru": (Organization.created_at.desc(), Organization.id.desc()),
}


@dataclass(frozen=True)
class Filter:
    """What a reader asked the list for; empty means all. The last four are days (`rules/spans.py`) and a village's code."""

    text: str = ""
    district: str = ""
    field: str = ""
    form: str = ""
    status: str = ""
    sort: str = ""
    page: int = 1
    village: str = ""
    founded: str = ""
    entered: str = ""
    term_end: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    id: int
    name: str
    acronym: str
    slug: str
    form: str
    main_field: str
    status: str
    village: str | None
    district: str | None
    register_number: str


@dataclass(frozen=True)
class Found:
    """A page of the list: rows, how many there are in all, and how many the register holds."""

    rows: list[Row]
    count: int
    page: int
    pages: int
    exact: bool = True
    extra: dict[str, Any] = field(default_factory=dict)


COLUMNS = (
    Organization.id, Organization.name, Organization.acronym, Organization.slug, Organization.form, Organization.main_field,
    Organization.status, village.c.name, district.c.name, Organization.register_number,
)  # fmt: skip


def _listed() -> Select[Any]:
    return (
        select(*COLUMNS)
        .outerjoin(village, village.c.code == Organization.village_code)
        .outerjoin(district, district.c.code == Organization.district_code)
        .where(Organization.listed)
    )


def register(wanted: Filter) -> Found:
    """Return a page of the register as asked for: at most six statements, however many organisations."""
    if wanted.text:
        return _searched(wanted)
    count = db.session.scalar(narrowed(select(func.count(Organization.id)).where(Organization.listed), wanted)) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(wanted.page, pages)
    order = SORTS.get(wanted.sort, SORTS["nama"])
    statement = narrowed(_listed(), wanted).order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return Found([Row(*row) for row in db.session.execute(statement)], count, page, pages)


def _searched(wanted: Filter) -> Found:
    """Search by name, then filter; sorted by likeness unless asked otherwise."""
    condition, ranked = named(wanted.text)
    statement = narrowed(_listed(), wanted).where(condition)
    rows = [Row(*row) for row in db.session.execute(statement)]
    if wanted.sort == "nama":
        rows.sort(key=lambda row: row.name.casefold())
    else:
        rows.sort(key=lambda row: (-ranked.get(row.id, 1.0), row.name.casefold()))
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(wanted.page, pages)
    exact = not rows or ranked.get(rows[0].id, 1.0) > 0.93
    return Found(rows[(page - 1) * PER_PAGE : page * PER_PAGE], len(rows), page, pages, exact)


def count_listed() -> int:
    """Return how many organisations the public register shows."""
    return db.session.scalar(select(func.count(Organization.id)).where(Organization.listed)) or 0


def desk_find(text: str, limit: int = 8) -> list[Row]:
    """Return organisations for the desk's one search box: by name, register number or phone."""
    found = register(Filter(text=text)).rows[:limit]
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= 6:
        core = digits.removeprefix("62").lstrip("0")
        holders = select(Contact.organization_id).where(Contact.value.contains(core, autoescape=True))
        statement = _listed().where(Organization.id.in_(holders)).limit(limit)
        known = {row.id for row in found}
        found += [Row(*row) for row in db.session.execute(statement) if row[0] not in known]
    return found
