"""Taking facts over into the register: a granted filing, a legal basis that came later."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock, identifiers
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid
from aormas.core.office import office
from aormas.core.regions import Region
from aormas.organizations import rules, search
from aormas.organizations.actions.status import settle
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import (
    FIELDS,
    BoardMember,
    BoardTerm,
    Contact,
    LegalBasis,
    Organization,
    OrganizationField,
    OrganizationName,
    Seat,
)


@transaction
def apply_filing(facts: FiledFacts, *, organization: Organization | None, source: str, by: Any) -> Organization:
    """Write a granted filing into the register: a new organisation, or new facts beside the old ones.

    Only what was said changes; replaced facts keep their row with an end. Raises `Invalid` without a name.
    """
    if not facts.name and organization is None:
        raise Invalid("An organisation has a name.", field="name")
    row = organization or _new(facts)
    _say(row, facts)
    db.session.flush()
    _name(row, facts, source)
    _basis(row, facts, source)
    _seat(row, facts, source)
    _contacts(row, facts, source)
    _board(row, facts, source)
    settle(row)
    search.index(row)
    audit.record(by, "organization.changed" if organization else "organization.added", row, source=source)
    return row


def _new(facts: FiledFacts) -> Organization:
    last = db.session.scalar(select(func.max(Organization.id))) or 0
    row = Organization(
        register_number=rules.register_number(office().region_code, last + 1), slug=_free_slug(facts.name), name=facts.name,
        sort_name=rules.sort_name(facts.name), form=facts.form, created_at=clock.now(), updated_at=clock.now(), status=rules.ACTIVE,
    )  # fmt: skip
    db.session.add(row)
    return row


def _free_slug(name: str) -> str:
    base = identifiers.slug(name)
    taken = set(
        db.session.scalars(select(Organization.slug).where(Organization.slug.startswith(base, autoescape=True)))
    )
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _say(row: Organization, facts: FiledFacts) -> None:
    for key in ("form", "characteristic", "scope", "purpose", "founded_on", "founded_at", "member_count", "npwp"):
        if value := getattr(facts, key):
            setattr(row, key, value)
    row.updated_at = clock.now()
    fields = [field for field in facts.fields if field in FIELDS]
    if fields:
        row.main_field = fields[0]
        kept = {known.field: known for known in row.fields}
        row.fields = [kept.get(field) or OrganizationField(field=field) for field in dict.fromkeys(fields)]


def _stamp(source: str) -> dict[str, Any]:
    return {"since": clock.today(), "source": source, "recorded_at": clock.now()}


def _name(row: Organization, facts: FiledFacts, source: str) -> None:
    present = next((name for name in reversed(row.names) if name.until is None), None)
    if not facts.name or (present and (present.name, present.acronym) == (facts.name, facts.acronym)):
        return
    if present:
        present.until = clock.today()
    row.names.append(OrganizationName(name=facts.name, acronym=facts.acronym, **_stamp(source)))
    row.name, row.acronym, row.sort_name = facts.name, facts.acronym, rules.sort_name(facts.name)


def _basis(row: Organization, facts: FiledFacts, source: str) -> None:
    present = row.present_basis
    if not facts.basis_kind or (present and present.number == facts.basis_number):
        return
    if present:
        present.until = clock.today()
    row.legal_bases.append(
        LegalBasis(
            kind=facts.basis_kind, number=facts.basis_number, issued_on=facts.basis_date, valid_until=facts.basis_until,
            issuer=facts.basis_issuer, notary=facts.notary, deed_number=facts.deed_number, deed_date=facts.deed_date, **_stamp(source),
        )
    )  # fmt: skip


def _seat(row: Organization, facts: FiledFacts, source: str) -> None:
    present = row.present_seat
    if not facts.village_code or (
        present and (present.address, present.village_code) == (facts.address, facts.village_code)
    ):
        return
    if present:
        present.until = clock.today()
    row.seats.append(
        Seat(
            address=facts.address, village_code=facts.village_code, postcode=facts.postcode, tenure=facts.tenure,
            tenure_until=facts.tenure_until, **_stamp(source),
        )
    )  # fmt: skip
    row.village_code = facts.village_code
    row.district_code = db.session.scalar(select(Region.parent).where(Region.code == facts.village_code)) or ""


def _contacts(row: Organization, facts: FiledFacts, source: str) -> None:
    for kind, value in (("phone", facts.phone), ("email", facts.email), ("website", facts.website)):
        present = next((c for c in reversed(row.contacts) if c.kind == kind and c.until is None), None)
        if not value or (present and present.value == value):
            continue
        if present:
            present.until = clock.today()
        row.contacts.append(Contact(kind=kind, value=value, **_stamp(source)))


def _board(row: Organization, facts: FiledFacts, source: str) -> None:
    if not facts.members:
        return
    present = row.present_term
    if present and _same_board(present, facts):
        return
    if present:
        present.ended_on = clock.today()
    term = BoardTerm(
        decree_number=facts.decree_number, decree_date=facts.decree_date, since=facts.term_start, until=facts.term_end,
        source=source, recorded_at=clock.now(),
    )  # fmt: skip
    term.members = [
        BoardMember(
            office=m.office,
            title=m.title,
            name=m.name,
            nik=m.nik,
            phone=m.phone,
            email=m.email,
            gender=m.gender,
            position=n,
        )
        for n, m in enumerate(facts.members)
    ]
    row.terms.append(term)


def _same_board(term: BoardTerm, facts: FiledFacts) -> bool:
    people_then = [(m.office, m.name, m.nik) for m in term.members]
    return (term.since, term.until, people_then) == (
        facts.term_start,
        facts.term_end,
        [(m.office, m.name, m.nik) for m in facts.members],
    )


@transaction
def record_basis(row: Organization, facts: FiledFacts, *, source: str, by: Any) -> None:
    """Record a legal basis that came later, such as the Minister's SKT."""
    _basis(row, facts, source)
    settle(row)
    audit.record(by, "organization.changed", row, source=source, basis=facts.basis_number)
