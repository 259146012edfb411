"""What lies in an old Office file (OLE compound file): the names in its directory. Source: [MS-CFB] 2.2 to 2.6."""

from __future__ import annotations

import struct

from . import Unfit

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_FAT = 109  # places of the table that stand in the header itself
_ENTRY = 128  # bytes of a directory entry
_FREE = 0xFFFFFFF0  # from here on a number is a mark, not a place


def names(content: bytes) -> set[str]:
    """Return the names of all streams and storages, in lower case. Raises `Unfit` for a broken file."""
    try:
        return _names(content)
    except struct.error:
        raise Unfit("damaged", "compound file") from None


def _names(content: bytes) -> set[str]:
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 16)
    (place,) = struct.unpack_from("<I", content, 48)
    table = _table(content, size)
    found: set[str] = set()
    for _ in range(len(content) // size + 1):
        if place >= _FREE:
            break
        start = (place + 1) * size
        found |= {_name(content[at : at + _ENTRY]) for at in range(start, start + size, _ENTRY)}
        place = table[place] if place < len(table) else _FREE
    return found - {""}


def _table(content: bytes, size: int) -> list[int]:
    """Return which sector follows which, as far as the header says (7 MB and more of small sectors)."""
    table: list[int] = []
    for place in struct.unpack_from(f"<{_HEADER_FAT}I", content, 76):
        if place < _FREE:
            table += struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)
    return table


def _name(entry: bytes) -> str:
    if len(entry) < _ENTRY or entry[66] not in (1, 2, 5):
        return ""
    length = min(struct.unpack_from("<H", entry, 64)[0], 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace").casefold()
