"""Writing tables in which nothing is a formula: workbooks (XLSX) and text with semicolons (CSV)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from aormas.core import clock
from aormas.core.sheets.cells import Cell

ROWS_MOST = 1_048_575  # below the header
CELL_MOST = 32_767
WIDTHS = (6, 60)  # characters: the narrowest and the widest column
EXACT_MOST = 10**15  # whole numbers from here on lose digits in Excel and are written as text
FIRST_YEAR = 1900  # Excel knows no earlier day

# Text that a spreadsheet would take for a formula, with or without apostrophes before it (see `decoding/plaintext.py`).
FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_HARMLESS = re.compile(r"-+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SHEET_SIGNS = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class Table:
    """A sheet to be written: its name, the names of its columns, its rows."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(target: Path, tables: Sequence[Table], title: str = "", author: str = "") -> None:
    """Write a workbook: text always as text, days as days (dd-mm-yyyy), long numbers as text; the header stays in view.

    Rows are taken one by one and need little memory. Raises `ValueError` for a text, table or name that Excel cannot
    hold, and `OSError`.
    """
    import xlsxwriter  # 2 MB and 30 ms that a start need not pay

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": target.parent}
    names = sheet_names([table.name for table in tables])
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": title, "author": author, "created": clock.now().replace(tzinfo=None)})
        formats = _formats(book)
        for name, table in zip(names, tables, strict=True):
            _Writer(book.add_worksheet(name), formats).write(table)


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """Return names that Excel allows: at most 31 signs, none of []:*?/\\, no two alike."""
    names: list[str] = []
    for text in wanted:
        plain = _SHEET_SIGNS.sub(" ", _CONTROLS.sub("", text)).strip(" '")[:31].strip(" '") or "Lembar"
        name, number = plain, 2
        while name.casefold() in {other.casefold() for other in names}:
            name, number = f"{plain[:27]} {number}", number + 1
        names.append(name)
    return names


def _formats(book: Any) -> dict[str, Any]:
    return {
        "header": book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF2"}
        ),
        "day": book.add_format({"num_format": "dd-mm-yyyy", "align": "left"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm", "align": "left"}),
        "quoted": book.add_format({"quote_prefix": True}),
        "text": book.add_format({"num_format": "@"}),
    }


class _Writer:
    """Writes one sheet, row by row, and remembers how wide the columns need to be."""

    def __init__(self, sheet: Any, formats: dict[str, Any]) -> None:
        self.sheet, self.formats, self.widths = sheet, formats, [0.0]

    def write(self, table: Table) -> None:
        """Write header and rows, then what belongs to the whole sheet."""
        self.widths = [len(name) * 1.2 for name in table.header]
        for column, name in enumerate(table.header):
            self.sheet.write_string(0, column, name, self.formats["header"])
        number = 0
        for number, row in enumerate(table.rows, start=1):
            if number > ROWS_MOST or len(row) > len(table.header):
                raise ValueError(f"row {number} has no place in the sheet")
            for column, cell in enumerate(row):
                if cell is not None and cell != "":
                    self._cell(number, column, cell)
        self._finish(number, len(table.header) - 1)

    def _finish(self, last: int, column: int) -> None:
        self.sheet.freeze_panes(1, 0)
        self.sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})
        if column >= 0:
            self.sheet.autofilter(0, 0, last, column)
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, min(max(width + 2, WIDTHS[0]), WIDTHS[1]))

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        shown = 10
        if isinstance(cell, bool):
            self.sheet.write_boolean(row, column, cell)
        elif isinstance(cell, date) and cell.year >= FIRST_YEAR:
            shown = self._day(row, column, cell)
        elif isinstance(cell, float) or (isinstance(cell, int) and abs(cell) < EXACT_MOST):
            self.sheet.write_number(row, column, cell)
        else:
            shown = self._text(row, column, _as_written(cell))
        self.widths[column] = max(self.widths[column], shown)

    def _day(self, row: int, column: int, cell: date) -> int:
        if isinstance(cell, datetime):
            self.sheet.write_datetime(row, column, _local(cell), self.formats["moment"])
            return 16
        self.sheet.write_datetime(row, column, cell, self.formats["day"])
        return 10

    def _text(self, row: int, column: int, text: str) -> int:
        if len(text) > CELL_MOST:
            raise ValueError(f"the text in row {row} is longer than a cell of Excel")
        kind = "quoted" if FORMULA.match(text) else "text" if text.isdecimal() else ""
        self.sheet.write_string(row, column, text, self.formats.get(kind))
        return max(map(len, text.split("\n")))


def _local(moment: datetime) -> datetime:
    """Return a moment as the office's clock shows it; Excel knows no time zones."""
    return clock.local(moment).replace(tzinfo=None) if moment.tzinfo else moment


def _as_written(cell: Cell) -> str:
    """Return what is written as text: without signs that no file of tables can hold."""
    if isinstance(cell, datetime):
        return _local(cell).strftime("%d-%m-%Y %H:%M")
    if isinstance(cell, date):
        return f"{cell.day:02}-{cell.month:02}-{cell.year:04}"
    return _CONTROLS.sub("", str(cell))


def write_csv(target: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """Write text with semicolons as Excel in Indonesian opens it: UTF-8 with BOM, days as dd-mm-yyyy, decimal comma.

    What a spreadsheet would take for a formula gets an apostrophe, which `reading` takes away again. Every text stands
    in quotation marks, so no comma inside one is taken for the sign between cells. Raises `OSError`.
    """
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
        writer.writerow([guarded(name) for name in header])
        writer.writerows([_in_text(cell) for cell in row] for row in rows)


def guarded(text: str) -> str:
    """Return text so that no spreadsheet takes it for a formula; dashes alone are harmless."""
    plain = _CONTROLS.sub("", text)
    return "'" + plain if FORMULA.match(plain) and not _HARMLESS.fullmatch(plain) else plain


def _in_text(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, int) and abs(cell) < EXACT_MOST:
        return cell
    return _as_written(cell) if isinstance(cell, date) else guarded(str(cell))
