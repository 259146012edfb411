"""Receiving a list: its bytes kept in the store, its sheets looked at, its columns guessed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from aormas.config import Settings
from aormas.core import clock
from aormas.core.database import db
from aormas.core.errors import Invalid
from aormas.core.files.durable import storing
from aormas.core.files.models import StoredFile
from aormas.core.files.store import Store
from aormas.core.sheets import headers, reading
from aormas.core.sheets.headers import Header
from aormas.core.sheets.values import as_text
from aormas.organizations.importing import packages
from aormas.organizations.models import ColumnMemory, Import
from aormas.organizations.models.imports import PACKAGE
from aormas.organizations.rules import columns, keys
from aormas.organizations.rules.identity import masked

NOTHING = "No file was chosen. Choose the table that shall be taken over."
NO_TABLE = "This sheet has no row with headings and no rows below it."
SAMPLES, SAMPLE_SIGNS = 3, 60
MEDIA = "application/x-table-"  # and the kind; a kept list is never handed out, so no browser needs to know it


@dataclass
class Received:
    """A list that came: its file (a row, not yet in the database), its sheets, and what each of their columns may hold."""

    file: StoredFile
    book: reading.Book
    memory: dict[str, str] = field(default_factory=dict)

    @property
    def sheets(self) -> list[dict[str, Any]]:
        """The sheets that hold rows, as the import keeps them."""
        return [{"name": s.name, "rows": len(s.rows), "hidden": s.hidden} for s in self.book.sheets]


@dataclass(frozen=True)
class Found:
    """The table in a sheet: rows of its headings as Excel numbers them, and its columns (label, samples, target)."""

    header: list[int]
    columns: list[dict[str, Any]]


def receive(upload: FileStorage | None) -> Received:
    """Keep a file that somebody sent and read it. Raises `SheetRefused`, `Invalid` without a file, `StorageUnavailable`."""
    if upload is None or not upload.filename:
        raise Invalid(NOTHING, field="file")
    name = Path(upload.filename.replace("\\", "/")).name[:150]
    with workroom() as room:
        path = room / "table"
        with storing():
            upload.save(path)
        kind = PACKAGE if packages.is_package(path) else ""
        book = packages.checked(path, room) if kind else reading.read(path, name)
        content = store().put(path)
    file = StoredFile(
        sha256=content.sha256,
        size=content.size,
        media_type=MEDIA + (kind or book.kind),
        pages=0,
        name=name,
        created_at=clock.now(),
    )
    return Received(file, book, remembered())


@contextmanager
def workroom() -> Iterator[Path]:
    """Give a folder for half-made files, which vanishes afterwards. Raises `StorageUnavailable`."""
    settings: Settings = current_app.extensions["aormas_settings"]
    folder = settings.instance / "incoming"
    with storing():
        folder.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        yield Path(room)


def again(row: Import) -> reading.Book:
    """Read the kept file of an import. Raises `SheetRefused`, `StorageUnavailable`."""
    return reading.read(store().path(row.file.sha256), row.file.name)


def store() -> Store:
    """Return the store of files."""
    return current_app.extensions["aormas_files"]  # type: ignore[no-any-return]


def remembered() -> dict[str, str]:
    """Return what columns were said to hold in earlier lists, by their headings."""
    statement = select(ColumnMemory.signature, ColumnMemory.target)
    return dict(db.session.execute(statement).tuples().all())


def header_of(sheet: reading.Sheet, memory: Mapping[str, str], numbers: list[int] | None = None) -> Header | None:
    """Return where a sheet's headings stand: found, or in the rows (Excel's numbers) that a person says."""

    def score(labels: list[str]) -> int:
        return columns.count_known(labels, memory)

    if not numbers:
        return headers.find_header(sheet.rows, score)
    places = [place for place, number in enumerate(sheet.numbers) if numbers[0] <= number <= numbers[-1]]
    return headers.header_at(sheet.rows, places[0], places[-1], score) if places else None


def table_of(sheet: reading.Sheet, memory: Mapping[str, str], numbers: list[int] | None = None) -> Found:
    """Return the table in a sheet. Raises `Invalid` where there is none."""
    header = header_of(sheet, memory, numbers)
    if header is None or header.body >= len(sheet.rows):
        raise Invalid(NO_TABLE, field="header")
    wide = max(len(row) for row in sheet.rows[header.body :])
    labels = [*header.labels, *[""] * (wide - len(header.labels))]
    targets = columns.guess(labels, memory)
    places = list(headers.records(sheet.rows, header))[:40]
    samples = [
        [text for place in places if (text := _sample(sheet.rows[place], column))][:SAMPLES]
        for column in range(len(labels))
    ]
    found = [
        {"label": label[:200], "samples": sample, "target": target}
        for label, sample, target in zip(labels, samples, targets, strict=True)
    ]
    return Found([sheet.numbers[header.first], sheet.numbers[header.last]], found)


def _sample(row: list[Any], column: int) -> str:
    """Return a cell as an example; of what may be a NIK only its beginning and end."""
    text = as_text(row[column]) if column < len(row) else ""
    nik = keys.digits(text)
    return masked(nik) if len(nik) == keys.NIK and len(text) <= 22 else text[:SAMPLE_SIGNS]
