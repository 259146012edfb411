"""The rows of a list as they were read: cells from the file, or from the database where an officer mended them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from aormas.core import clock
from aormas.core.errors import Invalid
from aormas.core.regions import villages
from aormas.core.sheets import headers, reading
from aormas.core.sheets.cells import Cell
from aormas.core.sheets.values import is_blank
from aormas.organizations.filed_json import packed_cell, unpacked_cell
from aormas.organizations.importing.comparing import Heard
from aormas.organizations.importing.receiving import NO_TABLE, header_of
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.rules import columns, listed
from aormas.organizations.rules.places import Places

NO_ROWS = "Below the headings there is no row with an organisation."


def cells_of(row: Import, book: reading.Book) -> list[tuple[int, list[Any]]]:
    """Return (Excel's row number, cells as JSON) of the records in an import's sheet. Raises `Invalid` where there are none."""
    sheet = next((found for found in book.sheets if found.name == row.sheet), None)
    header = header_of(sheet, {}, row.header) if sheet else None
    if sheet is None or header is None:
        raise Invalid(NO_TABLE)
    important = [place for place, column in enumerate(row.columns) if column["target"] in columns.IMPORTANT]
    places = headers.records(sheet.rows, header, important)
    used = [place for place, column in enumerate(row.columns) if column["target"]]
    found = [place for place in places if any(not is_blank(_at(sheet.rows[place], column)) for column in used)]
    if not found:
        raise Invalid(NO_ROWS)
    return [(sheet.numbers[place], [packed_cell(cell) for cell in sheet.rows[place]]) for place in found]


def _at(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else None


def heard(row: Import, rows: Iterable[ImportRow]) -> list[Heard]:
    """Return what the rows of an import say, in order; rows without a name of their own go on with the row above."""
    places, today = Places(villages()), clock.today()
    targets = [column["target"] for column in row.columns]
    found: list[Heard] = []
    above, above_name = 0, ""
    for kept in rows:
        said = listed.read([unpacked_cell(cell) for cell in kept.cells], targets, places, today)
        if said.facts.name or not said.facts.members:
            above, above_name = kept.number, said.facts.name
            found.append(Heard(kept.number, said))
        else:
            found.append(Heard(kept.number, said, above, above_name))
    return found
