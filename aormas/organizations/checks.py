"""What `flask check` proves about the register: one line for each thing that is wrong."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from aormas.core.database import db
from aormas.organizations.models import Organization
from aormas.organizations.queries import tallies
from aormas.organizations.queries.present import all_facts, present_facts
from aormas.organizations.rules import history

CHUNK = 500


def present_values() -> list[str]:
    """Prove that what lists show of each organisation is what its facts say, and that at most one fact of a kind is open."""
    numbers = list(db.session.scalars(select(Organization.id).where(Organization.withdrawn_at.is_(None))))
    problems: list[str] = []
    for start in range(0, len(numbers), CHUNK):
        statement = (
            select(Organization).where(Organization.id.in_(numbers[start : start + CHUNK])).options(*all_facts())
        )
        for row in db.session.scalars(statement):
            problems += [f"{row.register_number}: {problem}" for problem in _problems(row)]
        db.session.expunge_all()
    return problems


def counts() -> list[str]:
    """Prove that the counts which lists show, added up from steps, are those that counting the rows gives."""
    shown, counted = tallies.cells(), tallies.counted()
    return [
        f"{' '.join(filter(None, cell)) or '–'}: {shown.get(cell, 0)} are shown, {counted.get(cell, 0)} are there"
        for cell in sorted(shown.keys() | counted.keys())
        if shown.get(cell, 0) != counted.get(cell, 0)
    ]


def _problems(row: Organization) -> list[str]:
    facts = present_facts(row)
    name = next((fact for fact in reversed(row.names) if fact.until is None), None)
    shown = {
        "name": (row.name, name.name if name else row.name), "form": (row.form, facts.form or row.form), "NPWP": (row.npwp, facts.npwp),
        "purpose": (row.purpose, facts.purpose), "kelurahan": (row.village_code, facts.village_code),
        "fields": (tuple(field.field for field in row.fields), facts.fields),
    }  # fmt: skip
    wrong = [
        f"{what} is shown as {one!r}, the facts say {other!r}" for what, (one, other) in shown.items() if one != other
    ]
    kinds: dict[str, list[Any]] = {
        "names": row.names, "seats": row.seats, "legal bases": row.legal_bases, "decisions": row.decisions,
        **{key: [fact for fact in row.particulars if fact.key == key] for key in {fact.key for fact in row.particulars}},
    }  # fmt: skip
    wrong += [
        f"several {kind} hold at once" for kind, rows in kinds.items() if sum(fact.until is None for fact in rows) > 1
    ]
    spans = [fact for rows in kinds.values() for fact in rows if fact.since and fact.until and fact.until < fact.since]
    return wrong + [
        f"a fact ends on {fact.until}, before it began"
        for fact in spans
        if not history.ever_held(fact.since, fact.until)
    ]
