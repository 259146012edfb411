"""Counts of the register's list, added up instead of counted, where the filters are those that the tallies know."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Select, func, select

from aormas.core.database import db
from aormas.organizations import rules
from aormas.organizations.models import Organization, OrganizationField, Tally
from aormas.organizations.rules.spans import WITHOUT

KNOWN = {"district": Tally.district_code, "form": Tally.form, "status": Tally.status}
BESIDE = {"field", "page"}
CELL = (Tally.field, Tally.district_code, Tally.form, Tally.status)


def added_up(wanted: Any) -> Select[Any] | None:
    """Return the statement that adds up how many rows a `Filter` leaves; None where it asks what the tallies do not know."""
    asked = {part.name for part in fields(wanted) if getattr(wanted, part.name)}
    if asked - KNOWN.keys() - BESIDE:
        return None
    statement = select(func.coalesce(func.sum(Tally.n), 0)).where(Tally.field == wanted.field)
    for name in asked & KNOWN.keys():
        value = getattr(wanted, name)
        legal = name == "form" and value == rules.LEGAL
        same = KNOWN[name].in_(rules.LEGAL_FORMS) if legal else KNOWN[name] == ("" if value == WITHOUT else value)
        statement = statement.where(same)
    return statement


def cells() -> dict[tuple[Any, ...], int]:
    """Return (field, district, form, status) → how many, as added up."""
    statement = select(*CELL, func.sum(Tally.n)).group_by(*CELL)
    return {tuple(row[:-1]): row[-1] for row in db.session.execute(statement) if row[-1]}


def counted() -> dict[tuple[Any, ...], int]:
    """Return the same, counted from the register itself."""
    cell = (Organization.district_code, Organization.form, Organization.status)
    found: dict[tuple[Any, ...], int] = {}
    alone = select(*cell, func.count()).where(Organization.listed).group_by(*cell)
    for *parts, count in db.session.execute(alone):
        found["", *parts] = count
    held = OrganizationField.organization_id == Organization.id
    each = select(OrganizationField.field, *cell, func.count()).join(Organization, held).where(Organization.listed)
    for *parts, count in db.session.execute(each.group_by(OrganizationField.field, *cell)):
        found[tuple(parts)] = count
    return found
