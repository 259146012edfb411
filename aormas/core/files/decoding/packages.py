"""Zipped workbooks (XLSX, ODS) looked at before they are opened: what they are, how large they get, what is in them."""

from __future__ import annotations

import zipfile

from . import Unfit
from .places import unfit

UNPACKED_MOST = 60 * 2**20  # bytes of all parts together
ENTRIES_MOST = 2_000
RATIO_MOST = 120
_SMALL = 2**20  # bytes: what unpacks to less is no bomb, however well it was packed


def look(path: str) -> str:
    """Return "xlsx" or "ods" for a zip file that may be opened.

    Raises `Unfit`: bomb, damaged, document, other_workbook, archive, macros, encrypted.
    """
    try:
        with zipfile.ZipFile(path) as package:
            names = _names(package)
            kind = _kind(package, names)
            _refuse_programs(package, names)
            return kind
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as trouble:
        raise Unfit("damaged", type(trouble).__name__) from None


def _names(package: zipfile.ZipFile) -> set[str]:
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > ENTRIES_MOST or unpacked > UNPACKED_MOST:
        raise Unfit("bomb", f"{len(entries)} entries, {unpacked} bytes")
    if unpacked > _SMALL and unpacked > RATIO_MOST * packed:
        raise Unfit("bomb", f"ratio of {unpacked} to {packed}")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unfit("encrypted", "zip")
    return {entry.filename for entry in entries}


def _kind(package: zipfile.ZipFile, names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        raise unfit("other_workbook")
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise unfit("document")
    if "[Content_Types].xml" in names and any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    if "mimetype" in names and "content.xml" in names:
        return _open_document(package)
    raise unfit("archive")


def _open_document(package: zipfile.ZipFile) -> str:
    mimetype = package.read("mimetype")[:100].decode("ascii", "replace").strip()
    if "opendocument.spreadsheet" not in mimetype:
        raise unfit("document")
    if "META-INF/manifest.xml" in package.namelist() and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise unfit("encrypted")
    return "ods"


def _refuse_programs(package: zipfile.ZipFile, names: set[str]) -> None:
    folded = {name.casefold() for name in names}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in folded):
        raise unfit("macros")
    if any(name.startswith(("basic/", "scripts/")) and not name.endswith("/") for name in folded):
        raise unfit("macros")
    if "[Content_Types].xml" in names and b"macroEnabled" in package.read("[Content_Types].xml"):
        raise unfit("macros")
