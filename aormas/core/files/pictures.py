"""Small pictures such as a logo or an emblem: read from what people send, never larger than a page needs."""

from __future__ import annotations

import io

SIDE = 512  # pixels
BYTES_MOST = 5_000_000
PIXELS_MOST = 25_000_000


def small_png(data: bytes, side: int = SIDE) -> bytes | None:
    """Return a picture as PNG of at most `side` pixels, or None for what is no PNG or JPEG, or too large."""
    from PIL import Image, UnidentifiedImageError

    if not data or len(data) > BYTES_MOST:
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > PIXELS_MOST:
                return None
            image.thumbnail((side, side))
            out = io.BytesIO()
            image.convert("RGBA").save(out, "PNG", optimize=True)
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    return out.getvalue()
