"""The full workbook with its files, as it comes in: looked at before it is kept, its files cleaned before they are stored.

Nothing is unpacked to a place that the package names: the only names that are taken are `register.xlsx` and `berkas/` with a
sha256, and each file is read piece by piece with a limit.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from aormas.core.database import db
from aormas.core.errors import Invalid
from aormas.core.files.cleaning import CLEANED_MOST, Refused, clean_paper
from aormas.core.files.durable import storing
from aormas.core.files.models import StoredFile
from aormas.core.files.pictures import small_png
from aormas.core.files.store import Store
from aormas.core.sheets import reading
from aormas.core.sheets.reading import Book
from aormas.organizations.exports.packages import BOOK, FOLDER, PAPERS
from aormas.organizations.importing import workbook
from aormas.organizations.models import Emblem

ENTRIES_MOST, DIRECTORY_MOST = 2_000, 2**20
FILE_MOST, TOTAL_MOST = CLEANED_MOST, 200 * 2**20  # bytes, unpacked
PIECE, CHUNK = 2**18, 400
NAME = re.compile(rf"{FOLDER}([0-9a-f]{{64}})\.(pdf|png)")

FOREIGN = "The package holds %(name)s, which does not belong there. Send it as it was downloaded."
MANY = "The package holds more than %(count)d files or more than they may unpack to. Send the parts as they were downloaded."
LARGE = "%(name)s in the package unpacks to more than %(count)d MB. Nothing was taken over."
LOCKED = "The package is locked with a password. Send it as it was downloaded."
DAMAGED = "The package is damaged and cannot be opened. Download it once more."
ALTERED = "%(name)s in the package is not the file that was downloaded: it was changed or damaged since. Download the package once more."
MISSING = "Sheet %(sheet)s, row %(row)d names the file %(name)s, which is missing from the package."
UNNAMED = "%(name)s is in the package, but no row of the workbook names it. Send the package as it was downloaded."
NO_BOOK = "The table in the package is no full workbook of this application. Send the package as it was downloaded."
NO_PICTURE = "Sheet %(sheet)s, row %(row)d: %(name)s is no picture that can be shown."
NO_PAPER = "Sheet %(sheet)s, row %(row)d: %(name)s cannot be taken. %(why)s"


def is_package(path: Path) -> bool:
    """Tell whether a file is a package, by its list of names; one whose list is no ordinary one is none."""
    if not _ordinary(path):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            return BOOK in package.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _ordinary(path: Path) -> bool:
    """Tell whether a zip file's list of names is small, before anything reads it (APPNOTE 4.3.16)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
        file.seek(max(0, size - 66_000))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < 22 or b"PK\x06\x07" in tail[max(0, at - 20) : at]:
        return False
    return int.from_bytes(tail[at + 12 : at + 16], "little") <= DIRECTORY_MOST


def checked(path: Path, room: Path) -> Book:
    """Return the workbook of a package when the package is whole. Reads every byte, keeps none of the files.

    Raises `Invalid` saying what is wrong, `SheetRefused` for the workbook, `StorageUnavailable`.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = _names(package)
            for name in names:
                _verify(package, name)
            book = _book(package, room)
    except (zipfile.BadZipFile, RuntimeError, EOFError, NotImplementedError) as trouble:
        raise Invalid(DAMAGED, field="file") from trouble
    if not workbook.is_workbook(book):
        raise Invalid(NO_BOOK, field="file")
    _agree(book, set(names))
    return book


def _names(package: zipfile.ZipFile) -> list[str]:
    """Return the paths of a package's files. Raises `Invalid` for what no package of ours holds."""
    entries = [entry for entry in package.infolist() if entry.filename != FOLDER]
    if len(entries) > ENTRIES_MOST or sum(entry.file_size for entry in entries) > TOTAL_MOST:
        raise Invalid(MANY, field="file", count=ENTRIES_MOST)
    names = [entry.filename for entry in entries]
    for place, entry in enumerate(entries):
        if entry.filename in names[:place] or not (entry.filename == BOOK or NAME.fullmatch(entry.filename)):
            raise Invalid(FOREIGN, field="file", name=_shown(entry.filename))
        if entry.flag_bits & 1:
            raise Invalid(LOCKED, field="file")
        if entry.file_size > FILE_MOST:
            raise Invalid(LARGE, field="file", name=entry.filename, count=FILE_MOST // 2**20)
    return [name for name in names if name != BOOK]


def _shown(name: str) -> str:
    return "".join(sign for sign in name if sign.isprintable())[:80]


def _verify(package: zipfile.ZipFile, name: str) -> None:
    digest = hashlib.sha256()
    with package.open(name) as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    if digest.hexdigest() not in name:
        raise Invalid(ALTERED, field="file", name=name)


def _book(package: zipfile.ZipFile, room: Path) -> Book:
    _copy(package, BOOK, room / BOOK)
    return reading.read(room / BOOK, BOOK)


def _copy(package: zipfile.ZipFile, name: str, target: Path) -> None:
    with package.open(name) as source, storing(target), target.open("wb") as goal:
        shutil.copyfileobj(source, goal, PIECE)


def _agree(book: Book, names: set[str]) -> None:
    """Raise `Invalid` unless the workbook names exactly the files that are there."""
    named = set()
    for sheet, row, path in workbook.named_files(book):
        if path not in names:
            raise Invalid(MISSING, field="file", sheet=sheet, row=row, name=_shown(path))
        named.add(path)
    if names - named:
        raise Invalid(UNNAMED, field="file", name=min(names - named))


@dataclass(frozen=True)
class _Known:
    """What this office has already: papers by sha256, and the emblems among the contents of its store."""

    papers: dict[str, StoredFile]
    pictures: set[str]


def cells_of(path: Path, room: Path, store: Store, progress: Callable[[int, int], None]) -> list[tuple[int, list[Any]]]:
    """Return the rows of a kept package as `workbook.cells_of`, its files cleaned and stored; `progress` hears (done, of how many). Half-made
    files stand in the folder `room`.

    A file that cannot be taken makes its organisation's row an error. Raises what `checked` raises.
    """
    book = checked(path, room)
    files: dict[str, dict[str, Any]] = {}
    with zipfile.ZipFile(path) as package:
        names, about = _names(package), workbook.about_files(book)
        known = _known(store, [_sha256(name) for name in names])
        for done, name in enumerate(names):
            progress(done, len(names))
            files[name] = _taken(package, name, room, store, known) | _said(about.get(name, {}))
    return workbook.cells_of(book, files)


def _sha256(name: str) -> str:
    return name.removeprefix(FOLDER).partition(".")[0]


def _said(about: dict[str, Any]) -> dict[str, Any]:
    return {"name": str(about.get("name") or "")[:200], "created_at": about.get("created_at")}


def _known(store: Store, hashes: list[str]) -> _Known:
    papers: dict[str, StoredFile] = {}
    pictures: set[str] = set()
    for start in range(0, len(hashes), CHUNK):
        part = [sha256 for sha256 in hashes[start : start + CHUNK] if store.has(sha256)]
        rows = select(StoredFile).where(StoredFile.sha256.in_(part), StoredFile.media_type == PAPERS)
        papers |= {row.sha256: row for row in db.session.scalars(rows)}
        pictures |= set(db.session.scalars(select(Emblem.sha256).where(Emblem.sha256.in_(part))))
    return _Known(papers, pictures)


def _taken(package: zipfile.ZipFile, name: str, room: Path, store: Store, known: _Known) -> dict[str, Any]:
    """Return what is stored of a file, or `refused`: a message with its values."""
    sha256 = _sha256(name)
    if name.endswith(".png"):
        return {"sha256": sha256} if sha256 in known.pictures else _picture(package.read(name), store)
    if (row := known.papers.get(sha256)) is not None:
        return {"sha256": sha256, "size": row.size, "pages": row.pages, "signed": row.signed}
    source, target = room / "paper", room / "clean.pdf"
    _copy(package, name, source)
    try:
        cleaned = clean_paper([source], target, keep_harmless=True)
    except Refused as refused:
        return {"refused": [NO_PAPER, {"why": refused.message}]}
    content = store.put(target)
    return {"sha256": content.sha256, "size": content.size, "pages": cleaned.pages, "signed": cleaned.signed}


def _picture(data: bytes, store: Store) -> dict[str, Any]:
    picture = small_png(data)
    return {"refused": [NO_PICTURE, {}]} if picture is None else {"sha256": store.put(picture).sha256}


def papers_named(records: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return sha256 → what is said of it, of all papers in the facts of some organisations."""
    facts = (fact for record in records for held in record["facts"].values() for fact in held)
    return {fact["file"]["sha256"]: fact["file"] for fact in facts if fact.get("file")}
