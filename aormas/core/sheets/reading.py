"""Reading a table file that a stranger made: XLSX, XLS, ODS, CSV and its kin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aormas.core.errors import StorageUnavailable
from aormas.core.files import children
from aormas.core.files.durable import storing, workroom
from aormas.core.files.kinds import HEAD, kind_of
from aormas.core.files.refusals import NOT_STORED
from aormas.core.sheets.cells import Cell
from aormas.core.sheets.refusals import SheetRefused

FILE_MOST = 10 * 2**20  # bytes
SECONDS = 30.0


@dataclass
class Sheet:
    """A sheet: its rows that hold something, in order, and for each the number that Excel shows (from 1).

    A row ends with its last filled cell, so rows differ in length. Of merged cells the first has the value.
    """

    name: str
    hidden: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """A table file: its sheets that hold something, and what it is ("xlsx", "xls", "ods", "csv")."""

    sheets: tuple[Sheet, ...]
    kind: str


def read(path: Path, name: str) -> Book:
    """Return what is in a table file; `name` names the only sheet of a text file (without its ending).

    What the file is comes from its content alone. Raises `SheetRefused` (see `refusals.MESSAGES`), `StorageUnavailable`.
    """
    _refuse_at_sight(path)
    try:
        with storing(), workroom(path.parent) as room:
            target = room / "table.jsonl"
            job = {"path": str(path.absolute()), "name": Path(name).stem[:100], "target": str(target)}
            answer = children.run("tables", job, SECONDS)
            sheets = tuple(sheet for sheet in _sheets(target) if sheet.rows)
    except children.ChildFailed as failed:
        raise _refusal(failed) from failed
    if not sheets:
        raise SheetRefused("blank")
    return Book(sheets, answer["kind"])


def _refuse_at_sight(path: Path) -> None:
    size = path.stat().st_size
    if size == 0 or size > FILE_MOST:
        raise SheetRefused("empty" if size == 0 else "too_large")
    with path.open("rb") as file:
        kind = kind_of(file.read(HEAD))
    if kind:
        raise SheetRefused("pdf" if kind == "pdf" else "photo")


def _refusal(failed: children.ChildFailed) -> Exception:
    if failed.code == "storage":
        return StorageUnavailable(NOT_STORED)
    values = json.loads(failed.detail) if failed.detail.startswith("{") else {}
    return SheetRefused(failed.code, **values)


def _sheets(target: Path) -> Iterator[Sheet]:
    sheet = None
    with target.open(encoding="ascii") as lines:
        for line in lines:
            said = json.loads(line)
            if isinstance(said, dict):
                if sheet:
                    yield sheet
                sheet = Sheet(said["sheet"], said["hidden"])
            elif sheet:
                sheet.numbers.append(said[0])
                sheet.rows.append([_cell(cell) for cell in said[1]])
    if sheet:
        yield sheet


def _cell(said: Any) -> Cell:
    if not isinstance(said, dict):
        return said  # type: ignore[no-any-return]
    return date.fromisoformat(said["d"]) if "d" in said else datetime.fromisoformat(said["t"])
