"""What the register knows of an organisation today, as the same plain facts that papers, lists and forms say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from sqlalchemy.orm.interfaces import ORMOption

from aormas.core.database import db
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import BoardTerm, Organization

TEXTS = (
    "form", "scope", "characteristic", "purpose", "founded_at", "npwp", "highest_body", "wings", "businesses", "funding", "emblem_text",
)  # fmt: skip


def all_facts() -> tuple[ORMOption, ...]:
    """Return the loading of every kind of fact, each in one statement."""
    return (
        selectinload(Organization.names),
        selectinload(Organization.legal_bases),
        selectinload(Organization.seats),
        selectinload(Organization.contacts),
        selectinload(Organization.fields),
        selectinload(Organization.particulars),
        selectinload(Organization.decisions),
        selectinload(Organization.affiliations),
        selectinload(Organization.terms).selectinload(BoardTerm.members),
    )


def present_facts_of(numbers: Iterable[int]) -> dict[int, FiledFacts]:
    """Return the present facts of some organisations by id; statements grow only with every 500 of them."""
    wanted, found = sorted(set(numbers)), {}
    for start in range(0, len(wanted), 500):
        statement = select(Organization).where(Organization.id.in_(wanted[start : start + 500])).options(*all_facts())
        found.update({row.id: present_facts(row) for row in db.session.scalars(statement)})
    return found


def present_facts(row: Organization) -> FiledFacts:
    """Return what the register knows of an organisation today."""
    known = {fact.key: fact.value for fact in row.particulars if fact.until is None}
    tie = row.present_affiliation
    values: dict[str, Any] = {key: known.get(key, "") for key in TEXTS}
    values |= _basis(row) | _seat(row) | _contacts(row) | _board(row)
    return FiledFacts(
        name=row.name,
        acronym=row.acronym,
        fields=tuple(code for code in known.get("fields", "").split(",") if code),
        founded_on=date.fromisoformat(known["founded_on"]) if known.get("founded_on") else None,
        member_count=int(known["member_count"]) if known.get("member_count") else None,
        parent_name=(tie.parent.name if tie.parent else tie.parent_name) if tie else "",
        **values,
    )


def _basis(row: Organization) -> dict[str, Any]:
    basis = row.present_basis
    if basis is None:
        return {}
    return {
        "basis_kind": basis.kind, "basis_number": basis.number, "basis_date": basis.issued_on, "basis_until": basis.valid_until,
        "basis_issuer": basis.issuer, "deed_number": basis.deed_number, "deed_date": basis.deed_date, "notary": basis.notary,
    }  # fmt: skip


def _seat(row: Organization) -> dict[str, Any]:
    seat = row.present_seat
    names = (
        "address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude",
    )  # fmt: skip
    return {name: getattr(seat, name) for name in names} if seat else {}


def _contacts(row: Organization) -> dict[str, Any]:
    return {contact.kind: contact.value for contact in row.contacts if contact.until is None}


def _board(row: Organization) -> dict[str, Any]:
    term = row.present_term
    if term is None:
        return {}
    members = tuple(FiledMember(m.office, m.name, m.nik, m.phone, m.email, m.title, m.gender) for m in term.members)
    return {
        "decree_number": term.decree_number, "decree_date": term.decree_date, "term_start": term.since, "term_end": term.until,
        "members": members,
    }  # fmt: skip
