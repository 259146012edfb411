"""The present values that lists and pages read, computed from the facts that hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations import rules, search
from aormas.organizations.actions.status import settle
from aormas.organizations.models import Organization, OrganizationField


def refresh(row: Organization) -> None:
    """Bring an organisation's row, status and search words up to its facts. Call after every change, inside it."""
    refresh_all([row])


def refresh_all(rows: Sequence[Organization]) -> None:
    """Bring many organisations up to their facts, in few statements. Call as `refresh`."""
    db.session.flush()
    places = districts_of(rows)
    with db.session.no_autoflush:
        for row in rows:
            bring_up(row, places)
    search.index_these(rows)


def districts_of(rows: Sequence[Organization]) -> dict[str, str]:
    """Return village → district of the present seats of some organisations."""
    villages = {seat.village_code for row in rows if (seat := row.present_seat)} - {""}
    statement = select(Region.code, Region.parent).where(Region.code.in_(sorted(villages)))
    return dict(db.session.execute(statement).tuples().all()) if villages else {}


def bring_up(row: Organization, districts: dict[str, str]) -> None:
    """Compute an organisation's present values and status from its facts."""
    _name(row)
    _particulars(row)
    seat = row.present_seat
    row.village_code = seat.village_code if seat else ""
    row.district_code = districts.get(row.village_code, "")
    emblem = next((fact for fact in reversed(row.emblems) if fact.until is None), None)
    row.emblem_sha256 = emblem.sha256 if emblem else None
    row.updated_at = clock.now()
    settle(row)


def _name(row: Organization) -> None:
    present = next((fact for fact in reversed(row.names) if fact.until is None), None)
    if present:
        row.name, row.acronym, row.sort_name = present.name, present.acronym, rules.sort_name(present.name)


def _particulars(row: Organization) -> None:
    known = {fact.key: fact.value for fact in row.particulars if fact.until is None}
    row.form = known.get("form") or row.form
    for key in ("scope", "characteristic", "purpose", "founded_at", "npwp"):
        setattr(row, key, known.get(key, ""))
    row.founded_on = as_date(known.get("founded_on"))
    row.member_count = int(known["member_count"]) if known.get("member_count") else None
    _fields(row, [code for code in known.get("fields", "").split(",") if code])


def as_date(value: Any) -> date | None:
    """Return the date of a stored particular."""
    return date.fromisoformat(value) if value else None


def _fields(row: Organization, codes: list[str]) -> None:
    row.main_field = codes[0] if codes else "lainnya"
    if [field.field for field in row.fields] == codes:
        return
    row.fields = []
    db.session.flush()
    row.fields = [OrganizationField(field=code) for code in codes]
