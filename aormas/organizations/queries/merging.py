"""What two organisations have beside each other, what would move, and the merges of an organisation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.organizations.models import Merge, Organization


def fact_of(row: Organization, key: str) -> Any:
    """Return the present fact that says a key of `rules.merging.KEYS` of an organisation, or None."""
    if key in ("name", "acronym"):
        return _last(row.names)
    if key in ("phone", "email", "website"):
        return _last([fact for fact in row.contacts if fact.kind == key])
    present = {
        "basis": lambda: row.present_basis, "seat": lambda: row.present_seat, "board": lambda: row.present_term,
        "parent_name": lambda: row.present_affiliation, "emblem": lambda: _last(row.emblems),
    }  # fmt: skip
    return present[key]() if key in present else _last([fact for fact in row.particulars if fact.key == key])


def _last(facts: Any) -> Any:
    return next((fact for fact in reversed(facts) if fact.until is None), None)


def standing_in(row: Organization) -> Organization:
    """Return the organisation that stands in the register for one that was merged, or the same one."""
    into = db.session.get(Organization, row.merged_into_id) if row.merged_into_id is not None else None
    return standing_in(into) if into is not None else row


def slug_into(slug: str) -> str | None:
    """Return the address of the profile that an address of a merged organisation leads to, or None."""
    row = db.session.scalar(
        select(Organization).where(Organization.slug == slug, Organization.merged_into_id.is_not(None))
    )
    into = standing_in(row) if row is not None else None
    return into.slug if into is not None and into.listed else None


def also_recorded(row_id: int) -> list[tuple[str, str]]:
    """Return (name, register number) under which an organisation was recorded twice before they were merged."""
    columns = select(Organization.name, Organization.register_number)
    rows = db.session.execute(columns.where(Organization.merged_into_id == row_id).order_by(Organization.id))
    return [(name, number) for name, number in rows]


def merges_of(row: Organization) -> list[Merge]:
    """Return the merges of an organisation that it came out of or went into, newest first, those taken back too."""
    statement = (
        select(Merge)
        .where(or_(Merge.keep_id == row.id, Merge.away_id == row.id))
        .options(joinedload(Merge.keep), joinedload(Merge.away), joinedload(Merge.change))
    )
    return list(db.session.scalars(statement.order_by(Merge.id.desc())))
