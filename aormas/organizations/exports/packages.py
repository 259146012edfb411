"""The full workbook with its emblems and papers: one ZIP file, which can be imported again without loss.

It holds `register.xlsx` and the folder `berkas/` with each content once, named by its sha256; nothing is packed twice, since
pictures and PDFs are packed already. Papers are PDFs; the lists from which facts were imported stay out.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import func, select, union

from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.core.files.store import ContentMissing, Store
from aormas.core.sheets.cells import Cell
from aormas.organizations.exports import sheets, workbook
from aormas.organizations.models import FACT_TABLES, Emblem, Organization

BOOK, FOLDER = "register.xlsx", "berkas/"
PAPERS = "application/pdf"
BYTES, FILES = 32 * 2**20, 1_500  # of the files in one package, so that it can be sent in again
PICTURE = 100_000  # bytes: an emblem is reckoned with no more
GONE = "tidak ada di penyimpanan"


@dataclass
class Contents:
    """The files that a package names: path → name, moment, size in bytes; and what the store does not have."""

    store: Store
    named: dict[str, list[Cell]] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def paper(self, file: StoredFile | None) -> str:
        """Return the path of a paper in the package, empty for none and for a list that was imported."""
        if file is None or file.media_type != PAPERS:
            return ""
        return self._path(file.sha256, ".pdf", file.name, file.created_at)

    def picture(self, emblem: Emblem) -> str:
        """Return the path of an emblem in the package."""
        return self._path(emblem.sha256, ".png", "", emblem.recorded_at)

    def _path(self, sha256: str, ending: str, name: str, moment: Any) -> str:
        path = f"{FOLDER}{sha256}{ending}"
        if path not in self.named:
            size = self.store.path(sha256).stat().st_size if self.store.has(sha256) else 0
            if not size:
                self.gone.add(path)
            column = sheets.FILE[2]
            said = sheets.cell(sheets.FILE[1], name)
            self.named[path] = [path, said, sheets.cell(column, moment), size, None if size else GONE]
        return "" if path in self.gone else path

    def rows(self) -> Iterator[list[Cell]]:
        """Yield the rows of the sheet of files; read it after all other sheets."""
        yield from self.named.values()


def parts() -> list[list[int]]:
    """Return the organisations of each package: few enough for one workbook, their files light enough to be sent in again."""
    sizes = _sizes()
    made: list[list[int]] = [[]]
    room = count = 0
    numbers = select(Organization.id).where(Organization.withdrawn_at.is_(None)).order_by(Organization.id)
    for number in db.session.scalars(numbers):
        size, files = sizes.get(number, (0, 0))
        if made[-1] and (len(made[-1]) >= workbook.PART or room + size > BYTES or count + files > FILES):
            made.append([])
            room = count = 0
        made[-1].append(number)
        room, count = room + size, count + files
    return made


def _sizes() -> dict[int, tuple[int, int]]:
    """Return organisation → (bytes, number) of its papers and emblems."""
    papers = union(
        *(select(model.organization_id, model.file_id).where(model.file_id.is_not(None)) for model in FACT_TABLES)
    ).subquery()
    owner, file = papers.c.organization_id, papers.c.file_id
    statement = select(owner, func.sum(StoredFile.size), func.count()).join(StoredFile, StoredFile.id == file)
    found = {
        number: (int(size), int(count))
        for number, size, count in db.session.execute(
            statement.where(StoredFile.media_type == PAPERS).group_by(owner)
        ).tuples()
    }
    for number, count in db.session.execute(
        select(Emblem.organization_id, func.count()).group_by(Emblem.organization_id)
    ).tuples():
        size, files = found.get(number, (0, 0))
        found[number] = size + count * PICTURE, files + count
    return found


def write(target: Path, ids: Sequence[int], store: Store, *, with_nik: bool, author: str) -> None:
    """Write the package of some organisations. A file that the store has lost is named with a remark and left out."""
    contents = Contents(store)
    book = target.with_name(BOOK)
    workbook.write(book, ids, with_nik=with_nik, author=author, contents=contents)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        package.write(book, BOOK)
        for path in sorted(set(contents.named) - contents.gone):
            with suppress(ContentMissing), store.open(_sha256(path)) as source, package.open(path, "w") as goal:
                shutil.copyfileobj(source, goal, 2**18)
    book.unlink()


def _sha256(path: str) -> str:
    return path.removeprefix(FOLDER).partition(".")[0]
