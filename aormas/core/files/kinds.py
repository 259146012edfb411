"""What a file is, by its first bytes. Its name and the browser's word for it are never believed.

The table only sorts; safety comes from the decoder that must accept the file afterwards (`cleaning`).
"""

from __future__ import annotations

HEAD = 16  # bytes that `kind_of` needs

PHOTOS = frozenset({"jpeg", "png", "webp"})

# A PDF must begin at byte 0: readers forgive bytes before it, which is how a page of HTML passes for a PDF.
_MAGIC = {
    "pdf": b"%PDF-",
    "jpeg": b"\xff\xd8\xff",
    "png": b"\x89PNG\r\n\x1a\n",
}
# Files that people send by mistake and that deserve a sentence of their own.
_OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_VIDEO = (b"\x1aE\xdf\xa3", b"\x00\x00\x01\xba", b"\x00\x00\x01\xb3", b"FLV")  # Matroska and WebM, MPEG, Flash
_HEIC = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})


def kind_of(head: bytes) -> str | None:
    """Return "pdf", "jpeg", "png" or "webp" for the first `HEAD` bytes of a file, or None for anything else."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    return next((kind for kind, magic in _MAGIC.items() if head.startswith(magic)), None)


def stranger(head: bytes) -> str:
    """Return "office" (zip or old Office file), "heic" (iPhone photo), "video" or "" for a file that is not accepted."""
    if head.startswith(_OFFICE):
        return "office"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in _HEIC else "video"
    film = head.startswith(_VIDEO) or (head.startswith(b"RIFF") and head[8:12] == b"AVI ")
    return "video" if film else ""
