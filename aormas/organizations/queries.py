"""What pages need of the register; each a function with a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import fields as fields_of
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, column, func, or_, select, text
from sqlalchemy.orm import selectinload
from sqlalchemy.types import NullType, TypeEngine

from aormas.core.database import UtcDateTime, db
from aormas.core.regions import Region
from aormas.core.web import PER_PAGE
from aormas.organizations import search
from aormas.organizations.models import BoardTerm, Contact, Organization, OrganizationField, Representative

village = Region.__table__.alias("village")
district = Region.__table__.alias("district")

SORTS = {
    "nama": (Organization.sort_name, Organization.id),
    "terbaru": (Organization.created_at.desc(), Organization.id.desc()),
}


@dataclass(frozen=True)
class Filter:
    """What a reader asked the list for; empty means all."""

    text: str = ""
    district: str = ""
    field: str = ""
    form: str = ""
    status: str = ""
    sort: str = ""
    page: int = 1


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


def _where(statement: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.district:
        statement = statement.where(Organization.district_code == wanted.district)
    if wanted.form:
        statement = statement.where(Organization.form == wanted.form)
    if wanted.status:
        statement = statement.where(Organization.status == wanted.status)
    if wanted.field:
        holders = select(OrganizationField.organization_id).where(OrganizationField.field == wanted.field)
        statement = statement.where(Organization.id.in_(holders))
    return statement


def register(wanted: Filter) -> Found:
    """Return a page of the register as asked for: at most six statements, however many organisations."""
    if wanted.text:
        return _searched(wanted)
    count = db.session.scalar(_where(select(func.count(Organization.id)).where(Organization.listed), wanted)) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(wanted.page, pages)
    order = SORTS.get(wanted.sort, SORTS["nama"])
    statement = _where(_listed(), wanted).order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return Found([Row(*row) for row in db.session.execute(statement)], count, page, pages)


def _searched(wanted: Filter) -> Found:
    """Search by name, then filter; sorted by likeness unless asked otherwise."""
    ranked = dict(search.find(wanted.text))
    number = wanted.text.strip().upper()
    matches = Organization.id.in_(list(ranked)) if ranked else Organization.id.is_(None)
    statement = _where(_listed(), wanted).where(or_(matches, Organization.register_number == number))
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


@dataclass(frozen=True)
class Profile:
    """What the public profile shows of an organisation; nothing personal but the names of the shown board members."""

    id: int
    slug: str
    name: str
    acronym: str
    register_number: str
    form: str
    main_field: str
    status: str
    status_since: date | None
    purpose: str
    founded_on: date | None
    created_at: datetime
    village: str | None
    district: str | None
    basis_kind: str | None
    basis_number: str | None
    basis_issued_on: date | None
    basis_valid_until: date | None
    term_id: int | None
    term_since: date | None
    term_until: date | None


TYPES: dict[str, TypeEngine[Any]] = {"date | None": Date(), "datetime": UtcDateTime()}  # type: ignore[dict-item]

# Written out, since the profile is read most and building statements costs more than running them.
PROFILE = text(
    """
    SELECT o.id, o.slug, o.name, o.acronym, o.register_number, o.form, o.main_field, o.status, o.status_since, o.purpose, o.founded_on,
           o.created_at, v.name AS village, d.name AS district, b.kind AS basis_kind, b.number AS basis_number,
           b.issued_on AS basis_issued_on, b.valid_until AS basis_valid_until, t.id AS term_id, t.since AS term_since, t.until AS term_until
    FROM organizations o
    LEFT JOIN regions v ON v.code = o.village_code
    LEFT JOIN regions d ON d.code = o.district_code
    LEFT JOIN legal_bases b ON b.id = (SELECT max(id) FROM legal_bases WHERE organization_id = o.id AND until IS NULL)
    LEFT JOIN board_terms t ON t.id = (SELECT id FROM board_terms WHERE organization_id = o.id AND ended_on IS NULL ORDER BY since DESC, id DESC LIMIT 1)
    WHERE o.slug = :slug AND o.listed
    """
).columns(*(column(field.name, TYPES.get(str(field.type), NullType())) for field in fields_of(Profile)))
BOARD = text("SELECT office, name FROM board_members WHERE term_id = :term ORDER BY position")
FIELDS_OF = text("SELECT field FROM organization_fields WHERE organization_id = :id ORDER BY id")
FORMER = text(
    "SELECT name, until FROM organization_names WHERE organization_id = :id AND until IS NOT NULL ORDER BY id"
).columns(column("name"), column("until", Date()))


def profile(slug: str) -> Profile | None:
    """Return the public facts of a listed organisation, or None."""
    row = db.session.execute(PROFILE, {"slug": slug}).one_or_none()
    return Profile(*row) if row else None


def shown_board(term_id: int | None, offices: list[str]) -> list[tuple[str, str]]:
    """Return (office, name) of the board members whose offices the office shows to everyone."""
    if term_id is None:
        return []
    return [(office, name) for office, name in db.session.execute(BOARD, {"term": term_id}) if office in offices]


def fields_of_activity(organization_id: int) -> list[str]:
    """Return the codes of an organisation's fields, the main one first."""
    return [row[0] for row in db.session.execute(FIELDS_OF, {"id": organization_id})]


def former_names(organization_id: int) -> list[tuple[str, date]]:
    """Return (name, until) of former names."""
    return [(name, until) for name, until in db.session.execute(FORMER, {"id": organization_id})]


def whole(row: Organization) -> Organization:
    """Load all facts of an organisation that its file shows, in a fixed number of statements."""
    statement = (
        select(Organization)
        .where(Organization.id == row.id)
        .options(
            selectinload(Organization.names),
            selectinload(Organization.legal_bases),
            selectinload(Organization.seats),
            selectinload(Organization.contacts),
            selectinload(Organization.fields),
            selectinload(Organization.terms).selectinload(BoardTerm.members),
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).one()


def by_register_number(text: str) -> Organization | None:
    """Return the organisation of a register number as people type it, or None."""
    return db.session.scalar(select(Organization).where(Organization.register_number == text.strip().upper()))


def place(row: Organization) -> tuple[str, str]:
    """Return (village, district) of an organisation's present seat; empty where unknown."""
    names = dict(
        db.session.execute(
            select(Region.code, Region.name).where(Region.code.in_([row.village_code, row.district_code]))
        )
        .tuples()
        .all()
    )
    return names.get(row.village_code, ""), names.get(row.district_code, "")


def of_user(user_id: int) -> Organization | None:
    """Return the organisation that a person acts for."""
    statement = (
        select(Organization)
        .join(Representative, Representative.organization_id == Organization.id)
        .where(Representative.user_id == user_id)
    )
    return db.session.scalar(statement.order_by(Representative.id).limit(1))


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
