"""The public profile of one organisation, in statements written out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from dataclasses import fields as fields_of
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, column, select, text
from sqlalchemy.types import NullType, TypeEngine

from aormas.core.database import UtcDateTime, db, is_sqlite
from aormas.organizations.models import Organization


@dataclass(frozen=True)
class Fate:
    """What the office noted of an organisation's existence: since when, until when, whom it joined (with the profile's address), where it moved."""

    status: str
    since: date | None
    until: date | None
    joined: str
    slug: str
    town: str


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
    members: list[tuple[str, str]]
    fields: list[str]
    former: list[tuple[str, date]]
    also: list[tuple[str, str]]
    decided: list[Fate]

    def board(self, offices: list[str]) -> list[tuple[str, str]]:
        """Return (office, name) of the board members whose offices the office shows to everyone."""
        return [(office, name) for office, name in self.members if office in offices]


TYPES: dict[str, TypeEngine[Any]] = {"date | None": Date(), "datetime": UtcDateTime()}  # type: ignore[dict-item]
LISTS = 5  # the last columns are lists, as JSON

# Written out and in one statement, since the profile is read most, and building statements and asking several times costs more
# than finding the rows. `also`: what organisations that were merged into this one were called.
PROFILE = """
    SELECT o.id, o.slug, o.name, o.acronym, o.register_number, o.form, o.main_field, o.status, o.status_since, o.status_reason, o.purpose,
           o.founded_on, o.created_at, v.name AS village, d.name AS district, b.kind AS basis_kind, b.number AS basis_number,
           b.issued_on AS basis_issued_on, b.valid_until AS basis_valid_until, t.id AS term_id, t.since AS term_since, t.until AS term_until,
           o.emblem_sha256 AS emblem, coalesce(p.name, g.parent_name) AS parent, p.slug AS parent_slug,
           (SELECT CAST({list}({pair}(office, name)) AS TEXT) FROM
               (SELECT office, name FROM board_members WHERE term_id = t.id ORDER BY position) m) AS members,
           (SELECT CAST({list}(field) AS TEXT) FROM
               (SELECT field FROM organization_fields WHERE organization_id = o.id ORDER BY id) f) AS fields,
           (SELECT CAST({list}({pair}(name, until)) AS TEXT) FROM
               (SELECT name, until FROM organization_names WHERE organization_id = o.id AND until IS NOT NULL
                AND (since IS NULL OR since <> until) ORDER BY id) n) AS former,
           (SELECT CAST({list}({pair}(name, register_number)) AS TEXT) FROM
               (SELECT name, register_number FROM organizations WHERE merged_into_id = o.id ORDER BY id) a) AS also,
           (SELECT CAST({list}({pair}(status, since, until, joined, slug, town)) AS TEXT) FROM
               (SELECT s.status, s.since, s.until, coalesce(i.name, s.successor_name) AS joined, coalesce(i.slug, '') AS slug, s.town
                FROM status_decisions s LEFT JOIN organizations i ON i.id = s.successor_id AND i.listed WHERE s.organization_id = o.id
                AND (s.until IS NULL OR s.since IS NULL OR s.since <> s.until) ORDER BY s.id) f) AS decided
    FROM organizations o
    LEFT JOIN regions v ON v.code = o.village_code
    LEFT JOIN regions d ON d.code = o.district_code
    LEFT JOIN legal_bases b ON b.id = (SELECT max(id) FROM legal_bases WHERE organization_id = o.id AND until IS NULL)
    LEFT JOIN board_terms t ON t.id = (SELECT id FROM board_terms WHERE organization_id = o.id AND ended_on IS NULL ORDER BY since DESC, id DESC LIMIT 1)
    LEFT JOIN affiliations g ON g.id = (SELECT max(id) FROM affiliations WHERE organization_id = o.id AND until IS NULL)
    LEFT JOIN organizations p ON p.id = g.parent_id AND p.listed
    WHERE o.slug = :slug AND o.listed
    """
COLUMNS = [column(field.name, TYPES.get(str(field.type), NullType())) for field in fields_of(Profile)]
SQLITE = text(PROFILE.format(list="json_group_array", pair="json_array")).columns(*COLUMNS)
POSTGRESQL = text(PROFILE.format(list="json_agg", pair="json_build_array")).columns(*COLUMNS)


def profile(slug: str) -> Profile | None:
    """Return the public facts of a listed organisation, or None; one statement."""
    row = db.session.connection().execute(SQLITE if is_sqlite() else POSTGRESQL, {"slug": slug}).one_or_none()
    if row is None:
        return None
    members, fields, former, also, decided = (json.loads(said) if said else [] for said in row[-LISTS:])
    named = [(name, date.fromisoformat(until)) for name, until in former]
    noted = [Fate(status, _day(since), _day(until), *rest) for status, since, until, *rest in decided]
    facts: list[Any] = [*row[:-LISTS], members, fields, named, also, noted]
    return Profile(*facts)


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def emblem(slug: str) -> str | None:
    """Return the content hash of an organisation's present emblem, or None."""
    statement = select(Organization.emblem_sha256).where(Organization.slug == slug, Organization.withdrawn_at.is_(None))
    return db.session.scalar(statement)
