"""Writing the facts of a full workbook into the register, each with its own since, until and source. Call inside a transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock, identifiers
from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.organizations import rules
from aormas.organizations.actions.changing import Change, begin
from aormas.organizations.actions.present import refresh_all
from aormas.organizations.exports import sheets
from aormas.organizations.exports.packages import PAPERS
from aormas.organizations.filed_json import unpacked_cell
from aormas.organizations.importing.packages import papers_named
from aormas.organizations.importing.restoring import compare, ordered, present, unpacked
from aormas.organizations.models import BoardMember, Import, ImportRow, Organization
from aormas.organizations.models.imports import SAME
from aormas.organizations.rules.restoring import Restored

CHUNK = 200


def restore(row: Import, lines: Sequence[ImportRow], by: Any) -> int | None:
    """Write what the chosen organisations of a workbook say beyond the register; return the change, None when nothing was said."""
    wanted = [line for line in lines if line.verdict != SAME]
    change = begin("import", source=row.title, by=by, since=row.listed_on, file_id=row.file_id) if wanted else None
    made: dict[str, Organization] = {}
    for start in range(0, len(lines), CHUNK):
        part = lines[start : start + CHUNK]
        known = present([_number(line) for line in part])
        for line in part:
            number = _number(line)
            found = known.get(number)
            fresh = found is None or found.withdrawn_at is not None
            made[number] = _entered(line.cells[0], found, change) if change and fresh else known[number]
    if change is None:
        _noted(lines, made)
        return None
    papers = _kept(wanted)
    for line in wanted:
        _write(line.cells[0], made[_number(line)], change, papers)
    _tie(wanted, made, change, papers)
    return _settled(lines, wanted, made, change, by)


def _number(line: ImportRow) -> str:
    return str(line.cells[0]["row"]["register_number"])


def _kept(wanted: Sequence[ImportRow]) -> dict[str, int]:
    """Return sha256 → id of the papers that the facts name; the store has them, their rows are written where they are missing."""
    named = papers_named(line.cells[0] for line in wanted)
    known: dict[str, int] = {}
    for start in range(0, len(named), CHUNK):
        rows = select(StoredFile.sha256, StoredFile.id).where(StoredFile.sha256.in_(list(named)[start : start + CHUNK]))
        known |= dict(db.session.execute(rows.where(StoredFile.media_type == PAPERS)).tuples().all())
    fresh = {sha256: _paper(said) for sha256, said in named.items() if sha256 not in known}
    db.session.add_all(fresh.values())
    db.session.flush()
    return known | {sha256: file.id for sha256, file in fresh.items()}


def _paper(said: dict[str, Any]) -> StoredFile:
    moment = unpacked_cell(said["created_at"]) or clock.now()
    return StoredFile(
        sha256=said["sha256"], size=said["size"], media_type=PAPERS, pages=said["pages"], signed=said["signed"], name=said["name"] or said["sha256"][:12],
        created_at=moment,
    )  # fmt: skip


def _noted(lines: Sequence[ImportRow], made: dict[str, Organization]) -> None:
    for line in lines:
        line.organization_id = made[_number(line)].id


def _entered(record: dict[str, Any], withdrawn: Organization | None, change: Change) -> Organization:
    """Return a new organisation with its number and address; one that an undone import had entered comes back."""
    said, names = record["row"], record["facts"]["nama"]
    name = names[-1]["name"]
    row = withdrawn or Organization(
        register_number=said["register_number"], status=rules.ACTIVE, village_code="", district_code=""
    )
    row.slug = _slug(said["slug"] or identifiers.slug(name), row)
    row.name, row.sort_name = name, rules.sort_name(name)
    row.form = said["form"] or rules.form_of_name(name)
    row.created_at = unpacked_cell(said["created_at"]) or clock.now()
    row.confirmed_on = date.fromisoformat(said["confirmed_on"]) if said["confirmed_on"] else None
    row.updated_at, row.created_by_id, row.withdrawn_at, row.listed = clock.now(), change.row.id, None, True
    db.session.add(row)
    db.session.flush()
    return row


def _slug(wanted: str, row: Organization) -> str:
    base = identifiers.slug(wanted)
    with db.session.no_autoflush:
        alike = select(Organization.slug).where(
            Organization.slug.startswith(base, autoescape=True), Organization.id != (row.id or 0)
        )
        taken = set(db.session.scalars(alike))
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)


def _write(record: dict[str, Any], row: Organization, change: Change, papers: dict[str, int]) -> None:
    found = _beyond(record, row, change)
    facts_of = {facts.sheet: ordered(row, facts) for facts in sheets.ALL}
    for sheet, place, end in found.end:
        fact = facts_of[sheet][place]
        last = date.fromisoformat(end) if isinstance(end, str) else change.since
        setattr(fact, fact.END, last)
        fact.ended_by_id = change.row.id
    for sheet, added in found.add.items():
        facts = sheets.SHEETS[sheet]
        for said in added:
            if sheet not in sheets.NAMED:
                getattr(row, facts.relation).append(_fact(facts, said, change, papers))
    for sheet, place, said in found.papers:
        _with_paper(row, sheets.SHEETS[sheet], facts_of[sheet][place], papers[said["file"]["sha256"]], change)
    db.session.flush()


def _with_paper(row: Organization, facts: sheets.Facts, fact: Any, paper: int, change: Change) -> None:
    """Write a fact once more with its paper; the one without never held, as after a correction."""
    own = {"id", "organization_id", "change_id", "ended_by_id", "file_id", "since"}
    kept = {key: getattr(fact, key) for key in facts.model.__table__.c.keys() if key not in own}  # noqa: SIM118
    copy = facts.model(**kept, since=fact.since, file_id=paper, change_id=change.row.id)
    fact.since = fact.since or clock.local(fact.recorded_at).date()
    setattr(fact, fact.END, fact.since)
    fact.ended_by_id = change.row.id
    if facts.sheet == sheets.TERMS:
        people = [column.attribute for column in sheets.MEMBERS]
        copy.members = [
            BoardMember(**{key: getattr(one, key) for key in people}, position=one.position) for one in fact.members
        ]
    getattr(row, facts.relation).append(copy)


def _beyond(record: dict[str, Any], row: Organization, change: Change) -> Restored:
    """Return what is to be written; of an organisation that this change enters everything, whatever was taken back before."""
    return Restored(add=record["facts"]) if row.created_by_id == change.row.id else compare(record, row)


def _fact(facts: sheets.Facts, said: dict[str, Any], change: Change, papers: dict[str, int]) -> Any:
    values = unpacked(facts, said)
    for attribute, _column, _name in sheets.NAMED.values():
        values.pop(attribute, None)
    fact = facts.model(
        **values, change_id=change.row.id, file_id=papers.get((said.get("file") or {}).get("sha256", ""))
    )
    if facts.sheet == sheets.TERMS:
        fact.members = [BoardMember(**{"nik": "", **member}, position=n) for n, member in enumerate(said["members"])]
    return fact


def _tie(wanted: Sequence[ImportRow], made: dict[str, Organization], change: Change, papers: dict[str, int]) -> None:
    """Write who belongs to whom and who was merged into whom, once all organisations are there."""
    numbers = {
        said.get(attribute)
        for sheet, (attribute, _column, _name) in sheets.NAMED.items()
        for line in wanted
        for said in line.cells[0]["facts"].get(sheet, [])
    } - {None, ""}
    numbers |= {line.cells[0]["row"]["merged_into"] for line in wanted} - {""}
    known = {number: row.id for number, row in {**present(numbers), **made}.items() if row.withdrawn_at is None}
    for line in wanted:
        row = made[_number(line)]
        beyond = _beyond(line.cells[0], row, change).add
        for sheet, names in sheets.NAMED.items():
            for said in beyond.get(sheet, []):
                getattr(row, sheets.SHEETS[sheet].relation).append(
                    _naming(names, _fact(sheets.SHEETS[sheet], said, change, papers), said, known)
                )
        into = known.get(line.cells[0]["row"]["merged_into"])
        if into and row.created_by_id == change.row.id:
            row.merged_into_id, row.listed = into, False


def _naming(names: tuple[str, str, str], fact: Any, said: dict[str, Any], known: dict[str, int]) -> Any:
    """Return a fact that names another organisation; one that is not here yet stays named by its number."""
    attribute, column, name = names
    number = said.get(attribute)
    setattr(fact, column, known.get(number or ""))
    if number and number not in known and not getattr(fact, name):
        setattr(fact, name, number)
    return fact


def _settled(
    lines: Sequence[ImportRow], wanted: Sequence[ImportRow], made: dict[str, Organization], change: Change, by: Any
) -> int:
    db.session.flush()
    rows = [made[_number(line)] for line in wanted]
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        refresh_all(part)
        fresh = [
            ("organization.added" if row.created_by_id == change.row.id else "organization.changed", row)
            for row in part
        ]
        audit.record_all(by, fresh, source=change.row.source)
    _noted(lines, made)
    return change.row.id
