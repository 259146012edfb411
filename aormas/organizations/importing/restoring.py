"""The verdict on each organisation of a full workbook, and writing its facts into the register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from aormas.core import clock
from aormas.core.database import db
from aormas.core.errors import Conflict
from aormas.organizations.exports import sheets
from aormas.organizations.filed_json import packed_cell, unpacked_cell
from aormas.organizations.importing.comparing import REGISTER_NUMBER, Heard, Verdict
from aormas.organizations.importing.planning import MOVED
from aormas.organizations.models import ImportRow, Organization
from aormas.organizations.models.imports import APPLY, CHANGES, ERROR, NEW, SAME
from aormas.organizations.queries.present import all_facts
from aormas.organizations.rules import grouping, judging, restoring
from aormas.organizations.rules.listed import Listed
from aormas.organizations.rules.restoring import Restored

OTHER_BODY = "The register number %(number)s belongs to another organisation here: %(name)s."
CHUNK = 200


def verdicts(rows: Sequence[ImportRow]) -> Iterable[tuple[Heard, Verdict]]:
    """Yield each organisation of a workbook with its verdict."""
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        known = present([line.cells[0]["row"]["register_number"] for line in part])
        for line in part:
            yield _heard(line), _verdict(line.cells[0], known.get(line.cells[0]["row"]["register_number"]))


def present(numbers: Iterable[str]) -> dict[str, Organization]:
    """Return the organisations of some register numbers with their facts loaded, those that were withdrawn too."""
    statement = (
        select(Organization)
        .where(Organization.register_number.in_(list(numbers)))
        .options(*all_facts(), selectinload(Organization.emblems))
    )
    return {row.register_number: row for row in db.session.scalars(statement)}


def _heard(line: ImportRow) -> Heard:
    names = [fact["name"] or "" for fact in line.cells[0]["facts"].get("nama", [])]
    facts = replace(judging.nothing(), name=names[-1][:300] if names else "")
    return Heard(line.number, Listed(facts, line.cells[0]["row"]["register_number"], [], []))


def _verdict(record: dict[str, Any], row: Organization | None) -> Verdict:
    if record["problems"]:
        return Verdict(ERROR, record["problems"])
    if row is None or row.withdrawn_at is not None:
        return Verdict(NEW, decision=APPLY)
    if not _akin(record, row):
        return Verdict(ERROR, [[None, OTHER_BODY, {"number": row.register_number, "name": row.name}]])
    found = compare(record, row)
    why: list[Any] = [[None, REGISTER_NUMBER, {}]]
    if found.nothing:
        return Verdict(SAME, why, target_id=row.id)
    return Verdict(CHANGES, why, differences=_told(found), target_id=row.id, decision=APPLY)


def _akin(record: dict[str, Any], row: Organization) -> bool:
    said = {word for fact in record["facts"].get("nama", []) for word in grouping.telling(fact["name"] or "")}
    known = {word for fact in row.names for word in grouping.telling(fact.name)}
    return not said or not known or any(grouping.near(one, other) for one in said for other in known)


def compare(record: dict[str, Any], row: Organization) -> Restored:
    """Return what a workbook says beyond the register."""
    numbers = _parents(row)
    known = {facts.sheet: [_packed(facts, fact, numbers) for fact in ordered(row, facts)] for facts in sheets.ALL}
    if any("nik" not in member for term in record["facts"].get(sheets.TERMS, []) for member in term["members"]):
        for term in known[sheets.TERMS]:
            term["members"] = [
                {key: value for key, value in member.items() if key != "nik"} for member in term["members"]
            ]
    for fact in known[sheets.DECISIONS]:  # an older workbook says nothing of who was joined
        for column in sheets.FATE:
            if any(column.attribute not in said for said in record["facts"].get(sheets.DECISIONS, [])):
                fact.pop(column.attribute)
    return restoring.compare(known, record["facts"])


def ordered(row: Organization, facts: sheets.Facts) -> list[Any]:
    """Return an organisation's facts of one kind as they were written."""
    return sorted(getattr(row, facts.relation), key=lambda fact: fact.id)


def _parents(row: Organization) -> dict[int, str]:
    wanted = [tie.parent_id for tie in row.affiliations if tie.parent_id]
    wanted += [fate.successor_id for fate in row.decisions if fate.successor_id]
    if not wanted:
        return {}
    return dict(
        db.session.execute(select(Organization.id, Organization.register_number).where(Organization.id.in_(wanted)))
        .tuples()
        .all()
    )


def _packed(facts: sheets.Facts, fact: Any, numbers: dict[int, str]) -> dict[str, Any]:
    said = {column.attribute: packed_cell(_value(column, fact, numbers)) for column in facts.columns}
    if facts.sheet == sheets.TERMS:
        said["members"] = [
            {column.attribute: getattr(member, column.attribute) for column in sheets.MEMBERS}
            for member in fact.members
        ]
    return {key: _plain(value) for key, value in said.items()} | {"file": fact.file_id is not None}


def _value(column: sheets.Column, fact: Any, numbers: dict[int, str]) -> Any:
    for attribute, names, _called in sheets.NAMED.values():
        if column.attribute == attribute:
            return numbers.get(getattr(fact, names) or 0, "")
    return getattr(fact, column.attribute)


def _plain(value: Any) -> Any:
    return value["d"] if isinstance(value, dict) and "d" in value else value


def _told(found: Restored) -> list[list[Any]]:
    told = [[f"sheet.{sheet}", "", f"+{len(facts)}"] for sheet, facts in found.add.items() if facts]
    ended = Counter(sheet for sheet, _place, _end in found.end)
    told += [[f"ended.{sheet}", "", str(count)] for sheet, count in ended.items()]
    papers = Counter(sheet for sheet, _place, _fact in found.papers)
    return told + [[f"papers.{sheet}", "", f"+{count}"] for sheet, count in papers.items()]


def refuse_moved(rows: Sequence[ImportRow]) -> None:
    """Raise `Conflict` when the register no longer says what the workbook was compared with."""
    for heard, verdict in verdicts(rows):
        line = next(one for one in rows if one.number == heard.number)
        if (verdict.verdict, verdict.differences) != (line.verdict, line.differences):
            raise Conflict(MOVED, row=line.number)


def unpacked(facts: sheets.Facts, said: dict[str, Any]) -> dict[str, Any]:
    """Return a fact's values as its model has them."""
    values = {}
    for column in (one for one in facts.columns if one.attribute in said):
        value = unpacked_cell(said[column.attribute])
        if column.kind == "date" and isinstance(value, str):
            value = date.fromisoformat(value)
        values[column.attribute] = value
    values["recorded_at"] = values["recorded_at"] or clock.now()
    return values
