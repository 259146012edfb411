"""What the pages of an import need."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from aormas.core.database import db
from aormas.organizations.importing.offers import writes_nothing
from aormas.organizations.models import Import, ImportRow, Organization, OutsideList
from aormas.organizations.models.imports import ERROR, PROBABLE, SKIP, VERDICTS

PER_PAGE = 25


@dataclass(frozen=True)
class Line:
    """One import in the list of imports."""

    id: int
    title: str
    made_by: str
    made_at: datetime
    stage: str
    total: int
    counts: dict[str, int]


def has_rows(row: Import) -> bool:
    """Tell whether the cells of an import stand in the database."""
    return bool(db.session.scalar(select(exists().where(ImportRow.import_id == row.id))))


def all_rows(row: Import) -> list[ImportRow]:
    """Return every row of an import in the order of the list."""
    return list(db.session.scalars(select(ImportRow).where(ImportRow.import_id == row.id).order_by(ImportRow.number)))


def line_of(row: Import, number: int) -> ImportRow | None:
    """Return one row of an import by Excel's number."""
    return db.session.scalar(select(ImportRow).where(ImportRow.import_id == row.id, ImportRow.number == number))


def lines_of(row: Import, numbers: Collection[int]) -> list[ImportRow]:
    """Return some rows of an import by Excel's numbers."""
    wanted = ImportRow.import_id == row.id, ImportRow.number.in_(sorted(numbers))
    return list(db.session.scalars(select(ImportRow).where(*wanted)))


def counts(row: Import) -> dict[str, int]:
    """Return verdict → how many rows."""
    statement = select(ImportRow.verdict, func.count()).where(ImportRow.import_id == row.id).group_by(ImportRow.verdict)
    found = dict(db.session.execute(statement).tuples().all())
    return {verdict: found.get(verdict, 0) for verdict in VERDICTS}


def undecided() -> ColumnElement[bool]:
    """Return the condition that an officer has yet to decide a row: a doubtful one, or one in error that is not left out."""
    return or_(
        and_(ImportRow.verdict == PROBABLE, ImportRow.decision == ""), and_(ImportRow.verdict == ERROR, ImportRow.decision != SKIP)
    )  # fmt: skip


def left(row: Import) -> int:
    """Return how many rows wait for a decision."""
    return db.session.scalar(select(func.count(ImportRow.id)).where(ImportRow.import_id == row.id, undecided())) or 0


def to_write(row: Import) -> int:
    """Return how many rows would be written now."""
    wanted = (ImportRow.import_id == row.id) & ImportRow.decision.not_in(("", SKIP))
    count = db.session.scalar(select(func.count(ImportRow.id)).where(wanted)) or 0
    return count - sum(writes_nothing(line) for line in db.session.scalars(select(ImportRow).where(wanted, _chosen())))


def _chosen() -> ColumnElement[bool]:
    return ImportRow.spared != ""


def page_of(row: Import, verdict: str, page: int, open_only: bool = False) -> tuple[list[ImportRow], int, int]:
    """Return a page of an import's rows, its number and how many pages there are."""
    wanted = [ImportRow.import_id == row.id]
    wanted += [ImportRow.verdict == verdict] if verdict in VERDICTS else []
    wanted += [undecided()] if open_only else []
    count = db.session.scalar(select(func.count(ImportRow.id)).where(*wanted)) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(page, pages)
    statement = (
        select(ImportRow).where(*wanted).order_by(ImportRow.number).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    )
    return list(db.session.scalars(statement)), page, pages


def recent(limit: int = 50) -> list[Line]:
    """Return the newest imports with what their rows are: two statements."""
    own = select(Import).where(Import.id.not_in(select(OutsideList.import_id)))
    rows = list(db.session.scalars(own.order_by(Import.id.desc()).limit(limit)))
    statement = select(ImportRow.import_id, ImportRow.verdict, func.count()).where(
        ImportRow.import_id.in_([row.id for row in rows])
    )
    found: dict[int, dict[str, int]] = {}
    for number, verdict, count in db.session.execute(statement.group_by(ImportRow.import_id, ImportRow.verdict)):
        found.setdefault(number, {})[verdict] = count
    return [Line(r.id, r.title, r.made_by, r.made_at, r.stage, r.total, found.get(r.id, {})) for r in rows]


def by_client_id(client_id: str) -> list[Import]:
    """Return the imports that one sending of a form made."""
    wanted = or_(Import.client_id == client_id, Import.client_id.startswith(client_id + "-", autoescape=True))
    return list(db.session.scalars(select(Import).where(wanted).order_by(Import.id)))


def organizations_of(row: Import) -> dict[str, Any]:
    """Return how many organisations an applied import entered and changed."""
    if row.change_id is None:
        return {"new": 0, "changed": 0}
    new = db.session.scalar(select(func.count(Organization.id)).where(Organization.created_by_id == row.change_id)) or 0
    wrote = (ImportRow.import_id == row.id) & ImportRow.decision.not_in(("", SKIP))
    known = set(db.session.scalars(select(ImportRow.organization_id).where(wrote, ~_chosen()).distinct()))
    for line in db.session.scalars(select(ImportRow).where(wrote, _chosen())):
        known |= set() if writes_nothing(line) else {line.organization_id}
    return {"new": new, "changed": max(0, len(known - {None}) - new)}
