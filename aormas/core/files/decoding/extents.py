"""How far the filled cells of a zipped workbook reach, measured before a reader makes room for all cells between them.

A workbook of 5 KB with one cell in A1 and one in XFD1048576 would need 550 GB.
"""

from __future__ import annotations

import re
import zipfile
from typing import Any
from xml.parsers import expat

from . import Unfit
from .places import COLUMNS_MOST, unfit

AREA_MOST = 12_000_000  # cells, empty ones too: about 400 MB in the reader
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_REPEATED_ROWS, _REPEATED_COLUMNS = "table:number-rows-repeated", "table:number-columns-repeated"


def refuse_wide_spread(path: str, kind: str) -> None:
    """Raise `Unfit` (columns, spread, damaged) for a sheet whose filled cells lie further apart than can be read."""
    try:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if kind == "ods" and name == "content.xml":
                    _measure(package, name, _OpenSheet())
                if kind == "xlsx" and re.search(r"/worksheets/[^/]+\.xml$", name):
                    _measure(package, name, _ExcelSheet())
    except (expat.ExpatError, zipfile.BadZipFile, EOFError, ValueError) as trouble:
        raise Unfit("damaged", type(trouble).__name__) from None


def _measure(package: zipfile.ZipFile, name: str, sheet: _ExcelSheet | _OpenSheet) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheet.start
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with package.open(name) as part:
        parser.ParseFile(part)


def _refuse_doctype(*_: Any) -> None:
    raise Unfit("bomb", "document type")


class _Extent:
    """The furthest filled row and column of one sheet, both counted from 0."""

    def __init__(self) -> None:
        self.lowest = self.widest = 0

    def reach(self, row: int, column: int) -> None:
        """Take a filled cell in; raises `Unfit` when the sheet becomes too wide or too sparse."""
        if column >= COLUMNS_MOST:
            raise unfit("columns", row=row + 1, column=column)
        self.lowest, self.widest = max(self.lowest, row), max(self.widest, column)
        if (self.lowest + 1) * (self.widest + 1) > AREA_MOST:
            raise unfit("spread", row=self.lowest + 1, column=self.widest)


class _ExcelSheet:
    """Follows `<row>`, `<c>` and the `<v>` or `<is>` that make a cell filled (ECMA-376, part 1, 18.3.1)."""

    def __init__(self) -> None:
        self.extent, self.row, self.column = _Extent(), -1, -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r", self.row + 2)) - 1, -1
        elif tag == "c":
            self._cell(attributes.get("r"))
        elif tag in ("v", "is"):
            self.extent.reach(self.row, self.column)

    def _cell(self, reference: str | None) -> None:
        place = _REFERENCE.fullmatch(reference or "")
        if not place:
            self.column += 1
            return
        self.column = 0
        for letter in place[1]:
            self.column = self.column * 26 + ord(letter) - 64
        self.column -= 1
        self.row = int(place[2]) - 1


class _OpenSheet:
    """Follows tables, rows and cells with their repetitions (OpenDocument 1.3, part 3, 9.1)."""

    def __init__(self) -> None:
        self.extent, self.next_row, self.rows, self.column = _Extent(), 0, 1, 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""
        if tag == "table:table":
            self.extent, self.next_row = _Extent(), 0
        elif tag == "table:table-row":
            self.rows, self.column = int(attributes.get(_REPEATED_ROWS, 1)), 0
            self.next_row += self.rows
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.column += int(attributes.get(_REPEATED_COLUMNS, 1))
            if "office:value-type" in attributes:
                self.extent.reach(self.next_row - 1, self.column - 1)
