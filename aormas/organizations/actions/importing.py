"""What can be done with an import before its last button; one transaction each. Nothing here touches the register."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, insert, select, update

from aormas.core import audit, clock, outbox
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.filed_json import packed
from aormas.organizations.importing.comparing import Heard, Verdict
from aormas.organizations.importing.offers import choosable, offered
from aormas.organizations.importing.receiving import Found, Received
from aormas.organizations.models import ColumnMemory, Import, ImportRow
from aormas.organizations.models.imports import (
    CHOOSING,
    DECIDING,
    DROPPED,
    FAILED,
    MAPPING,
    MATCHING,
    WORKBOOK,
)
from aormas.organizations.queries import matching
from aormas.organizations.rules import columns, sparing

JOB = "organizations.compare_list"
MOVED_ON = "This import has gone on meanwhile; this step is behind it."
ONLY_THESE = "This cannot be decided of this row. Choose one of what is offered."
NO_NAME_COLUMN = "Choose the column in which the names of the organisations stand."
TWICE = "Two columns are said to be “%(what)s”. Choose it only once."


@transaction
def receive(
    received: Received, *, title: str, listed_on: Any, client_id: str, by: Any, kind: str, table: Found | None
) -> Import:
    """Keep a list that was read; the same `client_id` gives the same import."""
    by.must("organization.import")
    known = db.session.scalar(select(Import).where(Import.client_id == client_id))
    if known is not None:
        return known
    row = Import(
        client_id=client_id, kind=kind, title=title, listed_on=listed_on, file=received.file, sheets=received.sheets, stage=CHOOSING,
        made_by=by.name[:200], made_by_id=by.id, made_at=clock.now(),
    )  # fmt: skip
    if kind == WORKBOOK:
        row.stage, row.total = (
            MATCHING,
            next(sheet["rows"] - 1 for sheet in received.sheets if sheet["name"] == "ormas"),
        )
    elif table is not None:
        _found(row, received.sheets[0], table)
    db.session.add(row)
    audit.record(by, "import.received", row, file=received.file.name, sheets=len(received.sheets))
    return row


def _found(row: Import, sheet: dict[str, Any], table: Found) -> None:
    row.sheet, row.total, row.header, row.columns, row.stage = (
        sheet["name"],
        max(0, sheet["rows"] - (table.header[1] - table.header[0] + 1)) if table.header else sheet["rows"],
        table.header,
        table.columns,
        MAPPING,
    )


@transaction
def choose(row: Import, tables: dict[str, Found], by: Any) -> list[Import]:
    """Take the chosen sheets of a file: the first is this import, each further one an import of its own."""
    by.must("organization.import")
    lock(row)
    require_stage(row, CHOOSING, MAPPING)
    made = []
    for place, (name, table) in enumerate(tables.items()):
        sheet = next(found for found in row.sheets if found["name"] == name)
        one = row if place == 0 else _beside(row, name, place)
        _found(one, sheet, table)
        made.append(one)
    db.session.flush()
    return made


def _beside(row: Import, sheet: str, place: int) -> Import:
    other = Import(
        client_id=f"{row.client_id}-{place}", kind=row.kind, title=f"{row.title} – {sheet}"[:200], listed_on=row.listed_on, file_id=row.file_id,
        sheets=row.sheets, made_by=row.made_by, made_by_id=row.made_by_id, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(other)
    return other


@transaction
def place_header(row: Import, table: Found, by: Any) -> None:
    """Take other rows as the headings."""
    by.must("organization.import")
    lock(row)
    require_stage(row, MAPPING)
    row.header, row.columns, row.problem = table.header, table.columns, None


@transaction
def name_columns(row: Import, targets: Sequence[str], by: Any) -> None:
    """Say what each column holds, remember it for the next list, and let the rows be compared.

    Raises `Invalid` without a column of names, or with a fact named twice.
    """
    by.must("organization.import")
    lock(row)
    require_stage(row, MAPPING, DECIDING)
    _refuse_impossible(targets)
    made = [{**column, "target": target} for column, target in zip(row.columns, targets, strict=True)]
    _remember(made)
    row.columns, row.stage, row.done, row.problem = made, MATCHING, 0, None
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    audit.record(by, "import.columns_named", row, columns=sum(bool(target) for target in targets))


def _refuse_impossible(targets: Sequence[str]) -> None:
    if "name" not in targets and "register_number" not in targets:
        raise Invalid(NO_NAME_COLUMN, field="name")
    for place, target in enumerate(targets):
        if target and target not in columns.TARGETS:
            raise Invalid(ONLY_THESE, field=f"column-{place}")
        if target and target in targets[:place] and target not in columns.REPEATED:
            raise Invalid(TWICE, field=f"column-{place}", what=target)


def _remember(made: Sequence[dict[str, Any]]) -> None:
    """Keep what was said otherwise than the words of a heading say; forget what they say by themselves."""
    plain = columns.guess([column["label"] for column in made])
    known = {row.signature: row for row in db.session.scalars(select(ColumnMemory))}
    for column, guessed in zip(made, plain, strict=True):
        signature = columns.signature(column["label"])
        if not signature:
            continue
        kept = known.get(signature)
        if kept is None and column["target"] != guessed:
            kept = known[signature] = ColumnMemory(signature=signature)
            db.session.add(kept)
        if kept is not None:
            kept.target, kept.remembered_at = column["target"], clock.now()


@transaction
def ask_worker(row: Import) -> None:
    """Leave the comparing to the worker."""
    outbox.put(JOB, number=row.id)


@transaction
def fill(row: Import, cells: Sequence[tuple[int, list[Any]]]) -> None:
    """Write down the rows of a list as they stand in the file; rows that were mended in an earlier import come mended."""
    targets = [column["target"] for column in row.columns]
    origins = [origin_of(one, targets) for _number, one in cells]
    mended = matching.mended(origins)
    rows = [
        {"import_id": row.id, "number": number, "cells": mended.get(origin, one), "verdict": "", "name": "", "origin": origin, "mended": origin in mended}
        for (number, one), origin in zip(cells, origins, strict=True)
    ]  # fmt: skip
    db.session.execute(delete(ImportRow).where(ImportRow.import_id == row.id))
    if rows:
        db.session.execute(insert(ImportRow), rows)
    row.total = len(rows)


def origin_of(cells: list[Any], targets: Sequence[str]) -> str:
    """Return a short text by which a row of a file is known again, with what its columns are said to hold."""
    return hashlib.sha256(json.dumps([cells, list(targets)], ensure_ascii=False).encode()).hexdigest()


@transaction
def report(row: Import, done: int, of: int | None = None) -> None:
    """Say how many rows have been looked up; with `of`, how many steps there are (of a package: its files, then its rows)."""
    values = {"done": done} if of is None else {"done": done, "total": of}
    db.session.execute(update(Import).where(Import.id == row.id).values(values))


@transaction
def judge(row: Import, made: Sequence[tuple[Heard, Verdict]]) -> None:
    """Write down the verdicts; what officers decided stays where it is still offered."""
    numbers = [heard.number for heard, _ in made]
    kept = db.session.scalars(select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.number.in_(numbers)))
    lines = {line.number: line for line in kept}
    for heard, verdict in made:
        line = lines[heard.number]
        decided, spared = (line.decision, sparing.kept(line.spared)) if line.decided_by_id is not None else ("", [])
        judged(line, heard, verdict)
        if decided and decided in offered(line):
            line.decision = decided
            line.spared = ",".join([*verdict.spared, *(part for part in choosable(line) if part in spared)])
        elif line.decided_by_id is not None:
            line.decided_by_id, line.decided_by, line.decided_at = None, "", None


def judged(line: ImportRow, heard: Heard, verdict: Verdict) -> None:
    """Write a row's verdict down."""
    line.name = heard.facts.name[:300]
    line.facts = {"said": packed(heard.facts), "number": heard.listed.register_number}
    line.signature, line.verdict, line.reasons, line.candidates = (
        heard.signature,
        verdict.verdict,
        verdict.reasons,
        verdict.candidates,
    )
    line.remarks = [[finding.column, finding.message, finding.values] for finding in heard.listed.remarks]
    line.differences, line.target_id, line.decision = verdict.differences, verdict.target_id, verdict.decision
    line.spared = ",".join(verdict.spared)
    line.version += 1


@transaction
def ready(row: Import, stamp: str) -> None:
    """Say that all rows have their verdicts, compared with this state of the register."""
    row.stage, row.done, row.stamp, row.problem = DECIDING, row.total, stamp, None


@transaction
def fail(row: Import, message: str, values: dict[str, Any]) -> None:
    """Say why a list could not be compared; its columns can be named anew where that helps."""
    row.problem = {"message": message, "values": values}
    row.stage = MAPPING if row.columns else FAILED


@transaction
def again(row: Import, by: Any) -> None:
    """Let the rows be compared anew: the register moved on, or the comparing failed."""
    by.must("organization.import")
    lock(row)
    require_stage(row, DECIDING, FAILED)
    row.stage, row.done = MATCHING, 0


@transaction
def drop(row: Import, by: Any) -> None:
    """Give an import up before anything of it was written."""
    by.must("organization.import")
    lock(row)
    require_stage(row, CHOOSING, MAPPING, MATCHING, DECIDING, FAILED)
    row.stage = DROPPED
    audit.record(by, "import.dropped", row)


def require_stage(row: Import, *stages: str) -> None:
    """Raise `Conflict` when an import is in another stage."""
    if row.stage not in stages:
        raise Conflict(MOVED_ON)
