"""PDF streams that unpack to far more than a paper can be. Measured piece by piece, never unpacked as a whole."""

from __future__ import annotations

import zlib

import pikepdf
from pikepdf import Array, Name, Pdf, PdfError, Stream

from . import Unfit

OBJECTS_MOST = 200_000
IMAGE_MOST = 256 * 2**20  # bytes of one picture's pixels: A4 at 600 dpi in colour has 100 MB
STREAM_MOST = 64 * 2**20  # bytes of anything else: drawing orders, fonts
TOTAL_MOST = 1024 * 2**20
_PIECE = 1 << 20
_FLATE = ("/FlateDecode", "/Fl")
_PACKED = (*_FLATE, "/LZWDecode", "/RunLengthDecode")


def set_limits() -> None:
    """Cap what qpdf itself unpacks (object streams, cross-reference streams, filters) in this process."""
    pikepdf.settings.set_qpdf_limits(
        doc_max_warnings=2000,
        flate_max_memory=IMAGE_MOST,
        run_length_max_memory=IMAGE_MOST,
        png_max_memory=IMAGE_MOST,
        tiff_max_memory=IMAGE_MOST,
        max_stream_filters=5,
    )


def refuse_bombs(pdf: Pdf) -> None:
    """Raise `Unfit` for too many objects, or streams that unpack to too much, one by one or together."""
    if len(pdf.objects) > OBJECTS_MOST:
        raise Unfit("bomb", "objects")
    total = 0
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            total += _size(thing)
            if total > TOTAL_MOST:
                raise Unfit("bomb", "streams together")


def _size(stream: Stream) -> int:
    picture = stream.get("/Subtype") == Name.Image
    most = IMAGE_MOST if picture else STREAM_MOST
    size = max(unpacked_size(stream, most), _pixels(stream) if picture else 0)
    if size > most:
        raise Unfit("bomb", "picture" if picture else "stream")
    return size


def _pixels(stream: Stream) -> int:
    """Return the bytes that a picture says it has: three a pixel, unless it is line art."""
    bits = 1 if stream.get("/BitsPerComponent") == 1 or stream.get("/ImageMask") is True else 8
    return abs(int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))) * bits // 8 * (3 if bits == 8 else 1)


def unpacked_size(stream: Stream, most: int) -> int:
    """Return how many bytes a stream unpacks to; counting stops soon after `most`."""
    filters = filters_of(stream)
    if not any(name in _PACKED for name in filters):
        return 0
    if filters[0] in _FLATE and not any(name in _PACKED for name in filters[1:]):
        return _inflated(stream.read_raw_bytes(), most)
    try:
        return len(stream.read_bytes())
    except PdfError as trouble:
        if "memory" in str(trouble) or "limit" in str(trouble):
            raise Unfit("bomb", "filters") from None
        return 0


def filters_of(stream: Stream) -> list[str]:
    """Return the names of a stream's filters, first to last."""
    filters = stream.get("/Filter")
    if isinstance(filters, Array):
        return [str(name) for name in filters.as_list()]
    return [] if filters is None else [str(filters)]


def _inflated(packed: bytes, most: int) -> int:
    machine, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and size <= most:
            size += len(machine.decompress(rest, _PIECE))
            rest = machine.unconsumed_tail
    except zlib.error:
        pass  # qpdf and the viewers stop at the same place
    return size
