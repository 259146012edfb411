"""One photo to be shown as a picture: upright, small, without metadata, with a fingerprint of what is seen."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

from .photos import clean_photo, open_photo

SMALL = (480, 640)  # pixels, width and height: a photo in a row of several, on a screen with two pixels a point
SMALL_QUALITY = 70


def keep(job: dict[str, Any]) -> dict[str, Any]:
    """Write the photo of a job as JPEG, large and small; return its width, height and fingerprint. Raises `Unfit`."""
    photo = clean_photo(job["path"], job["kind"])
    Path(job["target"]).write_bytes(photo.jpeg)
    with Image.open(BytesIO(photo.jpeg)) as image:
        seen = look(image)
        _write_small(image, job["small"])
        return {"width": photo.width, "height": photo.height, "look": seen}


def keep_small(job: dict[str, Any]) -> dict[str, Any]:
    """Write the small picture of a stored photo. Raises `Unfit`."""
    with open_photo(job["path"], "jpeg") as image:
        _write_small(image, job["target"])
        return {"width": image.width, "height": image.height}


def _write_small(image: Image.Image, target: str) -> None:
    image.thumbnail(SMALL, Image.Resampling.LANCZOS)
    image.save(target, "JPEG", quality=SMALL_QUALITY, optimize=True)


def look(image: Image.Image) -> str:
    """Return a fingerprint of 64 bits (16 hex digits): whether each spot is brighter than its neighbour to the right.

    Two photos whose fingerprints differ in few bits show the same, whatever their size and quality.
    """
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            bits = bits << 1 | (small[row * 9 + column] > small[row * 9 + column + 1])
    return f"{bits:016x}"
