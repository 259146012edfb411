"""Tables as CSV and XLSX in which no cell is ever a formula, whoever opens them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

Sheet = tuple[str, Sequence[str], Iterable[Sequence[Any]]]  # name, heads of the columns, rows
RISKY = re.compile(r"[=+\-@\t\r\n\u0000']")  # what a spreadsheet may take as the beginning of a formula
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in XML
LONGEST_CELL = 32_767


def write_csv(target: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write text with `;` and a mark that tells Excel it is UTF-8; a cell that could be a formula begins with `'`."""
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        writer.writerows([f"'{cell}" if RISKY.match(cell) else cell for cell in row] for row in rows)


def write_xlsx(target: Path, sheets: Iterable[Sheet], made: date) -> None:
    """Write a workbook row by row: text stays text, dates are dates; heads are bold and stay in sight."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target), options) as book:
        book.set_properties({"created": datetime.combine(made, time())})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd-mm-yyyy"})
        for name, header, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(header) - 1, 18)
            for column, head in enumerate(header):
                sheet.write_string(0, column, head, bold)
            for number, row in enumerate(rows, 1):
                _write_row(sheet, number, row, day)


def _write_row(sheet: Any, number: int, row: Sequence[Any], day: Any) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(number, column, datetime.combine(value, time()), day)
        elif value:
            sheet.write_string(number, column, UNWRITABLE.sub("", value)[:LONGEST_CELL])
