"""One paper: its photos and PDFs, in their order, as one clean PDF."""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Dictionary, ObjectStreamMode, Pdf

from . import Unfit, bombs, dangers
from .photos import Photo, clean_photo
from .shrinking import photo_object, shrink_pictures, take_out_metadata

PAGES_MOST = 200
LARGE = 2 * 2**20  # bytes above which the pictures of a PDF are made smaller
RESULT_MOST = 20 * 2**20
TAIL = 2048  # bytes in which a whole PDF says that it ends
A4 = (595.276, 841.89)  # points


@dataclass
class Part:
    """One file of the paper: a photo, or an open PDF that has been cleaned or is signed."""

    photo: Photo | None = None
    pdf: Pdf | None = None
    signed: bool = False


def clean(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job of `children.run("clean", …)`: sources with path and kind, target, seconds, keep (a harmless PDF as it is)."""
    bombs.set_limits()
    until = time.monotonic() + job["seconds"] / 2
    sources, target = job["sources"], Path(job["target"])
    if (
        job.get("keep")
        and len(sources) == 1
        and sources[0]["kind"] == "pdf"
        and (pages := _harmless(sources[0]["path"]))
    ):
        shutil.copyfile(sources[0]["path"], target)
        return pages
    parts = [_part(place, source) for place, source in enumerate(sources)]
    if len(parts) == 1 and parts[0].signed:
        shutil.copyfile(sources[0]["path"], target)
        return {"pages": _pages(parts), "signed": True, "shrunk": False}
    _check_together(parts)
    whole = parts[0].pdf if len(parts) == 1 and parts[0].pdf else _joined(parts)
    shrunk = _save(whole, target, until)
    shrunk = shrunk or any(part.photo.shrunk for part in parts if part.photo)
    return {"pages": len(whole.pages), "signed": False, "shrunk": shrunk}


def _harmless(path: str) -> dict[str, Any] | None:
    """Return what is said of a PDF that holds nothing to take out and is no larger than a cleaned one, else None."""
    try:
        pdf = pikepdf.open(path, attempt_recovery=False)
    except pikepdf.PdfError:
        return None
    bombs.refuse_bombs(pdf)
    if not 0 < len(pdf.pages) <= PAGES_MOST or dangers.find(pdf) or Path(path).stat().st_size > RESULT_MOST:
        return None
    return {"pages": len(pdf.pages), "signed": dangers.is_signed(pdf), "shrunk": False}


def _part(place: int, source: dict[str, str]) -> Part:
    try:
        if source["kind"] != "pdf":
            return Part(photo=clean_photo(source["path"], source["kind"]))
        return _pdf_part(source["path"])
    except Unfit as unfit:
        raise Unfit(unfit.code, unfit.detail, place) from None
    except MemoryError:
        raise Unfit("bomb", "memory", place) from None


def _pdf_part(path: str) -> Part:
    """Open a PDF and make it harmless. Raises `Unfit`: encrypted, damaged, too_many_pages, bomb, active."""
    pdf = _opened(path)
    bombs.refuse_bombs(pdf)
    if dangers.is_signed(pdf):
        if found := dangers.find(pdf):
            raise Unfit("active", " ".join(sorted(found)))
        return Part(pdf=pdf, signed=True)
    dangers.take_out(pdf)
    take_out_metadata(pdf)
    return Part(pdf=pdf)


def _opened(path: str) -> Pdf:
    try:
        pdf = _read(path)
        pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise Unfit("encrypted") from None
    except pikepdf.PdfError as trouble:
        raise Unfit("bomb" if "memory" in str(trouble) else "damaged", str(trouble)[-80:]) from None
    if pages == 0:
        raise Unfit("damaged", "no pages")
    if pages > PAGES_MOST:
        raise Unfit("too_many_pages", str(pages))
    return pdf


def _read(path: str) -> Pdf:
    """Open a PDF; careless writers' mistakes are mended, but a file that was cut off would lose pages unnoticed."""
    try:
        return pikepdf.open(path, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise
    except pikepdf.PdfError:
        if b"%%EOF" not in Path(path).read_bytes()[-TAIL:]:
            raise
        return pikepdf.open(path)


def _pages(parts: list[Part]) -> int:
    return sum(len(part.pdf.pages) if part.pdf else 1 for part in parts)


def _check_together(parts: list[Part]) -> None:
    for place, part in enumerate(parts):
        if part.signed:
            raise Unfit("signed_with_others", "", place)
    if _pages(parts) > PAGES_MOST:
        raise Unfit("too_many_pages")


def _joined(parts: list[Part]) -> Pdf:
    whole = Pdf.new()
    for part in parts:
        if part.pdf:
            whole.pages.extend(part.pdf.pages)
        elif part.photo:
            _add_photo(whole, part.photo)
    return whole


def _add_photo(pdf: Pdf, photo: Photo) -> None:
    """Add a page of the photo's own proportion, as large as fits on A4 upright or lying."""
    box = A4 if photo.height >= photo.width else A4[::-1]
    scale = min(box[0] / photo.width, box[1] / photo.height)
    width, height = round(photo.width * scale, 2), round(photo.height * scale, 2)
    page = pdf.add_blank_page(page_size=(width, height))
    picture = pdf.make_indirect(photo_object(pdf, photo.jpeg, photo.width, photo.height, photo.grey))
    page.obj.Resources = Dictionary(XObject=Dictionary(Photo=picture))
    page.obj.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Photo Do Q".encode())


def _save(pdf: Pdf, target: Path, until: float) -> bool:
    """Save without anything that no page needs; returns whether pictures had to be made smaller for it."""
    _write(pdf, target)
    shrunk = target.stat().st_size > LARGE and _save_smaller(target, until)
    if target.stat().st_size > RESULT_MOST:
        raise Unfit("too_large", "after shrinking")
    with pikepdf.open(target, attempt_recovery=False) as result:
        if len(result.pages) != len(pdf.pages):
            raise Unfit("damaged", "pages were lost")
    return shrunk


def _save_smaller(target: Path, until: float) -> bool:
    """Make the pictures of a saved PDF smaller; it is opened afresh, since qpdf cannot linearize one document twice."""
    smaller = target.with_name("smaller.pdf")
    with pikepdf.open(target) as pdf:
        if not shrink_pictures(pdf, until):
            return False
        _write(pdf, smaller)
    better = smaller.stat().st_size < target.stat().st_size
    if better:
        os.replace(smaller, target)
    return better


def _write(pdf: Pdf, target: Path) -> None:
    pdf.save(target, linearize=True, object_stream_mode=ObjectStreamMode.generate, deterministic_id=True)
