"""What officers decide of the rows of an import, and how they mend them; one transaction each. Nothing here touches the register."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.actions.importing import ONLY_THESE, judged, require_stage
from aormas.organizations.importing.comparing import Heard, Verdict
from aormas.organizations.importing.offers import choosable, offered
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.models.imports import (
    APPLY,
    AS_ORGANIZATION,
    CHANGES,
    DECIDING,
    ERROR,
    MATCHING,
    PROBABLE,
    SKIP,
)
from aormas.organizations.rules import sparing

DECIDED = "%(name)s has decided row %(row)d meanwhile: %(what)s. Nothing of yours was stored; look at the row again."
FIRST = "first"


@transaction
def decide(row: Import, line: ImportRow, decision: str, seen: int, by: Any) -> None:
    """Decide what one row is. Raises `Conflict` when somebody else decided it since the page was made."""
    by.must("organization.import")
    lock(row)
    lock(line)
    require_stage(row, DECIDING)
    if line.version != seen:
        raise Conflict(DECIDED, name=line.decided_by or row.title, row=line.number, what=line.decision or line.verdict)
    if decision not in offered(line):
        raise Invalid(ONLY_THESE, field="decision")
    _decided(line, decision, by)
    audit.record(by, "import.row_decided", row, row=line.number, decision=decision.partition(":")[0])


@transaction
def choose(row: Import, line: ImportRow, left: Collection[str], seen: int, by: Any) -> None:
    """Take of a row only what was not `left` (parts of its differences) as the register has it; who leaves all leaves the row out.

    Raises `Conflict` as `decide` does, `Invalid` for parts that do not differ.
    """
    by.must("organization.import")
    lock(row)
    lock(line)
    require_stage(row, DECIDING)
    if line.version != seen:
        raise Conflict(DECIDED, name=line.decided_by or row.title, row=line.number, what=line.decision or line.verdict)
    parts = choosable(line)
    if not parts or not set(left) <= set(parts):
        raise Invalid(ONLY_THESE)
    all_left = set(left) == set(parts)
    _decided(line, (SKIP if all_left else APPLY) if line.verdict == CHANGES else line.decision, by)
    line.spared = ",".join([*sparing.kept(line.spared), *(part for part in parts if part in left)])
    audit.record(
        by, "import.row_decided", row, row=line.number, decision=line.decision.partition(":")[0], left=len(left)
    )


def _decided(line: ImportRow, decision: str, by: Any) -> None:
    before = choosable(line)
    line.spared = ",".join(part for part in sparing.kept(line.spared) if part not in before)
    line.decision, line.decided_by, line.decided_by_id, line.decided_at = decision, by.name[:200], by.id, clock.now()
    line.target_id = (
        int(decision.partition(":")[2])
        if decision.startswith(f"{AS_ORGANIZATION}:")
        else (line.target_id if line.verdict == CHANGES else None)
    )
    line.version += 1


@transaction
def decide_all(row: Import, verdict: str, choice: str, by: Any) -> tuple[int, int]:
    """Decide all rows of a verdict alike (`first`: each as its first suggestion); return how many, and how many others had decided.

    What another officer decided stays. Raises `Invalid` for what cannot be decided of such rows.
    """
    by.must("organization.import")
    lock(row)
    require_stage(row, DECIDING)
    done = others = 0
    for line in db.session.scalars(
        select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.verdict == verdict)
    ):
        decision = offered(line)[0] if choice == FIRST and verdict == PROBABLE else choice
        if decision not in offered(line):
            raise Invalid(ONLY_THESE, field="choice")
        if line.decided_by_id not in (None, by.id):
            others += line.decision != decision
        elif line.decision != decision:
            _decided(line, decision, by)
            done += 1
    audit.record(by, "import.rows_decided", row, verdict=verdict, decision=choice, rows=done)
    return done, others


@transaction
def mend(row: Import, line: ImportRow, cells: list[Any], heard: Heard, verdict: Verdict, seen: int, by: Any) -> None:
    """Write down a row's cells as an officer mended them, with the new verdict. Raises `Conflict` as `decide` does."""
    by.must("organization.import")
    lock(row)
    lock(line)
    require_stage(row, DECIDING)
    if line.version != seen:
        raise Conflict(DECIDED, name=line.decided_by or row.title, row=line.number, what=line.decision or line.verdict)
    line.cells, line.mended = cells, True
    judged(line, heard, verdict)
    line.decided_by, line.decided_by_id, line.decided_at = "", None, None
    audit.record(by, "import.row_mended", row, row=line.number)


@transaction
def leave_out(row: Import, by: Any) -> int:
    """Empty the cells that cannot be read, so that the rest of their rows can be taken over; the rows are compared anew.

    A row whose name cannot be read stays in error.
    """
    by.must("organization.import")
    lock(row)
    require_stage(row, DECIDING)
    names = {place for place, column in enumerate(row.columns) if column["target"] == "name"}
    emptied = 0
    for line in db.session.scalars(select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.verdict == ERROR)):
        bad = {column for column, _message, _values in line.reasons if column is not None and column not in names}
        if bad:
            line.cells = [None if place in bad else cell for place, cell in enumerate(line.cells)]
            line.mended = True
            emptied += len(bad)
    row.stage, row.done = MATCHING, 0
    audit.record(by, "import.cells_left_out", row, cells=emptied)
    return emptied
