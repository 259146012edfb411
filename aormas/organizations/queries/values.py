"""What a fact of the record says, value by value, so that an old one and the one after it can be laid side by side."""

from __future__ import annotations

from typing import Any

from aormas.organizations.models import (
    FACT_TABLES,
    Affiliation,
    BoardMember,
    BoardTerm,
    Contact,
    Emblem,
    LegalBasis,
    Organization,
    OrganizationName,
    Particular,
    Seat,
    StatusDecision,
)

COLUMNS: dict[type, dict[str, str]] = {
    OrganizationName: {"name": "name", "acronym": "acronym"},
    LegalBasis: {
        "kind": "basis_kind", "number": "basis_number", "issued_on": "basis_date", "valid_until": "basis_until", "issuer": "basis_issuer",
        "deed_number": "deed_number", "deed_date": "deed_date", "notary": "notary",
    },
    Seat: {
        key: key for key in (
            "address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude",
        )
    },
    BoardTerm: {"since": "term_start", "until": "term_end", "decree_number": "decree_number", "decree_date": "decree_date"},
    Emblem: {"sha256": "emblem"},
}  # fmt: skip


def every_fact(row: Organization) -> list[Any]:
    """Return everything that was ever written of an organisation, in the order in which people read it."""
    return [fact for relation in FACT_TABLES.values() for fact in getattr(row, relation)]


def slot_of(fact: Any) -> str:
    """Return which place of the record a fact fills; of facts in one place the later one replaces the earlier one."""
    if isinstance(fact, Contact):
        return str(fact.kind)
    return str(fact.key) if isinstance(fact, Particular) else str(fact.__tablename__)


def values_of(fact: Any) -> dict[str, Any]:
    """Return key → value of what a fact says, without what it leaves empty."""
    if isinstance(fact, Contact | Particular):
        return {slot_of(fact): fact.value}
    if isinstance(fact, Affiliation):
        return {"parent_name": fact.parent.name if fact.parent else fact.parent_name}
    if isinstance(fact, StatusDecision):
        said = {"status": fact.status, "successor": fact.joined, "town": fact.town, "reason": fact.reason}
        return {key: value for key, value in said.items() if value}
    said = {key: getattr(fact, column) for column, key in COLUMNS[type(fact)].items()}
    people = _people(fact) if isinstance(fact, BoardTerm) else {}
    return {key: value for key, value in said.items() if value not in (None, "")} | people


def _people(term: BoardTerm) -> dict[str, str]:
    found: dict[str, str] = {}
    for member in term.members:
        count = sum(key.split(".")[1] == member.office for key in found) + 1
        found[f"board.{member.office}" + (f".{count}" if count > 1 else "")] = member.name
    return found


def headline(fact: Any) -> dict[str, Any]:
    """Return the little that is said of a fact that replaces none: its first value, or the names of the first people."""
    said = values_of(fact)
    if isinstance(fact, BoardTerm):
        names = [member.name for member in fact.members]
        return {"board": ", ".join(names[:3]) + (f" +{len(names) - 3}" if len(names) > 3 else "")}
    if isinstance(fact, StatusDecision):
        return said
    most = 2 if isinstance(fact, OrganizationName) else 1
    wanted = "basis_number" if isinstance(fact, LegalBasis) else next(iter(said), "")
    return {wanted: said.get(wanted, "")} if most == 1 else dict(list(said.items())[:most])


def private_of(fact: Any) -> dict[str, tuple[str, ...]]:
    """Return place on the board → what is recorded of the person beside the name, to tell that it changed, never to show."""
    if not isinstance(fact, BoardTerm):
        return {}
    members: list[BoardMember] = list(fact.members)
    beside = ("title", "nik", "phone", "email", "gender")
    return {
        place: tuple(getattr(member, key) for key in beside)
        for place, member in zip(_people(fact), members, strict=True)
    }
