"""Two lists, one city: a ministry's list and the register have other totals, and the page says why, to the last one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from aormas import create_app
from aormas.core.sheets.writing import Table, write_xlsx
from aormas.organizations import actions
from tests.conftest import Office
from tests.factories import let_go
from tests.faults.server import Server
from tests.journeys.conftest import PHONE
from tests.organizations.factories import organization

pytestmark = pytest.mark.browser

IN_BOTH = [
    f"Yayasan Bersama {word}" for word in ("Anggur", "Mangga", "Jeruk", "Nanas", "Salak", "Pisang", "Jambu", "Melon")
]
ONLY_HERE = [f"Perkumpulan Sini {word}" for word in ("Satu", "Dua", "Tiga")]
ONLY_THERE = [
    "Majelis Taklim Cahaya Contoh",
    "Ikatan Guru Ngaji Contoh",
    "Forum Santri Contoh",
    "Lembaga Wakaf Contoh",
    "Paguyuban Hafiz Contoh",
]
GONE = "Yayasan Lama Sekali"
DOUBTFUL, REGISTERED = "Perkumpulan Seni Hadra Mayangn", "Perkumpulan Seni Hadrah Mayangan"


@pytest.fixture(scope="module")
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The product with a register of 13 organisations, one of them dissolved."""
    settings = migrated.copy(tmp_path_factory.mktemp("reconciling") / "office")
    app = create_app(settings)
    with app.app_context():
        for number, name in enumerate([*IN_BOTH, *ONLY_HERE, REGISTERED, GONE]):
            row = organization(
                name=name, acronym="", basis_number=f"AHU-{number:07d}.AH.01.04.TAHUN 2019", npwp="", phone="", members=(), address=f"Jalan Contoh {number}",
            )  # fmt: skip
        officer = SimpleNamespace(id=None, name="contoh", must=lambda *_: None)
        actions.decide_status(
            row, "bubar", since=date(2025, 1, 1), reason="Musyawarah anggota", source="Akta", by=officer
        )
        let_go(app)
    with Server(settings.instance) as started:
        yield started


def outside_list(target: Path, names: list[str]) -> Path:
    """Make a list as another agency keeps it: title, numbers, addresses, a note below."""
    rows: list[list[object]] = [["DAFTAR LEMBAGA BINAAN"], ["Keadaan Juni 2026"], [], ["No", "Nama Lembaga", "Alamat"]]
    rows += [[number, name, f"Jalan Contoh {number - 1}"] for number, name in enumerate(names, 1)]
    rows += [[], ["Probolinggo, 30 Juni 2026"]]
    write_xlsx(target, [Table("Rekap", ["", "", ""], rows)], "Daftar", "contoh")
    return target


def send(page: Page, path: Path, source: str, day: str) -> None:
    """Send a list and let it be compared."""
    page.goto("/meja/ormas")
    page.click("nav.tabs a:has-text('Cocokkan daftar')")
    if page.locator("#source").count() and page.locator(f"#source option[value='{source}']").count():
        page.select_option("#source", source)
    else:
        page.fill("#new_source", source)
    page.fill("#listed_on", day)
    page.set_input_files("#file", path)
    page.click("main button:has-text('Baca daftar')")
    expect(page.locator("h1")).to_contain_text("Isi setiap kolom")
    page.click("main button:has-text('Bandingkan')")
    page.wait_for_url(re.compile(r"/meja/ormas/cocok/\d+"), timeout=30_000)


@pytest.mark.parametrize("script", [True, False])
def test_two_lists_are_compared_and_the_totals_explained(windows, keep, tmp_path, script):
    source = f"Kemenag {'dengan' if script else 'tanpa'} skrip"
    page = windows.officer("verifikator", script)
    names = [*IN_BOTH, IN_BOTH[0].upper(), *ONLY_THERE, DOUBTFUL, GONE]
    send(page, outside_list(tmp_path / "kemenag.xlsx", names), source, "2026-06-30")
    keep(page, "comparison")
    said = page.locator("main .band").first
    expect(said).to_contain_text("Daftar memuat 16 baris, register menghitung 12 ormas: daftar lebih banyak 4.")
    expect(said).to_contain_text("8 ormas ada di keduanya.")
    expect(said).to_contain_text("1 baris menyebut ormas yang sudah disebut baris lain")
    expect(said).to_contain_text("5 ormas hanya ada di daftar itu.")
    expect(said).to_contain_text("1 ormas di daftar itu tercatat bubar di register.")
    expect(said).to_contain_text("4 ormas hanya ada di register.")

    row = page.locator("section.band", has_text=DOUBTFUL)
    row.locator(f"button:has-text('Sama dengan {REGISTERED[:20]}')").first.click()
    expect(page.locator("main .band").first).to_contain_text("9 ormas ada di keduanya.")
    expect(page.locator("main .band").first).to_contain_text("16 − 12 = 1 + 5 + 1 − 3")

    page.click("nav.tabs a:has-text('Hanya di sini')")
    for name in ONLY_HERE:
        expect(page.locator("main")).to_contain_text(name)
    page.click("nav.tabs a:has-text('Hanya di sana')")
    with page.expect_download() as download:
        page.click("a:has-text('Surat undangan')")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.click("summary:has-text('Catat yang suratnya dikirim hari ini')")
    for name in ONLY_THERE[:3]:
        page.check(f"label:has-text('{name}') input")
    page.click("button:has-text('Sudah dikirim hari ini')")
    expect(page.locator("main")).to_contain_text("3 ormas dicatat sudah diundang hari ini.")
    keep(page, "invited")

    send(page, outside_list(tmp_path / "lagi.xlsx", [DOUBTFUL, *IN_BOTH[:2]]), source, "2026-10-31")
    expect(page.locator("main .band").first).to_contain_text("3 ormas ada di keduanya.")
    page.set_viewport_size(PHONE)
    keep(page, "next list, phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"] if script else True
