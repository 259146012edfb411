"""PDFs lose what can act, and weight; signed ones stay as they are."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

from aormas.core.files.cleaning import Refused, clean_paper


def everything(target, stranger):
    """The whole file unpacked, as text to search in."""
    return stranger("qpdf", "--qdf", "--object-streams=disable", target, "-")


def test_scripts_programs_and_attachments_are_taken_out(specimens, target, stranger):
    paper = clean_paper([specimens.acting_pdf()], target)

    assert (paper.pages, paper.signed) == (1, False)
    with pikepdf.open(target) as pdf:
        assert not {"/OpenAction", "/AA", "/AF"} & set(pdf.Root.keys())
        assert len(pdf.attachments) == 0
        assert "/XFA" not in pdf.Root.AcroForm
        notes = pdf.pages[0].obj.Annots
        assert [note.Subtype for note in notes] == [Name.Link] * 5
        assert [str(note.A.get("/S")) for note in notes] == ["None", "None", "None", "/GoTo", "/URI"]
    content = everything(target, stranger)
    for trace in (b"JavaScript", b"app.alert", b"Launch", b"cmd.exe", b"MZ program", b"passwd", b"jahat", b"xdp"):
        assert trace not in content
    assert b"https://kota.example/" in content


def test_text_of_a_cleaned_pdf_stays_and_strangers_find_no_fault(specimens, target, stranger):
    clean_paper([specimens.text_pdf(3)], target)
    stranger("qpdf", "--check", target)
    text = stranger("pdftotext", target, "-").decode()
    assert "Halaman 1" in text
    assert "Halaman 3" in text


def test_fonts_named_like_dangers_are_left_alone(specimens, target):
    pdf = pikepdf.open(specimens.text_pdf())
    fonts = pdf.pages[0].obj.Resources.Font
    font = fonts[next(iter(fonts.keys()))]
    for name in ("/EF", "/AA", "/AF", "/JS", "/XFA"):
        fonts[name] = font
    clean_paper([specimens.saved(pdf)], target)
    with pikepdf.open(target) as clean:
        assert {"/EF", "/AA", "/AF", "/JS", "/XFA"} < set(clean.pages[0].obj.Resources.Font.keys())


def test_the_same_pdf_cleaned_twice_is_the_same_content(specimens, target, tmp_path):
    source = specimens.acting_pdf()
    clean_paper([source], target)
    clean_paper([source], tmp_path / "again.pdf")
    assert target.read_bytes() == (tmp_path / "again.pdf").read_bytes()


def test_nine_megabyte_scan_is_shrunk(specimens, target, stranger):
    scan = specimens.scanned_pdf(9_500_000)
    before = scan.stat().st_size
    assert 7_500_000 < before < 10_000_000
    paper = clean_paper([scan], target)
    assert paper.shrunk
    assert paper.size < before / 2
    with pikepdf.open(target) as pdf:
        picture = next(iter(pdf.pages[0].get_images().values()))
        assert (picture.Width, picture.Height) == (1202, 1700)
        assert picture.ColorSpace == Name.DeviceGray
    stranger("qpdf", "--check", target)


def test_signed_pdf_is_kept_byte_for_byte(specimens, target):
    source = specimens.signed_pdf(OpenAction=Array([0, Name.Fit]))
    paper = clean_paper([source], target)
    assert (paper.pages, paper.signed, paper.shrunk) == (2, True, False)
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.JavaScript, JS=String("1")),
        Dictionary(S=Name.Launch, F=String("cmd.exe")),
        Dictionary(S=Name.GoTo, D=String("x"), Next=Dictionary(S=Name.URI, URI=String("FILE:///c:/"))),
    ],
)
def test_signed_pdf_that_can_act_is_refused(specimens, target, action):
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.signed_pdf(OpenAction=action)], target)
    assert refused.value.code == "active"


def test_signed_pdf_is_not_joined_with_other_files(specimens, target):
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.photo(), specimens.signed_pdf()], target)
    assert (refused.value.code, refused.value.source) == ("signed_with_others", 1)


def test_pdf_locked_only_against_changes_is_opened_for_good(specimens, target):
    clean_paper([specimens.locked_pdf(user="")], target)
    with pikepdf.open(target) as pdf:
        assert not pdf.is_encrypted


def test_pdf_locked_against_reading_is_refused(specimens, target):
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.locked_pdf(user="rahasia")], target)
    assert refused.value.code == "encrypted"


def test_what_stands_behind_the_end_of_a_pdf_is_dropped(specimens, target):
    source = specimens.file(specimens.text_pdf().read_bytes() + b"<script>alert(1)</script>", "pdf")
    clean_paper([source], target)
    assert b"<script>" not in target.read_bytes()


def test_two_hundred_pages_are_taken_and_one_more_is_not(specimens, target):
    assert clean_paper([specimens.long_pdf(200)], target).pages == 200
    with pytest.raises(Refused) as refused:
        clean_paper([specimens.long_pdf(200), specimens.photo()], target)
    assert refused.value.code == "too_many_pages"


def test_pdf_with_a_wrong_table_is_mended(specimens, target):
    wrong = re.sub(rb"startxref\n\d+", b"startxref\n7", specimens.text_pdf(2).read_bytes())
    assert clean_paper([specimens.file(wrong, "pdf")], target).pages == 2


def test_photo_inside_a_pdf_loses_its_place_but_not_a_pixel(specimens, target):
    photo = specimens.phone_photo(1200, 900).read_bytes()
    pdf = pikepdf.open(specimens.text_pdf())
    about = Dictionary(Subtype=Name.Image, Width=1200, Height=900, BitsPerComponent=8, ColorSpace=Name.DeviceRGB)
    picture = pdf.make_indirect(Stream(pdf, photo, about))
    picture.Filter = Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(Foto=picture)
    clean_paper([specimens.saved(pdf)], target)
    with pikepdf.open(target) as clean:
        kept = clean.pages[0].obj.Resources.XObject.Foto.read_raw_bytes()
    assert b"Telepon Murah" in photo
    assert b"Telepon Murah" not in kept
    assert b"rahasia" not in kept
    with Image.open(BytesIO(photo)) as before, Image.open(BytesIO(kept)) as after:
        assert before.tobytes() == after.tobytes()
        assert not after.getexif()
