"""Sample papers made on the spot: PDFs as scanners make them and JPEGs as phones make them. Every page says CONTOH."""

from __future__ import annotations

import random
from pathlib import Path


def pdf(folder: Path, title: str, lines: list[str], pages: int = 1) -> Path:
    """Write a PDF paper and return its path."""
    from fpdf import FPDF

    made = FPDF(format="A4")
    for page in range(pages):
        made.add_page()
        made.set_font("Times", "B", 15)
        made.multi_cell(0, 9, title.upper(), align="C", new_x="LMARGIN", new_y="NEXT")
        made.set_font("Times", "", 12)
        made.ln(6)
        for line in lines if page == 0 else [f"Lampiran, halaman {page + 1}", *lines[:3]]:
            made.multi_cell(0, 7, line.encode("latin-1", "replace").decode("latin-1"), new_x="LMARGIN", new_y="NEXT")
        made.set_text_color(190)
        made.set_font("Helvetica", "B", 40)
        made.text(62, 200, "CONTOH")
        made.set_text_color(0)
    path = folder / f"{_plain(title)}.pdf"
    made.output(str(path))
    return path


def photo(folder: Path, title: str, lines: list[str], dice: random.Random, upright: bool = True) -> Path:
    """Write a JPEG as a phone makes it (turned by EXIF where not upright) and return its path."""
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    paper = Image.new("RGB", (1240, 1754), (250, 249, 244))
    pen = ImageDraw.Draw(paper)
    big, small = ImageFont.load_default(44), ImageFont.load_default(30)
    pen.text((110, 120), title.upper(), fill=(20, 20, 30), font=big)
    for n, line in enumerate(lines):
        pen.text((110, 260 + n * 58), line, fill=(35, 35, 45), font=small)
    pen.text((380, 1350), "CONTOH", fill=(205, 200, 210), font=ImageFont.load_default(130))
    table = Image.new("RGB", (1500, 2000), (120 + dice.randrange(40), 96, 74))
    table.paste(
        paper.rotate(dice.uniform(-1.6, 1.6), expand=True, fillcolor=(120, 96, 74), resample=Image.Resampling.BICUBIC),
        (120, 100),
    )
    table = table.filter(ImageFilter.GaussianBlur(0.6))
    path = folder / f"{_plain(title)}.jpg"
    exif = Image.Exif()
    if not upright:
        table = table.rotate(90, expand=True)
        exif[0x0112] = 6
    table.save(path, "JPEG", quality=82, exif=exif)
    return path


def _plain(title: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in title.lower())[:60]
