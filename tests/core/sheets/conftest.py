"""Table files as offices and attackers send them, made by the tests themselves."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

NO_OFFICE = "these tests open and convert tables with LibreOffice (Debian: apt-get install libreoffice-calc-nogui)"
Rows = Iterable[Iterable[Any]]


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Convert a table with LibreOffice to "xls", "ods", "xlsx" or "csv" and return the new file's path."""
    office = shutil.which("soffice")
    assert office, NO_OFFICE
    profile = tmp_path_factory.mktemp("office").as_uri()

    def run(source: Path, ending: str, option: str = "") -> Path:
        room = tmp_path_factory.mktemp("converted")
        wanted = ending + option
        orders = [office, "--headless", f"-env:UserInstallation={profile}", "--convert-to", wanted, "--outdir", room]
        done = subprocess.run([*orders, source], capture_output=True, text=True, timeout=120)
        target = room / f"{source.stem}.{ending}"
        assert target.exists(), f"LibreOffice made no {ending}: {done.stdout} {done.stderr}"
        return target

    return run


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Make an XLSX of sheets given as name=rows; a cell that is text stays text."""

    def make(name: str = "tabel.xlsx", /, **sheets: Rows) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "default_date_format": "dd-mm-yyyy"}) as book:
            for title, rows in sheets.items():
                sheet = book.add_worksheet(title)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        return path

    return make


@pytest.fixture
def text(tmp_path: Path) -> Callable[..., Path]:
    """Make a text file of bytes, or of text in an encoding."""

    def make(content: str | bytes, encoding: str = "utf-8") -> Path:
        path = tmp_path / "tabel.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return make


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Make a zip file of parts, or add parts to a copy of one."""

    def make(parts: dict[str, bytes], base: Path | None = None) -> Path:
        path = tmp_path / "paket.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            if base:
                with zipfile.ZipFile(base) as source:
                    for name in source.namelist():
                        if name not in parts:
                            target.writestr(name, source.read(name))
            for name, content in parts.items():
                target.writestr(name, content)
        return path

    return make
