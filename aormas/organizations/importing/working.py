"""Comparing the rows of an import with the register: at once for a small list, by the worker for a long one, with progress."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from aormas.core.database import db
from aormas.core.errors import ActionError
from aormas.organizations.actions import importing as actions
from aormas.organizations.exports import sheets
from aormas.organizations.importing import filling, packages, receiving, restoring, workbook
from aormas.organizations.importing.comparing import Comparison, Heard, Verdict
from aormas.organizations.models import Import
from aormas.organizations.models.imports import MATCHING, WORKBOOK
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.matching import register_stamp

AT_ONCE = 500  # rows that are compared while the person waits
FILES_AT_ONCE = 5  # files of a package that are cleaned while the person waits
STEP = 100  # rows between two reports of progress
FAILED = "The list could not be compared. Nothing was written; try again, or give the import up."

log = logging.getLogger(__name__)


def begin(row: Import) -> None:
    """Go on with an import that waits to be compared: now, where it is small; else the worker does it."""
    if row.total <= AT_ONCE and _files(row) <= FILES_AT_ONCE:
        compare(row)
    else:
        actions.ask_worker(row)


def _files(row: Import) -> int:
    return next((sheet["rows"] - 1 for sheet in row.sheets if sheet["name"] == sheets.FILES), 0) if row.has_files else 0


def job(payload: dict[str, Any]) -> None:
    """Do the worker's part for the import `payload["number"]`; a second time does nothing."""
    row = db.session.get(Import, payload["number"])
    if row is not None and row.stage == MATCHING:
        compare(row)


def compare(row: Import) -> None:
    """Give each row of an import its verdict. Reads and reckons first, writes in pieces at the end."""
    try:
        if not queries.has_rows(row):
            actions.fill(row, _cells(row))
        stamp = register_stamp()
        made = list(_verdicts(row))
        for start in range(0, len(made), STEP * 5):
            actions.judge(row, made[start : start + STEP * 5])
        actions.ready(row, stamp)
    except ActionError as error:
        db.session.rollback()
        actions.fail(row, error.message, error.values)
    except Exception:
        db.session.rollback()
        log.exception("import %s could not be compared", row.id)
        actions.fail(row, FAILED, {})


def _cells(row: Import) -> list[tuple[int, list[Any]]]:
    """Return the rows as they stand in the kept file; the files of a package are cleaned and stored on the way."""
    if not row.has_files:
        book = receiving.again(row)
        return workbook.cells_of(book) if row.kind == WORKBOOK else filling.cells_of(row, book)
    rows, number = row.total, row.file.sha256
    store = receiving.store()
    with receiving.workroom() as room:
        return packages.cells_of(
            store.path(number), room, store, lambda done, files: actions.report(row, done, of=files + rows)
        )


def _verdicts(row: Import) -> Iterator[tuple[Heard, Verdict]]:
    rows = queries.all_rows(row)
    if row.kind == WORKBOOK:
        yield from restoring.verdicts(rows)
        return

    def progress(done: int) -> None:
        if len(rows) > AT_ONCE and done % STEP == 0:
            actions.report(row, done)

    yield from Comparison(filling.heard(row, rows), progress).verdicts()


def compare_one(row: Import, number: int, cells: list[Any]) -> tuple[Heard, Verdict]:
    """Return the verdict on one row with other cells, beside all other rows of its list."""
    rows = queries.all_rows(row)
    for kept in rows:
        if kept.number == number:
            db.session.expunge(kept)
            kept.cells = cells
    read = filling.heard(row, rows)
    return next((heard, verdict) for heard, verdict in Comparison(read).verdicts() if heard.number == number)
