"""Files that want to harm: each is refused with its reason, and the server does not grow."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from aormas.core.errors import StorageUnavailable
from aormas.core.files.cleaning import FILE_MOST, MESSAGES, Refused, clean_paper


def memory() -> int:
    """Resident memory of this process in bytes."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) * 1024


def gif() -> bytes:
    buffer = BytesIO()
    Image.new("P", (9, 9)).save(buffer, "GIF")
    return buffer.getvalue()


UNKNOWN = {
    "zip named pdf": b"PK\x03\x04" + b"\0" * 100,
    "page before a pdf": b"<html><script>alert(1)</script>\n%PDF-1.7\n",
    "gif": gif(),
    "html": b"<!doctype html><p>",
    "program": b"MZ\x90\0" + b"\0" * 100,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "tiff": b"II*\0" + b"\0" * 100,
    "postscript": b"%!PS-Adobe-3.0\n",
    "iphone photo": b"\0\0\0\x18ftypheic" + b"\0" * 100,
    "one byte": b"%",
}


@pytest.mark.parametrize("name", UNKNOWN)
def test_other_kinds_are_refused_whatever_their_name(specimens, target, name):
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.file(UNKNOWN[name], "pdf")], target)
    assert refused.value.code == "unknown_kind"
    assert refused.value.source == 0


def test_office_files_and_iphone_photos_get_a_sentence_of_their_own(specimens, target):
    sentences = set()
    for name in ("zip named pdf", "iphone photo", "gif"):
        with pytest.raises(Refused) as refused:
            clean_paper([specimens.file(UNKNOWN[name])], target)
        sentences.add(refused.value.message)
    assert len(sentences) == 3


def test_empty_too_large_none_and_too_many_are_refused_before_decoding(specimens, target):
    cases = {
        "empty": [specimens.file(b"")],
        "too_large": [specimens.file(b"%PDF-1.7" + b"\0" * FILE_MOST)],
        "too_many_files": [specimens.photo()] * 21,
    }
    for code, sources in cases.items():
        with pytest.raises(Refused) as refused:
            clean_paper(sources, target)
        assert refused.value.code == code
    with pytest.raises(Refused, match="empty"):
        clean_paper([], target)


def nested_bomb(specimens) -> Path:
    """Drawing orders packed twice: some kilobytes that become 400 megabytes."""
    machine = zlib.compressobj(9)
    once = b"".join(machine.compress(b"\0" * 2**20) for _ in range(400)) + machine.flush()
    pdf = Pdf.new()
    pdf.add_blank_page()
    orders = pdf.make_stream(b"")
    orders.write(zlib.compress(once, 9), filter=pikepdf.Array([Name.FlateDecode, Name.FlateDecode]))
    pdf.pages[0].obj.Contents = orders
    return specimens.saved(pdf)


def wide_picture(specimens) -> Path:
    """A small JPEG in a PDF that says it has ten thousand million pixels."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    about = Dictionary(Subtype=Name.Image, Width=100_000, Height=100_000, BitsPerComponent=8, Filter=Name.DCTDecode)
    pdf.Root.Picture = pikepdf.Stream(pdf, b"\xff\xd8\xff\xd9", about)
    return specimens.saved(pdf)


def packed_table_bomb(specimens) -> Path:
    """A PDF whose cross-reference stream itself unpacks to 400 megabytes."""
    machine = zlib.compressobj(9)
    packed = b"".join(machine.compress(b"\0" * 2**20) for _ in range(400)) + machine.flush()
    head = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    about = b"3 0 obj<</Type/XRef/Size 4/W[1 4 2]/Root 1 0 R/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    tail = b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % len(head)
    return specimens.file(head + about + packed + tail, "pdf")


def only_a_head(specimens) -> Path:
    return specimens.file(b"%PDF-1.7\n" + b"not a pdf at all " * 100, "pdf")


HOSTILE = {
    "png bomb": (lambda s: s.png_bomb(), {"bomb"}),
    "png that lies about its length": (lambda s: s.png_bomb(7000), {"damaged"}),
    "deflate bomb": (lambda s: s.bomb_pdf(400), {"bomb"}),
    "deflate bomb, packed twice": (nested_bomb, {"bomb"}),
    "picture bomb": (wide_picture, {"bomb"}),
    "table bomb": (packed_table_bomb, {"bomb", "damaged"}),
    "ten thousand pages": (lambda s: s.long_pdf(10_000), {"too_many_pages"}),
    "only the head of a pdf": (only_a_head, {"damaged"}),
    "half a pdf": (lambda s: s.file(s.scanned_pdf(3_000_000).read_bytes()[:900_000], "pdf"), {"damaged"}),
    "half a png": (lambda s: s.file(s.photo("PNG").read_bytes()[:60], "png"), {"damaged"}),
    "webp head only": (lambda s: s.file(b"RIFF\xff\xff\xff\x7fWEBPVP8 " + b"\xff" * 40, "webp"), {"damaged"}),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_and_memory_stays(specimens, target, name):
    make, codes = HOSTILE[name]
    source = make(specimens)
    before = memory()
    with pytest.raises(Refused) as refused:
        clean_paper([source], target)
    assert refused.value.code in codes
    assert refused.value.message in MESSAGES.values()
    assert memory() - before < 30e6
    assert not target.exists()


def test_paper_that_takes_too_long_is_stopped(specimens, target):
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.phone_photo()], target, timeout=0.05)
    assert refused.value.code == "timeout"
    assert list(target.parent.iterdir()) == []


def test_disk_that_cannot_be_written_is_no_fault_of_the_file(specimens, tmp_path):
    (tmp_path / "not a folder").write_bytes(b"")
    with pytest.raises(StorageUnavailable):
        clean_paper([specimens.photo()], tmp_path / "not a folder" / "paper.pdf")


def test_every_reason_is_in_the_indonesian_catalogue():
    from babel.messages.pofile import read_po

    from aormas.core.files import refusals

    with (Path(refusals.__file__).parents[2] / "translations/core/id/LC_MESSAGES/messages.po").open("rb") as file:
        catalogue = read_po(file, locale="id")
    for sentence in [*MESSAGES.values(), refusals.NOT_STORED]:
        message = catalogue.get(sentence)
        assert message, sentence
        assert message.string
