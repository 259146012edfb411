"""Taking many organisations' facts over in one change: the same writing as for one, flushed and indexed in hundreds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock, identifiers
from aormas.core.database import db
from aormas.core.office import office
from aormas.organizations import rules
from aormas.organizations.actions import writing
from aormas.organizations.actions.changing import Change
from aormas.organizations.actions.present import refresh_all
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import FIELDS, Organization, OrganizationField
from aormas.organizations.queries.present import all_facts

CHUNK = 250
Wanted = tuple[int | None, FiledFacts]


def take_over_all(wanted: Sequence[Wanted], change: Change, by: Any) -> list[int]:
    """Write what one source says of many organisations (id, or None for a new one); return their ids. Call inside a transaction."""
    made: list[int] = []
    naming = _Naming()
    for start in range(0, len(wanted), CHUNK):
        made += _chunk(wanted[start : start + CHUNK], change, by, naming)
    return made


def _chunk(wanted: Sequence[Wanted], change: Change, by: Any, naming: _Naming) -> list[int]:
    known = _loaded([id for id, _ in wanted if id is not None])
    rows: list[Organization] = []
    naming.prepare([facts.name for id, facts in wanted if id is None])
    with db.session.no_autoflush:
        for id, facts in wanted:
            row = known[id] if id is not None else naming.new(facts, change)
            for part in writing.PARTS:
                part(row, facts, change)
            rows.append(row)
    refresh_all(rows)
    fresh = {row.id for (id, _), row in zip(wanted, rows, strict=True) if id is None}
    audit.record_all(
        by,
        [("organization.added" if row.id in fresh else "organization.changed", row) for row in rows],
        source=change.row.source,
    )
    return [row.id for row in rows]


def _loaded(numbers: Sequence[int]) -> dict[int, Organization]:
    if not numbers:
        return {}
    return {
        row.id: row
        for row in db.session.scalars(select(Organization).where(Organization.id.in_(numbers)).options(*all_facts()))
    }


class _Naming:
    """Gives new organisations their numbers and addresses in the register."""

    def __init__(self) -> None:
        self.last = db.session.scalar(select(func.max(Organization.id))) or 0
        self.region = office().region_code
        self.taken: set[str] = set()

    def prepare(self, names: Sequence[str]) -> None:
        """Look up which addresses are taken."""
        wanted = sorted({identifiers.slug(name) for name in names})
        if wanted:
            self.taken.update(db.session.scalars(select(Organization.slug).where(Organization.slug.in_(wanted))))

    def new(self, facts: FiledFacts, change: Change) -> Organization:
        """Return a new organisation without facts."""
        self.last += 1
        moment = clock.now()
        row = Organization(
            register_number=rules.register_number(self.region, self.last), slug=self._slug(facts.name), name=facts.name, acronym="",
            sort_name=rules.sort_name(facts.name), form=facts.form or rules.form_of_name(facts.name), created_at=moment, updated_at=moment,
            status=rules.ACTIVE, created_by_id=change.row.id, names=[], legal_bases=[], seats=[], contacts=[], terms=[], particulars=[],
            decisions=[], affiliations=[], emblems=[], village_code="", district_code="",
            fields=[OrganizationField(field=code) for code in dict.fromkeys(facts.fields) if code in FIELDS],
        )  # fmt: skip
        db.session.add(row)
        return row

    def _slug(self, name: str) -> str:
        base = identifiers.slug(name)
        if base in self.taken:
            alike = db.session.scalars(
                select(Organization.slug).where(Organization.slug.startswith(base, autoescape=True))
            )
            self.taken.update(alike)
        slug = next(slug for slug in self._tries(base) if slug not in self.taken)
        self.taken.add(slug)
        return slug

    def _tries(self, base: str) -> Iterator[str]:
        yield base
        number = 2
        while True:
            yield f"{base}-{number}"
            number += 1
