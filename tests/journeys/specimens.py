"""Papers as people have them: a photo that the phone has turned, a scan, and what is typed into the form."""

from __future__ import annotations

from pathlib import Path


def photo(folder: Path, title: str) -> Path:
    """Return a phone photo that lies on its side by EXIF, with a place in it."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (1600, 1200), (240, 238, 230))
    ImageDraw.Draw(picture).text((80, 80), f"{title} (CONTOH)", fill=(20, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = folder / f"{title}.jpg"
    picture.save(path, "JPEG", quality=88, exif=exif)
    return path


def scan(folder: Path, title: str) -> Path:
    """Return a PDF as a scanner makes it."""
    from fpdf import FPDF

    made = FPDF(format="A4")
    made.add_page()
    made.set_font("Times", size=14)
    made.text(30, 40, f"{title} (CONTOH)")
    path = folder / f"{title}.pdf"
    made.output(str(path))
    return path


ABOUT = {
    "name": "Perkumpulan Anggur Mangga Mayangan",
    "acronym": "PAMM",
    "purpose": "Merawat kebun kota bersama warga (contoh).",
    "founded_on": "2018-08-17",
    "founded_at": "Probolinggo",
    "member_count": "42",
}
LEGAL = {
    "deed_number": "12",
    "deed_date": "2018-08-17",
    "notary": "Notaris Contoh, S.H.",
    "npwp": "01.234.567.8-625.000",
}
DECREE = {"ahu_number": "AHU-0002887.AH.01.07.Tahun 2019", "ahu_date": "2019-03-01"}
SEAT = {"address": "Jalan Contoh 5", "postcode": "67211", "phone": "0335 420000"}
BOARD = (
    ("Siti Contoh", "3574014507900003", "0812 3456 7890"),
    ("Bagus Contoh", "3574011203850001", "0812 3456 7891"),
    ("Dewi Contoh", "3574015508880002", "0812 3456 7892"),
)
