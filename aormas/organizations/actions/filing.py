"""Taking facts over into the register: a granted filing, an entry by an officer, a legal basis that came later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock, identifiers
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid
from aormas.core.office import office
from aormas.organizations import rules
from aormas.organizations.actions import writing
from aormas.organizations.actions.changing import Change, begin
from aormas.organizations.actions.present import refresh
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import Organization


@transaction
def apply_filing(
    facts: FiledFacts, *, organization: Organization | None, source: str, by: Any, kind: str = "filing", since: date | None = None,
    papers: Mapping[str, int] | None = None,
) -> Organization:  # fmt: skip
    """Write a granted filing into the register: a new organisation, or new facts beside the old ones.

    Only what was said changes; replaced facts keep their row with an end. `papers` names the file that says so by the
    table of the fact (`legal_bases`, `board_terms`, …). Raises `Invalid` without a name.
    """
    change = begin(kind, source=source, by=by, since=since)
    row = take_over(facts, organization=organization, change=change, by=by)
    _attach(row, change, papers or {})
    return row


def _attach(row: Organization, change: Change, papers: Mapping[str, int]) -> None:
    """Let the facts of a change know the paper that says so."""
    facts: list[Any] = [*row.names, *row.legal_bases, *row.seats, *row.terms, *row.particulars]
    for fact in facts:
        if fact.change_id == change.row.id and fact.__tablename__ in papers:
            fact.file_id = papers[fact.__tablename__]


def take_over(facts: FiledFacts, *, organization: Organization | None, change: Change, by: Any) -> Organization:
    """Write what one source says of one organisation, as part of a change. Call inside a transaction.

    Raises `Invalid` for a new organisation without a name.
    """
    if not facts.name and organization is None:
        raise Invalid("An organisation has a name.", field="name")
    row = organization or new(facts, change)
    writing.write(row, facts, change)
    refresh(row)
    action = "organization.changed" if organization else "organization.added"
    audit.record(by, action, row, source=change.row.source)
    return row


def new(facts: FiledFacts, change: Change) -> Organization:
    """Give a new organisation its number and address in the register."""
    last = db.session.scalar(select(func.max(Organization.id))) or 0
    row = Organization(
        register_number=rules.register_number(office().region_code, last + 1), slug=_free_slug(facts.name), name=facts.name,
        sort_name=rules.sort_name(facts.name), form=facts.form or rules.form_of_name(facts.name), created_at=clock.now(),
        updated_at=clock.now(), status=rules.ACTIVE, created_by_id=change.row.id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def _free_slug(name: str) -> str:
    base = identifiers.slug(name)
    taken = set(
        db.session.scalars(select(Organization.slug).where(Organization.slug.startswith(base, autoescape=True)))
    )
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


@transaction
def record_basis(row: Organization, facts: FiledFacts, *, source: str, by: Any) -> None:
    """Record a legal basis that came later, such as the Minister's SKT."""
    change = begin("filing", source=source, by=by)
    writing.basis(row, facts, change)
    refresh(row)
    audit.record(by, "organization.changed", row, source=source, basis=facts.basis_number)
