"""What strangers' programs read in the papers that go out."""

from __future__ import annotations

import subprocess
from pathlib import Path


def text_of(pdf: Path) -> str:
    """Return a PDF's text as pdftotext reads it, after qpdf found it whole."""
    subprocess.run(["qpdf", "--check", str(pdf)], check=True, capture_output=True)
    return subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout


def qr_of(pdf: Path, folder: Path) -> str:
    """Return what a camera reads in the QR code of a PDF's pages."""
    subprocess.run(["pdftoppm", "-r", "150", "-png", str(pdf), str(folder / "page")], check=True)
    pages = sorted(folder.glob("page*.png"))
    done = subprocess.run(["zbarimg", "--quiet", "--raw", *map(str, pages)], capture_output=True, text=True)
    return done.stdout.strip()
