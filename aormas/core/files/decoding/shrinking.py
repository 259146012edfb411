"""Large pictures inside a PDF (scans, phone photos in office documents) made as small as photos are."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from .bombs import filters_of
from .photos import DECODED_MOST, encode, open_photo, shrink

WORTH = 60_000  # bytes: smaller pictures are left alone


def shrink_pictures(pdf: Pdf, until: float) -> bool:
    """Replace large pictures by smaller ones; stops at a moment of `time.monotonic()`. Returns whether any was."""
    pictures = [thing for thing in pdf.objects if isinstance(thing, Stream) and _is_large(thing)]
    pictures.sort(key=lambda picture: int(picture.get("/Length", 0)), reverse=True)
    done = 0
    for picture in pictures:
        if time.monotonic() > until:
            break
        done += _shrink(picture)
    return done > 0


def _is_large(thing: Any) -> bool:
    if thing.get("/Subtype") != Name.Image or int(thing.get("/Length", 0)) < WORTH:
        return False
    # Line art is small already; masks by colour do not survive JPEG; an inverted or 16-bit picture is left as it is.
    return (
        thing.get("/BitsPerComponent") == 8
        and thing.get("/ImageMask") is not True
        and thing.get("/Mask") is None
        and thing.get("/Decode") is None
        and not _has_matte(thing)
        and int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) <= DECODED_MOST
    )


def _has_matte(thing: Any) -> bool:
    mask = thing.get("/SMask")
    return isinstance(mask, Stream) and "/Matte" in mask


def _shrink(picture: Stream) -> int:
    before = len(picture.read_raw_bytes())
    try:
        image = _decoded(picture)
        if image.mode not in ("L", "RGB", "P", "1"):
            return 0
        small = shrink(image)
        jpeg = encode(small)
    except Exception:  # a picture that cannot be decoded here stays as it is
        return 0
    if len(jpeg) >= before * 0.9:
        return 0
    _replace(picture, jpeg, small)
    return 1


def _decoded(picture: Stream) -> Image.Image:
    if filters_of(picture) == ["/DCTDecode"]:
        return open_photo(BytesIO(picture.read_raw_bytes()), "jpeg")
    return PdfImage(picture).as_pil_image()


def _replace(picture: Stream, jpeg: bytes, small: Image.Image) -> None:
    picture.write(jpeg, filter=Name.DCTDecode)
    picture.Width, picture.Height, picture.BitsPerComponent = small.width, small.height, 8
    picture.ColorSpace = Name.DeviceGray if small.mode == "L" else Name.DeviceRGB
    for key in ("/DecodeParms", "/Intent", "/Metadata"):
        if key in picture:
            del picture[key]


def photo_object(pdf: Pdf, jpeg: bytes, width: int, height: int, grey: bool) -> Stream:
    """Return a picture object of a new photo."""
    about = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=width,
        Height=height,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
    return Stream(pdf, jpeg, about)
