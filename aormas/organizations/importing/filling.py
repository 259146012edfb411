"""The rows of a list as they were read: cells from the file, or from the database where an officer mended them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from aormas.core import clock
from aormas.core.errors import Invalid
from aormas.core.identifiers import fold
from aormas.core.regions import villages
from aormas.core.sheets import headers, reading
from aormas.core.sheets.cells import Cell
from aormas.core.sheets.values import as_text, is_blank
from aormas.organizations.filed_json import packed_cell, unpacked_cell
from aormas.organizations.importing.comparing import Heard
from aormas.organizations.importing.receiving import NO_TABLE, header_of
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.rules import columns, listed
from aormas.organizations.rules.places import Places

DITTO = frozenset({"idem", "sda", "sdadiatas", "samadengandiatas", "samasepertidiatas", "ditto"})
_MARK = re.compile(r"[\W_]*[\"'”〃]{1,2}[\W_]*")
AS_ABOVE = "“%(text)s” stands for what the row above says: %(above)s."
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
    before: list[Cell] = []
    for kept in rows:
        before, remarks = _as_above([unpacked_cell(cell) for cell in kept.cells], before, targets)
        said = listed.read(before, targets, places, today)
        said.remarks.extend(remarks)
        if said.facts.name or not said.facts.members:
            above, above_name = kept.number, said.facts.name
            found.append(Heard(kept.number, said))
        else:
            found.append(Heard(kept.number, said, above, above_name))
    return found


def _as_above(
    cells: list[Cell], before: Sequence[Cell], targets: Sequence[str]
) -> tuple[list[Cell], list[listed.Finding]]:
    """Return cells in which `idem` and `sda` are what the row above says there, and a remark for each but a NIK."""
    said, remarks = list(cells), []
    for place, cell in enumerate(cells):
        if not (isinstance(cell, str) and (fold(cell).replace(" ", "") in DITTO or _MARK.fullmatch(cell))):
            continue
        said[place] = _at(before, place)
        target = targets[place] if place < len(targets) else ""
        if target and not target.endswith(".nik") and not is_blank(said[place]):
            remarks.append(listed.Finding(place, AS_ABOVE, {"text": as_text(cell), "above": as_text(said[place])}))
    return said, remarks
