"""The public profile of one organisation, in statements written out."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, column, select, text
from sqlalchemy.types import NullType, TypeEngine

from aormas.core.database import UtcDateTime, db
from aormas.organizations.models import Organization


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
    status_reason: str
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
    emblem: str | None
    parent: str | None
    parent_slug: str | None


TYPES: dict[str, TypeEngine[Any]] = {"date | None": Date(), "datetime": UtcDateTime()}  # type: ignore[dict-item]

# Written out, since the profile is read most and building statements costs more than running them.
PROFILE = text(
    """
    SELECT o.id, o.slug, o.name, o.acronym, o.register_number, o.form, o.main_field, o.status, o.status_since, o.status_reason, o.purpose,
           o.founded_on, o.created_at, v.name AS village, d.name AS district, b.kind AS basis_kind, b.number AS basis_number,
           b.issued_on AS basis_issued_on, b.valid_until AS basis_valid_until, t.id AS term_id, t.since AS term_since, t.until AS term_until,
           o.emblem_sha256 AS emblem, coalesce(p.name, f.parent_name) AS parent, p.slug AS parent_slug
    FROM organizations o
    LEFT JOIN regions v ON v.code = o.village_code
    LEFT JOIN regions d ON d.code = o.district_code
    LEFT JOIN legal_bases b ON b.id = (SELECT max(id) FROM legal_bases WHERE organization_id = o.id AND until IS NULL)
    LEFT JOIN board_terms t ON t.id = (SELECT id FROM board_terms WHERE organization_id = o.id AND ended_on IS NULL ORDER BY since DESC, id DESC LIMIT 1)
    LEFT JOIN affiliations f ON f.id = (SELECT max(id) FROM affiliations WHERE organization_id = o.id AND until IS NULL)
    LEFT JOIN organizations p ON p.id = f.parent_id AND p.listed
    WHERE o.slug = :slug AND o.listed
    """
).columns(*(column(field.name, TYPES.get(str(field.type), NullType())) for field in fields_of(Profile)))
BOARD = text("SELECT office, name FROM board_members WHERE term_id = :term ORDER BY position")
FIELDS_OF = text("SELECT field FROM organization_fields WHERE organization_id = :id ORDER BY id")
FORMER = text(
    "SELECT name, until FROM organization_names WHERE organization_id = :id AND until IS NOT NULL "
    "AND (since IS NULL OR since <> until) ORDER BY id"
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


def emblem(slug: str) -> str | None:
    """Return the content hash of an organisation's present emblem, or None."""
    statement = select(Organization.emblem_sha256).where(Organization.slug == slug, Organization.withdrawn_at.is_(None))
    return db.session.scalar(statement)
