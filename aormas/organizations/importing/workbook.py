"""The product's own full workbook as a list: one row for each organisation with all its facts, matched by register number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aormas.core.errors import Invalid
from aormas.core.sheets.cells import Cell
from aormas.core.sheets.reading import Book, Sheet
from aormas.organizations.exports import sheets
from aormas.organizations.exports.sheets import Column
from aormas.organizations.filed_json import packed_cell

CANNOT = "Sheet %(sheet)s, row %(row)d: what stands under %(column)s cannot be read."
LONG = "Sheet %(sheet)s, row %(row)d: what stands under %(column)s is too long."
NO_SHEET = "This full workbook lacks the sheet %(sheet)s. Download it again; all sheets belong together."
NO_COLUMN = "The sheet %(sheet)s lacks the column %(column)s. Download the workbook again."
NO_NUMBER = "Sheet %(sheet)s, row %(row)d: this register number does not stand in the sheet ormas."
TWICE = "The register number %(number)s stands twice in the sheet ormas."
UNNAMED = "This organisation has no name in the sheet nama."
# Left out for those who may not see it, or by a workbook that was written before they were known.
OPTIONAL = frozenset({"nik", sheets.PAPER.name, *(column.name for column in sheets.FATE)})


def is_workbook(book: Book) -> bool:
    """Tell whether a table file is a full workbook of this product."""
    named = {sheet.name: sheet for sheet in book.sheets}
    return (
        sheets.ORGANIZATIONS in named
        and sheets.CHANGES in named
        and sheets.NUMBER in named[sheets.ORGANIZATIONS].rows[0]
    )


def cells_of(book: Book, files: Mapping[str, dict[str, Any]] | None = None) -> list[tuple[int, list[Any]]]:
    """Return (row in the sheet ormas, [all that is said of the organisation, as JSON]).

    `files` are those of a package by their paths in it: what is stored of each, or `refused` with why it cannot be. Raises
    `Invalid` for an incomplete workbook.
    """
    named = {sheet.name: sheet for sheet in book.sheets}
    if missing := [name for name in (*(facts.sheet for facts in sheets.FACTS), sheets.PEOPLE) if name not in named]:
        raise Invalid(NO_SHEET, sheet=missing[0])
    found: dict[str, tuple[int, dict[str, Any]]] = {}
    for row, said, problems in _rows(named[sheets.ORGANIZATIONS], sheets.ROW):
        number = str(said.get("register_number") or "")
        if not number or number in found:
            raise Invalid(TWICE if number else NO_NUMBER, number=number, sheet=sheets.ORGANIZATIONS, row=row)
        found[number] = row, {"row": said, "facts": {}, "problems": problems}
    for facts in sheets.FACTS if files is None else sheets.ALL:
        if facts.sheet in named:
            _add_facts(facts, named[facts.sheet], found, files)
    _add_members(named[sheets.PEOPLE], found)
    for _row, record in found.values():
        if not record["facts"].get("nama"):
            record["problems"].append([None, UNNAMED, {}])
    return [(row, [record]) for row, record in found.values()]


def _add_facts(
    facts: sheets.Facts,
    sheet: Sheet,
    found: dict[str, tuple[int, dict[str, Any]]],
    files: Mapping[str, dict[str, Any]] | None,
) -> None:
    columns = [Column(sheets.NUMBER, "register_number"), *facts.columns]
    columns += [Column(sheets.PLACE, "place")] if facts.sheet == sheets.TERMS else []
    columns += [sheets.PAPER] if files is not None else []
    for row, said, problems in _rows(sheet, columns, facts.model if facts is not sheets.EMBLEMS else None):
        record = _record(found, sheet, row, said)
        problems += _attach(said, files or {}, facts is sheets.EMBLEMS, sheet.name, row)
        record["facts"].setdefault(facts.sheet, []).append(said)
        record["problems"] += problems


def _attach(
    said: dict[str, Any], files: Mapping[str, dict[str, Any]], picture: bool, sheet: str, row: int
) -> list[Any]:
    """Put what is stored of a fact's files in the place of their paths; return what is wrong with them."""
    problems = []
    for key in ("sha256", "file") if picture else ("file",):
        path = said.get(key)
        stored = files.get(path) if path else None
        if path and (stored is None or "refused" in stored):
            message, values = stored["refused"] if stored else (CANNOT, {"column": sheets.PAPER.name})
            problems.append([None, message, {"sheet": sheet, "row": row, "name": path, **values}])
        if key in said:
            said[key] = (stored or {}).get("sha256") if key == "sha256" else stored
    return problems


def named_files(book: Book) -> Iterator[tuple[str, int, str]]:
    """Yield (sheet, row, path) of every file that a package's workbook names."""
    columns = {sheets.PAPER.name, sheets.EMBLEMS.columns[0].name}
    for sheet in (one for one in book.sheets if one.name in sheets.SHEETS):
        places = [place for place, head in enumerate(sheet.rows[0]) if str(head).strip() in columns]
        for number, cells in zip(sheet.numbers[1:], sheet.rows[1:], strict=True):
            yield from ((sheet.name, number, str(cells[n])) for n in places if n < len(cells) and cells[n])


def about_files(book: Book) -> dict[str, dict[str, Any]]:
    """Return path → what the workbook says of a file (name, moment of keeping) from its sheet of files."""
    sheet = next((one for one in book.sheets if one.name == sheets.FILES), None)
    return {} if sheet is None else {str(said["path"]): said for _row, said, _problems in _rows(sheet, sheets.FILE)}


def _add_members(sheet: Sheet, found: dict[str, tuple[int, dict[str, Any]]]) -> None:
    people: defaultdict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    without = "nik" not in sheet.rows[0]
    for row, said, problems in _rows(
        sheet, (Column(sheets.NUMBER, "register_number"), Column(sheets.PLACE, "place"), *sheets.MEMBERS), sheets.MEMBER
    ):
        number = said["register_number"]
        record = _record(found, sheet, row, said)
        record["problems"] += problems
        if without:
            said.pop("nik", None)
        people[number, said.pop("place")].append(said)
    for number, (_row, record) in found.items():
        for term in record["facts"].get(sheets.TERMS, []):
            term["members"] = people.get((number, term.pop("place")), [])


def _record(
    found: dict[str, tuple[int, dict[str, Any]]], sheet: Sheet, row: int, said: dict[str, Any]
) -> dict[str, Any]:
    number = str(said.pop("register_number") or "")
    if number not in found:
        raise Invalid(NO_NUMBER, sheet=sheet.name, row=row)
    return found[number][1]


def _rows(
    sheet: Sheet, columns: Sequence[Column], model: Any = None
) -> Iterator[tuple[int, dict[str, Any], list[Any]]]:
    """Yield (row number, attribute → value as JSON, problems) of a sheet. Raises `Invalid` for a missing column."""
    heads = [str(head).strip() for head in sheet.rows[0]]
    places: dict[str, int] = {}
    for column in columns:
        if column.name not in heads and column.name not in OPTIONAL:
            raise Invalid(NO_COLUMN, sheet=sheet.name, column=column.name)
        places[column.name] = heads.index(column.name) if column.name in heads else -1
    for number, cells in zip(sheet.numbers[1:], sheet.rows[1:], strict=True):
        said, problems = {}, []
        for column in (one for one in columns if places[one.name] >= 0):
            place = places[column.name]
            said[column.attribute], message = _said(column, cells[place] if place < len(cells) else None, model)
            if message:
                problems.append([None, message, {"sheet": sheet.name, "row": number, "column": column.name}])
        yield number, said, problems


def _said(column: Column, cell: Cell, model: Any) -> tuple[Any, str]:
    try:
        value = sheets.value(column, cell)
    except (ValueError, OverflowError):
        return None, CANNOT
    known = model.__table__.c.get(column.attribute) if model is not None else None
    most = getattr(getattr(known, "type", None), "length", None)
    if isinstance(value, str) and most and len(value) > most:
        return None, LONG
    if known is not None and not known.nullable and value is None:
        return None, CANNOT
    return (value.isoformat() if column.kind == "date" and value else packed_cell(value)), ""
