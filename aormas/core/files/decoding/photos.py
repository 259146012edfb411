"""Photos: tested for size before they are decoded, turned upright, shrunk, without metadata."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from . import Unfit

LONG_SIDE = 1700  # pixels: an A4 page at 145 dpi, small print stays readable
QUALITY = 72
DECODED_MOST = 60_000_000  # pixels in memory
# By what the header says. A JPEG is decoded at a fraction of its size, so the large cameras of phones (200 megapixels)
# are no danger; the decoder of WebP holds every pixel several times.
HEADER_MOST = {"jpeg": 250_000_000, "png": DECODED_MOST, "webp": 40_000_000}
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError, struct.error)

Image.MAX_IMAGE_PIXELS = None  # `open_photo` decides, before anything is decoded


@dataclass(frozen=True)
class Photo:
    """A photo ready to be put on a page: JPEG bytes, width and height in pixels, one channel or three."""

    jpeg: bytes
    width: int
    height: int
    grey: bool
    shrunk: bool


def clean_photo(source: str, kind: str) -> Photo:
    """Return the photo in a file of a known kind ("jpeg", "png", "webp"). Raises `Unfit` (bomb, damaged)."""
    try:
        with open_photo(source, kind) as image:
            before = max(image.size)
            return _finish(image, before)
    except MemoryError:
        raise Unfit("bomb", "memory") from None
    except _BROKEN as trouble:
        raise Unfit("damaged", type(trouble).__name__) from None


def open_photo(source: Any, kind: str) -> Image.Image:
    """Open a photo by the one decoder that its kind allows, set to decode no more than is needed."""
    image = Image.open(source, formats=[kind.upper()])
    if image.width * image.height > HEADER_MOST[kind]:
        raise Unfit("bomb", f"{image.width} x {image.height} pixels")
    if kind == "jpeg":
        image.draft(None, (LONG_SIDE, LONG_SIDE))
    if image.width * image.height > DECODED_MOST:
        raise Unfit("bomb", f"{image.width} x {image.height} pixels")
    return image


def shrink(image: Image.Image) -> Image.Image:
    """Return the picture in grey or RGB, at most `LONG_SIDE` pixels long, without anything but its pixels."""
    small = _plain(_roughly_reduced(image))
    small.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    small.info.clear()
    return small


def encode(image: Image.Image) -> bytes:
    """Return JPEG bytes of a picture."""
    buffer = BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def _finish(image: Image.Image, before: int) -> Photo:
    image.load()
    turn = _orientation(image)
    upright = shrink(image)
    if turn is not None:
        upright = upright.transpose(turn)
    return Photo(encode(upright), upright.width, upright.height, upright.mode == "L", before > LONG_SIDE)


def _orientation(image: Image.Image) -> Image.Transpose | None:
    """Return how to turn the picture by its EXIF; broken EXIF turns nothing."""
    try:
        return _TURNS.get(image.getexif().get(0x0112, 1))
    except _BROKEN:
        return None


_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def _roughly_reduced(image: Image.Image) -> Image.Image:
    """Return a very large picture at a whole fraction of its size: every later step would copy all of it."""
    factor = max(image.size) // (2 * LONG_SIDE)
    return image.reduce(factor) if factor > 1 and image.mode in ("L", "LA", "RGB", "RGBA", "CMYK") else image


def _plain(image: Image.Image) -> Image.Image:
    """Return a new picture in mode L or RGB; what is transparent becomes white paper."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("I", "F"):
        return image.convert("L")
    if image.mode in ("1", "L"):
        return image.convert("L") if image.mode == "1" else image.copy()
    if image.mode in ("LA", "La", "RGBA", "RGBa", "PA") or "transparency" in image.info:
        return _on_paper(image)
    return image.convert("RGB")


def _on_paper(image: Image.Image) -> Image.Image:
    # Shrunk first: flattening needs three pictures of the same size in memory at once.
    small = image.convert("RGBA")
    small.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    paper = Image.new("RGB", small.size, "white")
    paper.paste(small, mask=small.getchannel("A"))
    return paper.convert("L") if image.mode in ("LA", "La") else paper
