"""What of organisations is compared to find doubles, in a fixed number of statements for every 500 of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select, union_all

from aormas.core.database import db
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import (
    BoardMember,
    BoardTerm,
    Contact,
    LegalBasis,
    Organization,
    OrganizationName,
    Seat,
)
from aormas.organizations.rules import doubles

CHUNK = 500


@dataclass
class _Known:
    """What was read of one organisation so far."""

    values: dict[str, Any]
    former: list[str] = field(default_factory=list)
    decrees: list[str] = field(default_factory=list)


def traits_of(numbers: Iterable[int]) -> dict[int, doubles.Traits]:
    """Return what is compared of some organisations by id; those that are not listed are left out."""
    wanted, found = sorted(set(numbers)), {}
    for start in range(0, len(wanted), CHUNK):
        found.update(_part(wanted[start : start + CHUNK]))
    return found


def _part(numbers: Sequence[int]) -> dict[int, doubles.Traits]:
    columns = (Organization.id, Organization.name, Organization.acronym, Organization.form, Organization.npwp)
    rows = db.session.execute(select(*columns).where(Organization.id.in_(numbers), Organization.listed))
    known = {
        id: _Known({"name": name, "acronym": acronym, "form": form, "npwp": npwp, "scope": ""})
        for id, name, acronym, form, npwp in rows
    }
    if known:
        for read in (_former, _bases, _seats, _contacts, _chairs):
            read(known, list(known))
    return {id: doubles.traits(FiledFacts(**one.values), one.former, one.decrees) for id, one in known.items()}


def _held(model: Any) -> Any:
    return or_(model.until.is_(None), model.since.is_(None), model.until != model.since)


def _former(known: dict[int, _Known], numbers: list[int]) -> None:
    """Former names, and the names of organisations that were merged into these."""
    here = OrganizationName.organization_id
    columns = select(func.coalesce(Organization.merged_into_id, here), OrganizationName.name).join(
        Organization, Organization.id == here
    )
    former = columns.where(here.in_(numbers), OrganizationName.until.is_not(None), _held(OrganizationName))
    merged = columns.where(Organization.merged_into_id.in_(numbers), _held(OrganizationName))
    for id, name in db.session.execute(union_all(former, merged)):
        known[id].former.append(name)


def _bases(known: dict[int, _Known], numbers: list[int]) -> None:
    statement = (
        select(
            LegalBasis.organization_id, LegalBasis.until.is_(None), LegalBasis.kind, LegalBasis.number, LegalBasis.deed_number,
            LegalBasis.deed_date, LegalBasis.notary,
        )
        .where(LegalBasis.organization_id.in_(numbers), _held(LegalBasis))
        .order_by(LegalBasis.id)
    )  # fmt: skip
    names = ("basis_kind", "basis_number", "deed_number", "deed_date", "notary")
    merged = (
        select(Organization.merged_into_id, LegalBasis.number)
        .join(LegalBasis, LegalBasis.organization_id == Organization.id)
        .where(Organization.merged_into_id.in_(numbers), _held(LegalBasis))
    )
    for id, number in db.session.execute(merged):
        known[id].decrees.append(number)
    for id, present, *values in db.session.execute(statement):
        known[id].decrees.append(values[1])
        if present:
            known[id].values |= dict(zip(names, values, strict=True))


def _seats(known: dict[int, _Known], numbers: list[int]) -> None:
    statement = select(Seat.organization_id, Seat.address, Seat.village_code).where(
        Seat.organization_id.in_(numbers), Seat.until.is_(None)
    )
    for id, address, village in db.session.execute(statement.order_by(Seat.id)):
        known[id].values |= {"address": address, "village_code": village}


def _contacts(known: dict[int, _Known], numbers: list[int]) -> None:
    statement = select(Contact.organization_id, Contact.kind, Contact.value).where(
        Contact.organization_id.in_(numbers), Contact.until.is_(None), Contact.kind.in_(("phone", "email"))
    )
    for id, kind, value in db.session.execute(statement.order_by(Contact.id)):
        known[id].values[kind] = value


def _chairs(known: dict[int, _Known], numbers: list[int]) -> None:
    """The chair of the present board: the board that began last takes the place of the others."""
    statement = (
        select(
            BoardTerm.organization_id,
            BoardMember.office,
            BoardMember.name,
            BoardMember.nik,
            BoardMember.phone,
            BoardMember.email,
        )
        .join(BoardMember, BoardMember.term_id == BoardTerm.id)
        .where(BoardTerm.organization_id.in_(numbers), BoardTerm.ended_on.is_(None), BoardMember.office == "chair")
        .order_by(BoardTerm.since, BoardTerm.id, BoardMember.position.desc())
    )
    for id, *person in db.session.execute(statement):
        known[id].values["members"] = (FiledMember(*person),)
