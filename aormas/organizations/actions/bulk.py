"""Taking many organisations' facts over in one change: the same writing as for one, inserted in hundreds.

New organisations are made ready before the transaction, so that it holds the lock for seconds and not for minutes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, insert, inspect, select

from aormas.core import audit, clock, identifiers
from aormas.core.database import db
from aormas.core.office import office
from aormas.organizations import rules, search
from aormas.organizations.actions import writing
from aormas.organizations.actions.changing import Change
from aormas.organizations.actions.present import bring_up, districts_of, refresh_all
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import FIELDS, BoardMember, BoardTerm, ChangeSet, Organization, OrganizationField
from aormas.organizations.queries.present import all_facts

CHUNK = 500
RELATIONS = ("names", "legal_bases", "seats", "contacts", "particulars", "affiliations")
Rows = list[dict[str, Any]]


def prepare(facts: Sequence[FiledFacts], source: str, since: date) -> list[Organization]:
    """Return new organisations with their facts, not yet in the database; no lock is needed for this."""
    draft = Change(ChangeSet(source=source[:200], made_at=clock.now()), since)
    made = [_new(one, draft) for one in facts]
    places = districts_of(made)
    for row in made:
        bring_up(row, places)
    return made


def _new(facts: FiledFacts, draft: Change) -> Organization:
    moment = clock.now()
    row = Organization(
        name=facts.name, acronym="", sort_name=rules.sort_name(facts.name), form=facts.form or rules.form_of_name(facts.name), created_at=moment,
        updated_at=moment, status=rules.ACTIVE, names=[], legal_bases=[], seats=[], contacts=[], terms=[], particulars=[], decisions=[],
        affiliations=[], emblems=[], village_code="", district_code="",
        fields=[OrganizationField(field=code) for code in dict.fromkeys(facts.fields) if code in FIELDS],
    )  # fmt: skip
    for part in writing.PARTS:
        part(row, facts, draft)
    return row


def enter_all(made: Sequence[Organization], change: Change, by: Any) -> list[int]:
    """Insert prepared organisations under a change and return their ids. Call inside a transaction."""
    naming, ids = _Naming(), []
    for start in range(0, len(made), CHUNK):
        part = made[start : start + CHUNK]
        naming.name(part)
        ids += _insert(part, change)
        search.index_ids(ids[start:])
    audit.record_all(by, [("organization.added", row) for row in made], source=change.row.source)
    return ids


def _insert(part: Sequence[Organization], change: Change) -> list[int]:
    stamp = {"change_id": change.row.id, "recorded_at": change.row.made_at, "file_id": change.file_id}
    _put(Organization, [_values(row, created_by_id=change.row.id) for row in part])
    numbers = [row.register_number for row in part]
    found = db.session.execute(
        select(Organization.register_number, Organization.id).where(Organization.register_number.in_(numbers))
    )
    ids = dict(found.tuples().all())
    facts: defaultdict[Any, Rows] = defaultdict(list)
    for row in part:
        row.id = ids[row.register_number]
        for relation in RELATIONS:
            for fact in getattr(row, relation):
                facts[type(fact)].append(_values(fact, organization_id=row.id, **stamp))
        facts[OrganizationField] += [_values(field, organization_id=row.id) for field in row.fields]
        facts[BoardTerm] += [_values(term, organization_id=row.id, **stamp) for term in row.terms]
    for model, rows in facts.items():
        _put(model, rows)
    _members(part, change)
    return [row.id for row in part]


def _members(part: Sequence[Organization], change: Change) -> None:
    mine = BoardTerm.change_id == change.row.id, BoardTerm.organization_id.in_([row.id for row in part])
    terms = dict(db.session.execute(select(BoardTerm.organization_id, BoardTerm.id).where(*mine)).tuples().all())
    _put(
        BoardMember,
        [_values(member, term_id=terms[row.id]) for row in part for term in row.terms for member in term.members],
    )


def _put(model: Any, rows: Rows) -> None:
    if rows:
        db.session.connection().execute(insert(model.__table__), rows)


def _values(row: Any, **more: Any) -> dict[str, Any]:
    """Return a row's columns as they are inserted: what was set, else the column's default."""
    said = row.__dict__
    found = {}
    for attribute in inspect(type(row)).column_attrs:
        column, key = attribute.columns[0], attribute.key
        if key == "id":
            continue
        default = column.default.arg if column.default is not None and column.default.is_scalar else None
        found[column.name] = said.get(key, default)
    return {**found, **more}


def change_all(wanted: Sequence[tuple[int, FiledFacts]], change: Change, by: Any) -> None:
    """Write what one source says of many known organisations (id, facts). Call inside a transaction."""
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        known = _loaded([id for id, _ in part])
        with db.session.no_autoflush:
            for id, facts in part:
                for write in writing.PARTS:
                    write(known[id], facts, change)
        rows = [known[id] for id, _ in part]
        refresh_all(rows)
        audit.record_all(by, [("organization.changed", row) for row in rows], source=change.row.source)


def _loaded(numbers: Sequence[int]) -> dict[int, Organization]:
    statement = select(Organization).where(Organization.id.in_(numbers)).options(*all_facts())
    return {row.id: row for row in db.session.scalars(statement)}


class _Naming:
    """Gives new organisations their numbers and addresses in the register."""

    def __init__(self) -> None:
        self.last = db.session.scalar(select(func.max(Organization.id))) or 0
        self.region = office().region_code
        self.taken: set[str] = set()

    def name(self, part: Sequence[Organization]) -> None:
        """Give some organisations their number and address."""
        wanted = sorted({identifiers.slug(row.name) for row in part})
        self.taken.update(db.session.scalars(select(Organization.slug).where(Organization.slug.in_(wanted))))
        for row in part:
            self.last += 1
            row.register_number, row.slug = rules.register_number(self.region, self.last), self._slug(row.name)

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
