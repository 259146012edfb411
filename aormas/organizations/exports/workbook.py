"""The whole register as one workbook that can be imported again without loss: every fact with since, until and source.

Emblems and papers are files: only a package (`packages`) names and holds them. What was entered by an import that was taken back stays out too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.core.sheets import writing
from aormas.core.sheets.cells import Cell
from aormas.organizations.exports import sheets
from aormas.organizations.exports.sheets import Column
from aormas.organizations.models import BoardMember, BoardTerm, ChangeSet, Emblem, Organization

if TYPE_CHECKING:
    from aormas.organizations.exports.packages import Contents

PART = 400  # organisations in one workbook: with their history it stays below the 20,000 rows that are read again
CHUNK = 200


def parts() -> int:
    """Return how many workbooks the register takes."""
    count = db.session.scalar(select(func.count(Organization.id)).where(Organization.withdrawn_at.is_(None))) or 0
    return max(1, -(-count // PART))


def ids_of(part: int) -> list[int]:
    """Return the organisations in a part, from 1."""
    statement = select(Organization.id).where(Organization.withdrawn_at.is_(None)).order_by(Organization.id)
    return list(db.session.scalars(statement.limit(PART).offset((part - 1) * PART)))


def write(target: Path, ids: Sequence[int], *, with_nik: bool, author: str, contents: Contents | None = None) -> None:
    """Write the workbook of some organisations; with `contents` it names their emblems and papers, which are noted there."""
    numbers = _register_numbers()
    tables = [writing.Table(sheets.ORGANIZATIONS, [column.name for column in sheets.ROW], _organizations(ids, numbers))]
    for facts in sheets.FACTS:
        heads = [
            sheets.NUMBER,
            *([sheets.PLACE] if facts.sheet == sheets.TERMS else []),
            *(column.name for column in facts.columns),
            *([sheets.PAPER.name] if contents else []),
        ]
        tables.append(writing.Table(facts.sheet, heads, _facts(facts, ids, numbers, contents)))
        if facts.sheet == sheets.TERMS:
            tables.append(_members(ids, numbers, with_nik))
    if contents:
        heads = [sheets.NUMBER, *(column.name for column in sheets.EMBLEMS.columns), sheets.PAPER.name]
        tables.append(writing.Table(sheets.EMBLEMS.sheet, heads, _emblems(ids, numbers, contents)))
        tables.append(writing.Table(sheets.FILES, [column.name for column in sheets.FILE], contents.rows()))
    changes = ["nomor", "jenis", "sumber", "oleh", "pada", "dibatalkan", "dibatalkan_oleh"]
    tables.append(writing.Table(sheets.CHANGES, changes, _changes()))
    writing.write_xlsx(target, tables, title="Register ormas", author=author)


def _register_numbers() -> dict[int, str]:
    return dict(db.session.execute(select(Organization.id, Organization.register_number)).tuples().all())


def _organizations(ids: Sequence[int], numbers: dict[int, str]) -> Iterator[list[Cell]]:
    for row in _each(Organization, Organization.id, ids):
        named = {"merged_into": numbers.get(row.merged_into_id or 0, "")}
        yield [_cell(column, row, named) for column in sheets.ROW]


def _facts(
    facts: sheets.Facts, ids: Sequence[int], numbers: dict[int, str], contents: Contents | None
) -> Iterator[list[Cell]]:
    counted: dict[int, int] = {}
    for fact in _each(facts.model, facts.model.organization_id, ids):
        counted[fact.organization_id] = counted.get(fact.organization_id, 0) + 1
        place: list[Cell] = [counted[fact.organization_id]] if facts.sheet == sheets.TERMS else []
        named = {}
        if facts.sheet in sheets.NAMED:
            attribute, column, _name = sheets.NAMED[facts.sheet]
            named = {attribute: numbers.get(getattr(fact, column) or 0, "")}
        yield [
            numbers[fact.organization_id],
            *place,
            *(_cell(column, fact, named) for column in facts.columns),
            *_paper(fact, contents),
        ]


def _paper(fact: Any, contents: Contents | None) -> list[Cell]:
    return [contents.paper(db.session.get(StoredFile, fact.file_id) if fact.file_id else None)] if contents else []


def _emblems(ids: Sequence[int], numbers: dict[int, str], contents: Contents) -> Iterator[list[Cell]]:
    for fact in _each(Emblem, Emblem.organization_id, ids):
        named = {"sha256": contents.picture(fact)}
        cells = [_cell(column, fact, named) for column in sheets.EMBLEMS.columns]
        if named["sha256"]:
            yield [numbers[fact.organization_id], *cells, *_paper(fact, contents)]


def _members(ids: Sequence[int], numbers: dict[int, str], with_nik: bool) -> writing.Table:
    columns = [column for column in sheets.MEMBERS if with_nik or column.attribute != "nik"]

    def rows() -> Iterator[list[Cell]]:
        places: dict[int, tuple[int, int]] = {}
        counted: dict[int, int] = {}
        for term in _each(BoardTerm, BoardTerm.organization_id, ids):
            counted[term.organization_id] = counted.get(term.organization_id, 0) + 1
            places[term.id] = term.organization_id, counted[term.organization_id]
        for member in _each(
            BoardMember, BoardMember.term_id, list(places), BoardMember.term_id, BoardMember.position, BoardMember.id
        ):
            organization, place = places[member.term_id]
            yield [numbers[organization], place, *(_cell(column, member, {}) for column in columns)]

    return writing.Table(sheets.PEOPLE, [sheets.NUMBER, sheets.PLACE, *(column.name for column in columns)], rows())


def _changes() -> Iterator[list[Cell]]:
    moment: Callable[[Any], Cell] = lambda value: sheets.cell(Column("", "", "moment"), value)  # noqa: E731
    text = Column("", "")
    for row in db.session.scalars(select(ChangeSet).order_by(ChangeSet.id).execution_options(yield_per=500)):
        yield [
            row.id,
            row.kind,
            sheets.cell(text, row.source),
            sheets.cell(text, row.made_by),
            moment(row.made_at),
            moment(row.undone_at),
            sheets.cell(text, row.undone_by),
        ]


def _cell(column: Column, row: Any, named: dict[str, str]) -> Cell:
    return sheets.cell(column, named[column.attribute] if column.attribute in named else getattr(row, column.attribute))


def _each(model: Any, owner: Any, ids: Sequence[int], *order: Any) -> Iterator[Any]:
    """Yield the rows of a table that belong to some rows, in order of their ids; statements grow with every 200."""
    for start in range(0, len(ids), CHUNK):
        statement = select(model).where(owner.in_(ids[start : start + CHUNK])).order_by(*(order or (model.id,)))
        yield from db.session.scalars(statement)
