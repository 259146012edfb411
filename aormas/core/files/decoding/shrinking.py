"""Pictures inside a PDF (scans, phone photos): freed of metadata, the large ones made as small as photos are."""

from __future__ import annotations

import time
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from .bombs import filters_of
from .photos import DECODED_MOST, encode, open_photo, shrink

WORTH = 60_000  # bytes: smaller pictures are left alone
_METADATA = frozenset({0xE1, 0xED, 0xFE})
_PICTURE = frozenset({0xDA, 0xD9, 0xFF, *range(0xD0, 0xD8)})  # here segments of known length end


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


def take_out_metadata(pdf: Pdf) -> None:
    """Remove what phone photos say about place, time and telephone; a JPEG is not decoded for it."""
    for thing in pdf.objects:
        if isinstance(thing, Stream) and filters_of(thing) == ["/DCTDecode"]:
            _lighten(thing)


def _lighten(picture: Any) -> None:
    before = picture.read_raw_bytes()
    after = without_metadata(before)
    if len(after) < len(before):
        picture.write(after, filter=Name.DCTDecode, decode_parms=picture.get("/DecodeParms"))


def without_metadata(jpeg: bytes) -> bytes:
    """Return a JPEG without its EXIF, XMP, IPTC and comment segments (APP1, APP13, COM) before the picture itself."""
    kept, place = [jpeg[:2]], 2
    while place + 1 < len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] not in _PICTURE:
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if jpeg[place + 1] not in _METADATA:
            kept.append(jpeg[place:end])
        if end < place + 4 or end >= len(jpeg):
            return jpeg
        place = end
    return b"".join(kept) + jpeg[place:]


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
