"""Pictures of the pages of a paper, for the officers' screen: made when first asked for, then kept."""

from __future__ import annotations

import re
from pathlib import Path

from aormas.core.errors import StorageUnavailable
from aormas.core.files import children
from aormas.core.files.durable import settle, storing, workroom
from aormas.core.files.refusals import NOT_STORED

SECONDS = 20.0
WIDTHS = range(100, 2201)
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class PageUnavailable(LookupError):
    """No picture of this page: there is no such page, it cannot be drawn, or not in time. The PDF itself remains."""


def page_image(pdf: Path, sha256: str, number: int, cache: Path, *, width: int = 1100) -> Path:
    """Return a JPEG of page `number` (from 1) of a stored PDF, `width` pixels wide; it is drawn once and then kept.

    The folder `cache` may be emptied at any time. Raises `PageUnavailable` and `StorageUnavailable`, and `ValueError`
    for a name that is no sha256 or a width outside `WIDTHS`.
    """
    if not _SHA256.match(sha256) or width not in WIDTHS:
        raise ValueError("not a sha256, or a width that is not offered")
    if number < 1:
        raise PageUnavailable(number)
    target = cache / sha256[:2] / f"{sha256}-{number}-{width}.jpg"
    if not target.is_file():
        _draw(pdf, number, width, target)
    return target


def _draw(pdf: Path, number: int, width: int, target: Path) -> None:
    job = {"pdf": str(pdf.absolute()), "number": number, "width": width}
    try:
        with storing(), workroom(target.parent) as room:
            drawn = room / "page.jpg"
            children.run("render", {**job, "target": str(drawn)}, SECONDS)
            settle(drawn, target)
    except children.ChildFailed as failed:
        if failed.code == "storage":
            raise StorageUnavailable(NOT_STORED) from failed
        raise PageUnavailable(number) from failed
