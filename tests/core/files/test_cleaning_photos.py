"""Photos become pages: upright, small, without metadata."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from aormas.core.files.cleaning import Refused, clean_paper


def pictures(target):
    """The pictures of a finished paper, page by page, and the raw bytes of each."""
    with pikepdf.open(target) as pdf:
        raws = [next(iter(page.get_images().values())).read_raw_bytes() for page in pdf.pages]
    return [(Image.open(BytesIO(raw)), raw) for raw in raws]


def test_phone_photo_is_turned_upright_shrunk_and_freed_of_its_place(specimens, target):
    photo = specimens.phone_photo()
    assert b"Telepon Murah" in photo.read_bytes()

    paper = clean_paper([photo], target)

    assert (paper.pages, paper.signed, paper.shrunk) == (1, False, True)
    assert paper.size == target.stat().st_size < 700_000
    [(picture, raw)] = pictures(target)
    assert picture.size == (1275, 1700)
    red, _, blue = picture.getpixel((600, 100))  # the left side of the sensor is the top of the paper
    assert red > 200 > 60 > blue
    assert not picture.getexif()
    for secret in (b"Exif", b"Telepon", b"rahasia", b"GPS"):
        assert secret not in raw
        assert secret not in target.read_bytes()


@pytest.mark.parametrize(
    ("turn", "size"), [(1, (400, 300)), (2, (400, 300)), (3, (400, 300)), (5, (300, 400)), (8, (300, 400))]
)
def test_every_turn_that_exif_knows_ends_upright(specimens, target, turn, size):
    clean_paper([specimens.phone_photo(400, 300, turn)], target)
    [(picture, _)] = pictures(target)
    assert picture.size == size
    spots = {1: (20, 150), 2: (380, 150), 3: (380, 150), 5: (150, 20), 8: (150, 380)}
    red, _, blue = picture.getpixel(spots[turn])
    assert red > 200 > 60 > blue


def test_three_photos_of_one_paper_become_three_pages_in_order(specimens, target, stranger):
    photos = [specimens.photo(size=(900, 600)), specimens.photo("PNG", size=(600, 900)), specimens.photo("WEBP")]
    paper = clean_paper(photos, target)
    assert paper.pages == 3
    assert [picture.size for picture, _ in pictures(target)] == [(900, 600), (600, 900), (800, 600)]
    stranger("qpdf", "--check", target)


def test_page_has_the_shape_of_the_photo_and_fits_a4(specimens, target):
    clean_paper([specimens.photo(size=(900, 600)), specimens.photo(size=(300, 3000))], target)
    with pikepdf.open(target) as pdf:
        boxes = [[float(side) for side in page.mediabox][2:] for page in pdf.pages]
    for (width, height), shape in zip(boxes, (1.5, 0.1), strict=True):
        assert max(width, height) <= 842
        assert min(width, height) <= 596
        assert width / height == pytest.approx(shape, rel=0.01)


def test_photo_and_pdf_of_one_paper_are_joined(specimens, target):
    paper = clean_paper([specimens.photo(), specimens.text_pdf(2), specimens.photo("PNG")], target)
    assert paper.pages == 4
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 4


@pytest.mark.parametrize(
    ("kind", "mode", "grey"),
    [
        ("PNG", "1", True),
        ("PNG", "L", True),
        ("PNG", "LA", True),
        ("PNG", "I;16", True),
        ("PNG", "P", False),
        ("PNG", "RGBA", False),
        ("JPEG", "CMYK", False),
        ("WEBP", "RGBA", False),
    ],
)
def test_pictures_of_every_make_are_read(specimens, target, kind, mode, grey):
    clean_paper([specimens.photo(kind, mode)], target)
    [(picture, _)] = pictures(target)
    assert picture.mode == ("L" if grey else "RGB")


def test_what_is_transparent_becomes_white_paper(specimens, target):
    clean_paper([specimens.photo("PNG", "RGBA")], target)
    [(picture, _)] = pictures(target)
    assert min(picture.getpixel((400, 300))) > 250


def test_sixteen_bit_scan_keeps_its_shades(specimens, target):
    row = b"".join(shade.to_bytes(2, "little") * 200 for shade in (0, 32768, 65535))
    shades = Image.frombytes("I;16", (600, 200), row * 200)
    buffer = BytesIO()
    shades.save(buffer, "PNG")
    clean_paper([specimens.file(buffer.getvalue(), "png")], target)
    [(picture, _)] = pictures(target)
    assert [picture.getpixel((x, 100)) for x in (100, 300, 500)] == pytest.approx([0, 128, 255], abs=3)


def test_photo_of_a_200_megapixel_camera_is_shrunk_not_refused(specimens, target):
    photo = specimens.photo(mode="L", size=(16320, 12240))
    paper = clean_paper([photo], target)
    assert paper.shrunk
    [(picture, _)] = pictures(target)
    assert max(picture.size) == 1700


def test_photo_with_broken_exif_is_taken_as_it_lies(specimens, target):
    whole = specimens.phone_photo(400, 300).read_bytes()
    start = whole.index(b"Exif\0\0") + 6
    broken = whole[:start] + b"MM\0*" + b"\xff" * 60 + whole[start + 64 :]
    paper = clean_paper([specimens.file(broken, "jpg")], target)
    assert paper.pages == 1
    [(picture, _)] = pictures(target)
    assert picture.size == (400, 300)


def test_truncated_photo_is_refused_as_damaged_and_names_the_guilty_one(specimens, target):
    whole = specimens.phone_photo(1200, 900).read_bytes()
    photos = [specimens.photo(), specimens.file(whole[: len(whole) // 2], "jpg")]
    with pytest.raises(Refused) as refused:
        clean_paper(photos, target)
    assert (refused.value.code, refused.value.source) == ("damaged", 1)
    assert not target.exists()
    assert list(target.parent.iterdir()) == []
