"""The last button of an import, and its undoing: each one transaction and one change of the register."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, update

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict
from aormas.organizations.actions.bulk import change_all, enter_all, prepare
from aormas.organizations.actions.changing import begin
from aormas.organizations.actions.importing import MOVED_ON
from aormas.organizations.actions.restoring import restore
from aormas.organizations.actions.undoing import undo
from aormas.organizations.filed import FiledFacts
from aormas.organizations.importing import planning
from aormas.organizations.importing.planning import Group
from aormas.organizations.importing.restoring import refuse_moved
from aormas.organizations.models import Import, ImportRow, Organization
from aormas.organizations.models.imports import APPLIED, DECIDING, UNDONE, WORKBOOK
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.matching import register_stamp
from aormas.organizations.queries.reconciling import of_import
from aormas.organizations.rules import judging

APPLIED_BY = "%(name)s has applied this import already."
UNDECIDED = "%(count)d rows wait for a decision. Decide them or leave them out, then apply."
ONLY_COMPARED = "This list is only compared with the register. To take it over, send it again as an import."
NOTHING_TO_UNDO = "This import has written nothing, so there is nothing to take back."


def apply(row: Import, by: Any) -> bool:
    """Write an import into the register; return whether anything was written.

    The rows are put together before the transaction, so that it holds the lock for the writing alone. Raises `Conflict`
    while rows are undecided, when somebody else applied it, and when the register moved on since the rows were compared.
    """
    by.must("organization.import")
    if of_import(row) is not None:
        raise Conflict(ONLY_COMPARED)
    rows = queries.all_rows(row)
    if row.kind == WORKBOOK:
        return _apply_workbook(row, by)
    before = planning.known_targets(rows)
    made = planning.groups(rows, before)
    drafts = [group for group in made if group.writes and group.target is None]
    ready = prepare([judging.for_new(group.facts) for group in drafts], row.title, row.listed_on)
    stamp, versions = row.stamp, _versions(rows)
    db.session.rollback()
    return _apply(row, made, before, list(zip(drafts, ready, strict=True)), stamp, versions, by)


def _versions(rows: Sequence[ImportRow]) -> int:
    return sum(line.version for line in rows)


@transaction
def _apply(
    row: Import, made: list[Group], before: dict[int, FiledFacts], ready: list[tuple[Group, Organization]], stamp: str, versions: int, by: Any
) -> bool:  # fmt: skip
    _refuse_unready(row)
    rows = queries.all_rows(row)
    if row.stamp != stamp or _versions(rows) != versions:
        raise Conflict(MOVED_ON)
    if register_stamp() != stamp:
        before = planning.known_targets(rows)
        planning.refuse_moved(rows, made, before)
    known = [(group, facts) for group in made if group.writes and (facts := _pruned(group, before)) is not None]
    if known or ready:
        change = begin("import", source=row.title, by=by, since=row.listed_on, file_id=row.file_id)
        for (group, _draft), id in zip(ready, enter_all([draft for _, draft in ready], change, by), strict=True):
            group.target = id
        change_all([(group.target or 0, facts) for group, facts in known], change, by)
        row.change_id = change.row.id
    _note_who_is_who(row, made)
    _done(row, by, sum(len(group.rows) for group, _ in [*known, *ready]))
    return bool(known or ready)


def _refuse_unready(row: Import) -> None:
    lock(row)
    if row.stage == APPLIED:
        raise Conflict(APPLIED_BY, name=row.applied_by)
    if row.stage != DECIDING:
        raise Conflict(MOVED_ON)
    if count := queries.left(row):
        raise Conflict(UNDECIDED, count=count)


def _pruned(group: Group, known: dict[int, FiledFacts]) -> FiledFacts | None:
    return None if group.target is None else planning.written(group, known[group.target])


def _note_who_is_who(row: Import, made: Sequence[Group]) -> None:
    """Write down which organisation each row is, so that the same list says nothing new next time."""
    pairs = [{"of": row.id, "row": number, "is_now": group.target} for group in made for number in group.rows]
    if pairs:
        table: Any = ImportRow.__table__
        named = table.c.import_id == bindparam("of"), table.c.number == bindparam("row")
        db.session.connection().execute(update(table).where(*named).values(organization_id=bindparam("is_now")), pairs)


def _done(row: Import, by: Any, written: int) -> None:
    row.stage, row.applied_by, row.applied_at = APPLIED, by.name[:200], clock.now()
    audit.record(by, "import.applied", row, rows=written)


@transaction
def _apply_workbook(row: Import, by: Any) -> bool:
    _refuse_unready(row)
    rows = [line for line in queries.all_rows(row) if planning.taken(line)]
    if register_stamp() != row.stamp:
        refuse_moved(rows)
    change_id = restore(row, rows, by)
    row.change_id = change_id
    _done(row, by, len(rows) if change_id else 0)
    return change_id is not None


@transaction
def undo_import(row: Import, by: Any) -> int:
    """Take everything back that an import wrote; return how many organisations that concerned.

    Raises `Conflict` when something was built on it since, with what.
    """
    by.must("organization.import")
    lock(row)
    if row.stage != APPLIED or row.change is None:
        raise Conflict(NOTHING_TO_UNDO)
    touched = undo(row.change, by)
    row.stage = UNDONE
    audit.record(by, "import.undone", row, organizations=len(touched))
    return len(touched)
