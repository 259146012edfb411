"""A messy list of 300 rows as a story: sent, columns looked at, doubtful rows decided, applied, sent again, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.factories import PASSWORD
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.organizations.imports import messy

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
Keep = Callable[[Page, str], None]
BODIES = 300 - 2 * messy.SPELLINGS


@pytest.mark.parametrize(("size", "script"), [(DESK, True), (PHONE, False)])
def test_a_messy_list_is_taken_over_decided_repeated_and_taken_back(
    windows: Windows, keep: Keep, tmp_path: Path, size: dict[str, int], script: bool
):
    page = windows.officer("verifikator", script)
    page.set_viewport_size(size)  # type: ignore[arg-type]
    # Numbered anew, so that nothing mended in the other window's list is remembered for this one.
    rows = [[row[0] + size["width"], *row[1:]] for row in messy.records()]
    path = messy.write(tmp_path / "daftar ormas 2026.xlsx", rows)
    send(page, keep, path, "Daftar ormas 2026")
    look_at_columns(page, keep)
    decide(page, keep)
    apply(page, keep)
    find_one(page, keep)
    repeat(page, keep, path)
    first = page.url
    choose_fact_by_fact(page, keep, tmp_path, rows[100])
    page.goto(first)
    take_back(page, keep)
    expect(page.locator("main")).to_contain_text("ditarik kembali")
    keep(page, "taken-back")
    page.goto("/meja/ormas?q=anggur+mandiri")
    expect(page.locator("main")).not_to_contain_text("Yayasan Anggur Mandiri")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def narrow(page: Page) -> None:
    size = page.viewport_size
    assert size is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def send(page: Page, keep: Keep, path: Path, title: str) -> None:
    page.goto("/meja/ormas")
    page.goto("/meja/ormas/impor")
    keep(page, "form")
    page.fill("#title", title)
    page.fill("#listed_on", "2026-06-30")
    page.set_input_files("#file", path)
    page.click("main button:has-text('Baca daftar')")
    expect(page.locator("h1")).to_have_text("Isi setiap kolom")


def look_at_columns(page: Page, keep: Keep) -> None:
    keep(page, "columns")
    narrow(page)
    expect(page.locator("main")).to_contain_text("12 dari 14 kolom dikenali")
    expect(page.locator("#column-2")).to_have_value("ahu")
    expect(page.locator("#column-3")).to_have_value("ahu_date")
    page.click("main button:has-text('Bandingkan dengan register')")
    expect(page.locator(".tabs")).to_contain_text("Semua 300")


def decide(page: Page, keep: Keep) -> None:
    keep(page, "to-decide")
    narrow(page)
    page.click(".tabs a:has-text('Perlu diperbaiki')")
    expect(page.locator(".paper-item")).to_have_count(messy.BAD)
    page.locator("a:has-text('Perbaiki isi sel')").first.click()
    page.fill("#cell_3", "28-2-2021")
    keep(page, "mend")
    narrow(page)
    page.click("main button:has-text('Bandingkan baris ini lagi')")
    expect(page.locator("main")).to_contain_text("telah diperbaiki")
    page.click(".tabs a:has-text('Perlu diperbaiki')")
    page.click("main button:has-text('Lewati hanya sel yang perlu diperbaiki')")
    page.click(".tabs a:has-text('Mungkin sama')")
    keep(page, "probable")
    page.locator(".paper-item").first.locator("button:has-text('Sama dengan baris')").click()
    page.click(".tabs a:has-text('Mungkin sama')")
    expect(page.locator(".paper-item").first).to_contain_text("sama dengan baris")
    page.click("main button:has-text('Masing-masing menurut usulan pertama')")
    expect(page.locator("main")).to_contain_text(f"{2 * messy.SPELLINGS - 1} baris telah diputuskan")


def apply(page: Page, keep: Keep) -> None:
    keep(page, "decided")
    page.click("main button:has-text('Terapkan daftar: 300 baris')")
    expect(page.locator("main")).to_contain_text(f"{BODIES} ormas baru, 0 ormas diubah")
    keep(page, "applied")
    narrow(page)


def find_one(page: Page, keep: Keep) -> None:
    here = page.url
    page.goto("/meja/ormas?q=yys+anggur+mandiri")
    expect(page.locator("main")).to_contain_text("Yayasan Anggur Mandiri")
    page.goto(here)


def repeat(page: Page, keep: Keep, path: Path) -> None:
    first = page.url
    send(page, keep, path, "Daftar ormas 2026, lagi")
    page.click("main button:has-text('Bandingkan dengan register')")
    tabs = page.locator(".tabs").inner_text()
    assert re.search(r"Sama\s*300", tabs), tabs
    keep(page, "again")
    page.click("main button:has-text('Selesai: tidak ada yang baru')")
    expect(page.locator("main")).to_contain_text("tidak ada yang diubah")
    page.goto(first)


def choose_fact_by_fact(page: Page, keep: Keep, tmp_path: Path, row: list[Any]) -> None:
    """A later list says three things of one organisation otherwise: one is used, two stay, and no list asks again."""
    row[5], row[7], row[8] = "Wahyu Lestari", 81355500011, "Sekar Arum"
    path = messy.write(tmp_path / "daftar juli.xlsx", [row])
    send(page, keep, path, "Daftar ormas Juli")
    page.click("main button:has-text('Bandingkan dengan register')")
    page.click("a:has-text('Pilih per data')")
    expect(page.locator("fieldset")).to_have_count(2)
    keep(page, "choose")
    narrow(page)
    page.locator("fieldset", has_text="Ketua").locator("text=Biarkan yang lama").click()
    page.click("main button:has-text('Simpan pilihan')")
    expect(page.locator("main")).to_contain_text("1 dari 2 data akan dipakai")
    expect(page.locator(".paper-item")).to_contain_text("dibiarkan")
    keep(page, "chosen")
    narrow(page)
    page.click("main button:has-text('Terapkan daftar: 1 baris')")
    expect(page.locator("main")).to_contain_text("0 ormas baru, 1 ormas diubah")
    applied = page.url
    send(page, keep, path, "Daftar ormas Juli, lagi")
    page.click("main button:has-text('Bandingkan dengan register')")
    expect(page.locator("main")).to_contain_text("dalam impor terdahulu dibiarkan seperti di register: Ketua")
    page.click("main button:has-text('Selesai: tidak ada yang baru')")
    page.goto(applied)
    take_back(page, keep)


def take_back(page: Page, keep: Keep) -> None:
    page.click("summary:has-text('Tarik kembali impor ini')")
    page.fill("#password", "bukan kata sandi")
    page.click("main button:has-text('Tarik kembali seluruh impor')")
    expect(page).to_have_title(re.compile("^Kesalahan:"))
    keep(page, "password")
    narrow(page)
    page.fill("#password", PASSWORD)
    page.click("main button:has-text('Tarik kembali seluruh impor')")
    expect(page.locator("main")).to_contain_text("ditarik kembali")
