"""Tables: workbooks and text with delimiters, written as JSON lines for the parent.

A line is `{"sheet": name, "hidden": bool}`, or `[row number from 1, cells]`. Rows without content are left out, and so
are the empty cells at the end of a row. A date is `{"d": "2021-03-12"}`, a moment `{"t": "2021-03-12T08:30:00"}`.
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from . import Unfit, compound, packages, plaintext
from .extents import refuse_wide_spread
from .places import CELL_MOST, COLUMNS_MOST, ROWS_MOST, unfit

RESULT_MOST = 24 * 2**20  # characters of all cells together
SHEETS_MOST = 50
_ZIP = b"PK\x03\x04"
_WHOLE_MOST = 2.0**53  # whole numbers beyond are not exact and stay as they are


def read(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job of `children.run("tables", …)`: path, name (of the only sheet of a text), target. Raises `Unfit`."""
    with open(job["path"], "rb") as file:
        head = file.read(8)
    with open(job["target"], "w", encoding="ascii") as target:
        sink = Sink(target)
        if head.startswith(_ZIP):
            kind = packages.look(job["path"])
            refuse_wide_spread(job["path"], kind)
            _workbook(_called(job, kind), sink)
        elif head == compound.MAGIC:
            kind = "xls"
            _refuse_compound(Path(job["path"]).read_bytes())
            _workbook(_called(job, kind), sink)
        else:
            kind = "csv"
            sink.sheet(job["name"])
            sink.rows(plaintext.rows(Path(job["path"]).read_bytes()))
    return {"kind": kind, "rows": sink.filled}


class Sink:
    """Writes sheets to the target and keeps the limits. Raises `Unfit`: rows, columns, cell, bomb."""

    def __init__(self, target: IO[str]) -> None:
        self.target, self.name, self.filled, self.written = target, "", 0, 0

    def sheet(self, name: str, hidden: bool = False) -> None:
        """Begin a sheet."""
        self.name = name
        self._line({"sheet": name, "hidden": hidden})

    def rows(self, rows: Iterable[list[Any]]) -> None:
        """Write the rows of the sheet, the first being row 1."""
        for number, row in enumerate(rows, start=1):
            cells = [_plain(cell) for cell in row]
            while cells and (cells[-1] is None or (isinstance(cells[-1], str) and not cells[-1].strip())):
                cells.pop()
            if cells:
                self._row(number, cells)

    def _row(self, number: int, cells: list[Any]) -> None:
        self.filled += 1
        if self.filled > ROWS_MOST:
            raise unfit("rows", sheet=self.name, row=number)
        if len(cells) > COLUMNS_MOST:
            raise unfit("columns", row=number, column=len(cells) - 1)
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > CELL_MOST:
                raise unfit("cell", row=number, column=column)
        self._line([number, cells])

    def _line(self, content: object) -> None:
        line = json.dumps(content) + "\n"
        self.written += len(line)
        if self.written > RESULT_MOST:
            raise Unfit("bomb", "cells together")
        self.target.write(line)


def _plain(cell: Any) -> Any:
    """Return a cell as JSON has it; whole numbers without their point, empty text as nothing."""
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < _WHOLE_MOST else cell
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    if isinstance(cell, date):
        return {"d": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return None if cell == "" else cell


def _refuse_compound(content: bytes) -> None:
    """Refuse what is no workbook of Excel 97 to 2003, is locked, or holds programs."""
    names = compound.names(content)
    if "encryptedpackage" in names:
        raise unfit("encrypted")
    if not names & {"workbook", "book"}:
        raise unfit("document" if "worddocument" in names else "unknown_kind")
    if names & {"_vba_project_cur", "_vba_project", "vba"}:
        raise unfit("macros")


def _called(job: dict[str, Any], kind: str) -> str:
    """Return a copy of the file with the ending that it should have: the reader believes endings."""
    return str(shutil.copyfile(job["path"], Path(job["target"]).with_name(f"copy.{kind}")))


def _workbook(path: str, sink: Sink) -> None:
    import python_calamine as calamine

    try:
        _sheets(calamine.load_workbook(path), sink)
    except calamine.PasswordError:
        raise unfit("encrypted") from None
    except Exception:
        raise
    except BaseException as panic:  # the reader's own panic is no Exception
        raise Unfit("damaged", type(panic).__name__) from None


def _sheets(book: Any, sink: Sink) -> None:
    kinds = [(about.name, str(about.typ).rpartition(".")[2], about.visible) for about in book.sheets_metadata]
    if any(kind in ("MacroSheet", "Vba") for _, kind, _ in kinds):
        raise unfit("macros")
    if len(kinds) > SHEETS_MOST:
        raise unfit("many_sheets")
    for name, kind, visible in kinds:
        if kind == "WorkSheet":
            sink.sheet(name, not str(visible).endswith(".Visible"))
            sink.rows(_whole_rows(book.get_sheet_by_name(name)))


def _whole_rows(sheet: Any) -> Iterator[list[Any]]:
    """Yield the rows from row 1 on, each from column A on; the reader leaves out the empty columns before the first."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]
    for row in sheet.iter_rows():
        yield before + row
