"""One page of a PDF as a picture."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium

from . import Unfit

PIXELS_MOST = 12_000_000
SIDE_MOST = 16_000
QUALITY = 80


def render(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job of `children.run("render", …)`: pdf, number (from 1), width in pixels, target. Raises `Unfit`."""
    document = pdfium.PdfDocument(job["pdf"])
    if job["number"] > len(document):
        raise Unfit("damaged", "no such page")
    if document.get_formtype():
        document.init_forms()  # draws what is typed in fields; this build of PDFium has no script engine
    page = document[job["number"] - 1]
    width, height = page.get_size()
    picture = page.render(scale=_scale(width, height, job["width"])).to_pil()
    picture.convert("RGB").save(job["target"], "JPEG", quality=QUALITY, optimize=True)
    return {"width": picture.width, "height": picture.height}


def _scale(width: float, height: float, wanted: int) -> float:
    """Return the scale for the wanted width; a page of absurd proportions becomes smaller than that."""
    if width <= 0 or height <= 0:
        raise Unfit("damaged", "a page without size")
    return min(wanted / width, (PIXELS_MOST / (width * height)) ** 0.5, SIDE_MOST / max(width, height))
