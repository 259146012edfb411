"""From what people send (photos, PDFs, several of them) to one clean, small PDF per paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aormas.core.errors import StorageUnavailable
from aormas.core.files import children
from aormas.core.files.durable import settle, storing, workroom
from aormas.core.files.kinds import HEAD, kind_of, stranger
from aormas.core.files.refusals import MESSAGES, NOT_STORED, Refused

__all__ = ["FILES_MOST", "FILE_MOST", "MESSAGES", "CleanedPaper", "Refused", "clean_paper"]

FILE_MOST = 10 * 2**20
CLEANED_MOST = 20 * 2**20  # what cleaning makes is never larger, so what was cleaned once may come again
FILES_MOST = 20
MORE_SECONDS = 4  # for each file after the first


@dataclass(frozen=True)
class CleanedPaper:
    """What became of a paper: pages, size in bytes, kept byte for byte because it is signed, pictures made smaller."""

    pages: int
    size: int
    signed: bool
    shrunk: bool


def clean_paper(
    sources: Sequence[Path], target: Path, *, timeout: float = 30, keep_harmless: bool = False
) -> CleanedPaper:
    """Write the photos and PDFs of one paper, in their order, as one clean PDF to `target`, durably.

    Photos are turned upright, shrunk and freed of metadata; PDFs lose scripts, actions, attachments and XFA. A PDF with
    an electronic signature is kept as it is, if it holds nothing of that kind; with `keep_harmless` any single such PDF
    is, so that a paper that was cleaned once stays the same file. `timeout` is in seconds, for one file.
    Raises `Refused` (see `refusals.MESSAGES`) and `StorageUnavailable`; then `target` is as it was.
    """
    kinds = _kinds(sources, CLEANED_MOST if keep_harmless else FILE_MOST)
    named = [{"path": str(source.absolute()), "kind": kind} for source, kind in zip(sources, kinds, strict=True)]
    seconds = timeout + MORE_SECONDS * (len(sources) - 1)
    try:
        with storing(), workroom(target.parent) as room:
            cleaned = room / "paper.pdf"
            result = children.run("clean", {"sources": named, "target": str(cleaned), "keep": keep_harmless}, seconds)
            settle(cleaned, target)
    except children.ChildFailed as failed:
        raise _refusal(failed) from failed
    pages, signed, shrunk = int(result["pages"]), bool(result["signed"]), bool(result["shrunk"])
    return CleanedPaper(pages, target.stat().st_size, signed, shrunk)


def _refusal(failed: children.ChildFailed) -> Exception:
    if failed.code in MESSAGES:
        return Refused(failed.code, failed.detail, failed.source)
    return StorageUnavailable(NOT_STORED)


def _kinds(sources: Sequence[Path], most: int) -> list[str]:
    """Return what each file is. Raises `Refused` before anything is decoded."""
    if not sources:
        raise Refused("empty")
    if len(sources) > FILES_MOST:
        raise Refused("too_many_files")
    return [_kind(place, source, most) for place, source in enumerate(sources)]


def _kind(place: int, source: Path, most: int) -> str:
    size = source.stat().st_size
    if size == 0 or size > most:
        raise Refused("empty" if size == 0 else "too_large", source=place)
    with source.open("rb") as file:
        head = file.read(HEAD)
    kind = kind_of(head)
    if kind is None:
        raise Refused("unknown_kind", stranger(head), place)
    return kind
