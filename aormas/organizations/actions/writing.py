"""Writing facts into the register: a new row for what a source says otherwise, an end for what stood there before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aormas.core.database import db
from aormas.organizations.actions.changing import Change
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import (
    FIELDS,
    PARTICULARS,
    Affiliation,
    BoardMember,
    BoardTerm,
    Contact,
    LegalBasis,
    Organization,
    OrganizationName,
    Particular,
    Seat,
)
from aormas.organizations.rules import identity
from aormas.organizations.rules.spelling import same_place

BASIS = ("basis_number", "basis_date", "basis_until", "basis_issuer", "deed_number", "deed_date", "notary")
BASIS_COLUMNS = ("number", "issued_on", "valid_until", "issuer", "deed_number", "deed_date", "notary")
SEAT = (
    "address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude",
)  # fmt: skip
TERM = ("decree_number", "decree_date", "term_start", "term_end")
PERSON = ("office", "title", "name", "nik", "phone", "email", "gender")


def write(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write all that a source says of an organisation; what it says nothing of stays."""
    for part in PARTS:
        part(row, facts, change)
    db.session.flush()


def name(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the name and acronym; an acronym stays with its name unless something is said of it."""
    present = next((fact for fact in reversed(row.names) if fact.until is None), None)
    said = facts.name or (present.name if present else "")
    kept = present.acronym if present else ""
    acronym = (
        facts.acronym if facts.says("acronym") or (facts.name and present and facts.name != present.name) else kept
    )
    if not said or (present and (present.name, present.acronym) == (said, acronym)):
        return
    stamp = change.end(present) if present else change.stamp()
    row.names.append(OrganizationName(name=said, acronym=acronym, **stamp))


def particulars(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the values that an organisation has one of at a time."""
    for key in PARTICULARS:
        if not facts.says(key):
            continue
        value = as_text(key, getattr(facts, key))
        present = next((f for f in reversed(row.particulars) if f.key == key and f.until is None), None)
        if value == (present.value if present else ""):
            continue
        stamp = change.end(present) if present else change.stamp()
        if value:
            row.particulars.append(Particular(key=key, value=value, **stamp))


def as_text(key: str, value: Any) -> str:
    """Return a particular as it is stored."""
    if key == "fields":
        return ",".join(dict.fromkeys(code for code in value if code in FIELDS))
    return "" if value is None else str(value)


def basis(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the legal basis: a row of its own for each decree, and for each correction of one."""
    present = row.present_basis
    if "basis_kind" in facts.cleared and present:
        change.end(present)
        return
    if not facts.says("basis_kind", *BASIS) or not (facts.basis_kind or present):
        return
    another = bool(facts.basis_number and (present is None or present.number != facts.basis_number))
    kept = {} if another or present is None else {name: getattr(present, name) for name in BASIS_COLUMNS}
    told = {column: getattr(facts, key) for key, column in zip(BASIS, BASIS_COLUMNS, strict=True) if facts.says(key)}
    kind = facts.basis_kind or (present.kind if present else "")
    values = {"kind": kind, **kept, **told}
    if not values.get("number") or (present and _stands(present, values)):
        return
    begins = values.get("issued_on") if another else None
    stamp = change.end(present, begins) if present else change.stamp()
    if begins and not change.correction:
        stamp["since"] = begins
    row.legal_bases.append(LegalBasis(**values, **stamp))


def seat(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the seat; another address or kelurahan is another seat and keeps nothing of the old one, another spelling is not."""
    present = row.present_seat
    if not facts.says(*SEAT):
        return
    known = {key: getattr(present, key) for key in SEAT} if present else {"village_code": ""}
    moved = _moved(known, facts)
    kept = {key: known[key] for key in ("address", "village_code") if key in known} if moved else known
    values = {**kept, **{key: getattr(facts, key) for key in SEAT if facts.says(key)}}
    if present and _stands(present, values):
        return
    stamp = change.end(present) if present else change.stamp()
    row.seats.append(Seat(**values, **stamp))


def _moved(known: dict[str, Any], facts: FiledFacts) -> bool:
    address, village = known.get("address") or "", known.get("village_code") or ""
    said = [
        getattr(facts, key) if facts.says(key) else then
        for key, then in (("address", address), ("village_code", village))
    ]
    return not same_place(address or said[0], village, *said)


def contacts(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write phone, e-mail and website."""
    for kind in ("phone", "email", "website"):
        value = getattr(facts, kind)
        present = next((c for c in reversed(row.contacts) if c.kind == kind and c.until is None), None)
        if not facts.says(kind) or (present.value if present else "") == value:
            continue
        stamp = change.end(present) if present else change.stamp()
        if value:
            row.contacts.append(Contact(kind=kind, value=value, **stamp))


def board(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the board: a new term when its people, dates or decree differ from the present one."""
    present = row.present_term
    if not facts.members and not (present and facts.says(*TERM)):
        return
    people = _people(present, facts)
    dates = _dates(present, facts, people)
    if present and dates == _dates_of(present) and people == [_person(member) for member in present.members]:
        return
    follows = present is None or present.since is None or (facts.term_start or present.since) > present.since
    stamp = change.end(present, facts.term_start if follows else None) if present else change.stamp()
    stamp["since"] = dates["since"] or (stamp["since"] if present else None)
    term = BoardTerm(**stamp, **{key: dates[key] for key in ("until", "decree_number", "decree_date")})
    term.members = [BoardMember(**person, position=n) for n, person in enumerate(people)]
    row.terms.append(term)


def _people(present: BoardTerm | None, facts: FiledFacts) -> list[dict[str, str]]:
    """Return the board's people as the source leaves them; of a person who stays, what is not said again is kept."""
    before = [_person(member) for member in present.members] if present else []
    named = [_named(member) for member in facts.members]
    if not facts.members:
        return before
    if facts.exact_board:
        return named
    if facts.whole_board:
        return [_kept(person, before) for person in named]
    by_office = {member.office: member for member in facts.members}
    stay = [_told(person, by_office.pop(person["office"], None)) for person in before]
    return stay + [_named(member) for member in by_office.values()]


def _named(member: FiledMember) -> dict[str, str]:
    """Return a person as written; the gender is in the NIK where nothing else is said (PP 37/2007 art. 37)."""
    person = {key: getattr(member, key) for key in PERSON}
    told = person["gender"] or (identity.nik_gender(person["nik"]) if identity.check_nik(person["nik"]) is None else "")
    return {**person, "gender": told}


def _kept(person: dict[str, str], before: list[dict[str, str]]) -> dict[str, str]:
    then = next((one for one in before if (one["office"], one["name"]) == (person["office"], person["name"])), {})
    return {key: value or then.get(key, "") for key, value in person.items()}


def _told(person: dict[str, str], said: FiledMember | None) -> dict[str, str]:
    if said is None:
        return person
    same = said.name == person["name"]
    told = _named(said)
    return {key: told[key] or (person[key] if same else "") for key in PERSON}


def _person(member: BoardMember) -> dict[str, str]:
    return {key: getattr(member, key) for key in PERSON}


def _dates(present: BoardTerm | None, facts: FiledFacts, people: list[dict[str, str]]) -> dict[str, Any]:
    """Return the term's dates and decree; those of the present term stay only while its people do."""
    same = present is not None and people == [_person(member) for member in present.members]
    names = {"since": "term_start", "until": "term_end", "decree_number": "decree_number", "decree_date": "decree_date"}
    stay = present is not None and (same or not facts.whole_board)
    known = _dates_of(present) if present is not None and stay else dict.fromkeys(names, None) | {"decree_number": ""}
    return {key: getattr(facts, name) if facts.says(name) else known[key] for key, name in names.items()}


def _dates_of(term: BoardTerm) -> dict[str, Any]:
    return {key: getattr(term, key) for key in ("since", "until", "decree_number", "decree_date")}


def affiliation(row: Organization, facts: FiledFacts, change: Change) -> None:
    """Write the body that the organisation belongs to, by name."""
    present = row.present_affiliation
    if not facts.says("parent_name") or (present.parent_name if present else "") == facts.parent_name:
        return
    stamp = change.end(present) if present else change.stamp()
    if facts.parent_name:
        row.affiliations.append(Affiliation(parent_name=facts.parent_name, **stamp))


def _stands(fact: Any, values: dict[str, Any]) -> bool:
    return all(getattr(fact, key) == value for key, value in values.items())


PARTS: tuple[Callable[[Organization, FiledFacts, Change], None], ...] = (
    name, particulars, basis, seat, contacts, board, affiliation,
)  # fmt: skip
