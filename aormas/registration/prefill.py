"""What the register knows of an organisation, as answers of a filing, so that only what has changed must be typed."""

from __future__ import annotations

from typing import Any

from aormas.organizations.models import BoardTerm, Organization
from aormas.registration.rules.answers import BOARD, FURTHER


def answers_of(row: Organization) -> dict[str, dict[str, Any]]:
    """Return the typed steps of a filing for an organisation that is in the register."""
    return {
        "ormas": _about(row),
        "legalitas": _legal(row),
        "sekretariat": _seat(row),
        "pengurus": _board(row.present_term),
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _about(row: Organization) -> dict[str, Any]:
    return {
        "register_number": row.register_number, "name": row.name, "acronym": row.acronym, "form": row.form,
        "fields": [field.field for field in row.fields] or [row.main_field], "characteristic": row.characteristic, "scope": row.scope,
        "purpose": row.purpose, "founded_on": _iso(row.founded_on), "founded_at": row.founded_at,
        "member_count": str(row.member_count) if row.member_count is not None else "", "parent_name": _parent(row),
        **{key: row.present_value(key) for key in FURTHER if key != "parent_name"},
    }  # fmt: skip


def _parent(row: Organization) -> str:
    tie = row.present_affiliation
    return (tie.parent.name if tie.parent else tie.parent_name) if tie else ""


def _legal(row: Organization) -> dict[str, Any]:
    basis = row.present_basis
    found = {"npwp": row.npwp}
    if basis is not None:
        found |= {"deed_number": basis.deed_number, "deed_date": _iso(basis.deed_date), "notary": basis.notary}
    if basis is not None and basis.kind == "ahu":
        found |= {"ahu_number": basis.number, "ahu_date": _iso(basis.issued_on)}
    return found


def _seat(row: Organization) -> dict[str, Any]:
    seat = row.present_seat
    contacts = {contact.kind: contact.value for contact in row.contacts if contact.until is None}
    found = {kind: contacts.get(kind, "") for kind in ("phone", "email", "website")}
    if seat is not None:
        found |= {
            "address": seat.address, "village_code": seat.village_code, "postcode": seat.postcode, "tenure": seat.tenure,
            "tenure_until": _iso(seat.tenure_until), "domicile_number": seat.domicile_number,
            "domicile_until": _iso(seat.domicile_until),
        }  # fmt: skip
    return found


def _board(term: BoardTerm | None) -> dict[str, Any]:
    if term is None:
        return {}
    by_office = {member.office: member for member in term.members if member.office in BOARD}
    officers = [_person(by_office.get(office), office) for office in BOARD]
    further = [_person(member, member.office) for member in term.members if member.office not in BOARD]
    return {
        "decree_number": term.decree_number, "decree_date": _iso(term.decree_date), "term_start": _iso(term.since),
        "term_end": _iso(term.until), "members": officers + further,
    }  # fmt: skip


def _person(member: Any, office: str) -> dict[str, str]:
    if member is None:
        return {"office": office, "name": "", "nik": "", "phone": "", "email": ""}
    return {"office": office, "name": member.name, "nik": member.nik, "phone": member.phone, "email": member.email}
