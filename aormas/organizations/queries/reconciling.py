"""A list of others beside the register: its rows with their states, what is only here, why the totals differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import (
    Import,
    ImportRow,
    Organization,
    OrganizationField,
    OutsideDecision,
    OutsideList,
    OutsideSource,
)
from aormas.organizations.rules import reconciling
from aormas.organizations.rules.reconciling import Known, Placed, Totals
from aormas.organizations.rules.status import GONE


@dataclass(frozen=True)
class Line:
    """A row of the other list as the page shows it."""

    number: int
    name: str
    state: str
    facts: dict[str, Any]
    candidates: list[dict[str, Any]]
    organization_id: int | None
    decision: str
    decided_by: str
    decided_at: datetime | None
    invited_on: date | None


@dataclass(frozen=True)
class Comparison:
    """A list beside the register, whole."""

    lines: list[Line]
    here: list[tuple[int, str, str, str]]  # id, name, register number, status of what is only here
    totals: Totals
    called: dict[int, tuple[str, str]]  # organisation → name, register number


def compare(row: OutsideList) -> Comparison:
    """Return a list beside the register, in a fixed number of statements."""
    rows = db.session.execute(
        select(
            ImportRow.number,
            ImportRow.name,
            ImportRow.verdict,
            ImportRow.target_id,
            ImportRow.decision,
            ImportRow.facts,
            ImportRow.candidates,
        )
        .where(ImportRow.import_id == row.import_id)
        .order_by(ImportRow.number)
    ).all()
    decided = decisions(row.source)
    keyed = [(line, _decided(decided, row.import_id, line)) for line in rows]
    placed = reconciling.place(_placed(line, found) for line, found in keyed)
    register = _register(row)
    lines = [_line(line, found, where) for (line, found), where in zip(keyed, placed, strict=True)]
    found_ids = {where.organization_id for where in placed if where.state == reconciling.SAME}
    known = [Known(n, counted, status, later) for n, _name, _number, status, counted, later in register]
    here = [
        (n, name, number, status)
        for n, name, number, status, counted, _later in register
        if counted and n not in found_ids
    ]
    return Comparison(
        lines, here, reconciling.totals(placed, known), {n: (name, number) for n, name, number, *_ in register}
    )


def _decided(decided: dict[str, OutsideDecision], import_id: int, line: Any) -> OutsideDecision | None:
    """Return what was decided about a row: about this very row first, else about rows of this name."""
    own = decided.get(reconciling.row_key(import_id, line[0]))
    if own is not None and own.decision:
        return own
    return decided.get(reconciling.key_of(line[1])) if line[1] else None


def _placed(line: Any, found: OutsideDecision | None) -> reconciling.Row:
    number, name, verdict, target, decision, _facts, candidates = line
    if verdict == "probable" and (sure := reconciling.sure(candidates)) is not None:
        verdict, target = "same", sure
    return reconciling.Row(
        number,
        verdict,
        target,
        key=reconciling.key_of(name) if name else "",
        goes_on=decision.startswith("row:"),
        decision=found.decision if found else "",
        decided_id=found.organization_id if found else None,
    )


def _line(line: Any, found: OutsideDecision | None, where: Placed) -> Line:
    return Line(
        line[0], line[1], where.state, line[5].get("said", {}), list(line[6]), where.organization_id,
        found.decision if found else "", found.decided_by if found else "", found.decided_at if found else None,
        found.invited_on if found else None,
    )  # fmt: skip


def _register(row: OutsideList) -> list[tuple[int, str, str, str, bool, bool]]:
    """Return (id, name, number, status, counted, entered later) of every organisation of the register."""
    day = row.import_.listed_on
    columns = (
        Organization.id,
        Organization.name,
        Organization.register_number,
        Organization.status,
        Organization.created_at,
        Organization.form,
    )
    statement = select(*columns).where(Organization.listed).order_by(Organization.sort_name)
    covered = _covered(row.source)
    return [
        (n, name, number, status, status not in GONE and covered(n, form), clock.day_of(entered) > day)
        for n, name, number, status, entered, form in db.session.execute(statement)
    ]


def _covered(source: OutsideSource) -> Any:
    """Return whether an organisation (id, form) is among those that a source's lists cover."""
    kind, _colon, value = source.covers.partition(":")
    if kind == "bentuk":
        return lambda _n, form: form == value
    if kind == "bidang":
        active = set(
            db.session.scalars(select(OrganizationField.organization_id).where(OrganizationField.field == value))
        )
        return lambda n, _form: n in active
    return lambda _n, _form: True


def decisions(source: OutsideSource) -> dict[str, OutsideDecision]:
    """Return key → what was decided about rows of a source's lists."""
    rows = db.session.scalars(select(OutsideDecision).where(OutsideDecision.source_id == source.id))
    return {row.key: row for row in rows}


def sources() -> list[OutsideSource]:
    """Return the sources by name."""
    return list(db.session.scalars(select(OutsideSource).order_by(OutsideSource.name)))


def lists() -> list[tuple[OutsideList, int]]:
    """Return (list, rows) of all lists that came, newest first."""
    counted = select(func.count(ImportRow.id)).where(ImportRow.import_id == OutsideList.import_id).scalar_subquery()
    statement = select(OutsideList, counted).join(Import, Import.id == OutsideList.import_id)
    return [(row, count) for row, count in db.session.execute(statement.order_by(OutsideList.id.desc()).limit(60))]


def of_import(row: Import) -> OutsideList | None:
    """Return the list that an import holds the rows of, or None for an ordinary import."""
    return db.session.scalar(select(OutsideList).where(OutsideList.import_id == row.id))


def row_of(row: OutsideList, number: int) -> ImportRow | None:
    """Return a row of a list by its number."""
    return db.session.scalar(select(ImportRow).where(ImportRow.import_id == row.import_id, ImportRow.number == number))
