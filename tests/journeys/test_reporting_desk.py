"""A report on paper: the form is printed, comes back signed, its QR is read, an officer enters it, another answers it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from aormas import create_app
from aormas.core.files.photos import receive_photo
from aormas.reporting.actions import activities
from tests.conftest import Office
from tests.factories import PASSWORD, let_go
from tests.faults.server import Server
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.reporting.factories import account, activity, filed, known_since, on, period, reporting_since
from tests.reporting.test_public import picture

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
NAMES = ("Paguyuban Meja", "Paguyuban Polos", "Paguyuban Ponsel")


@pytest.fixture(scope="module")
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An office in which three organisations have not reported on a semester that is over."""
    settings = migrated.copy(tmp_path_factory.mktemp("paper") / "office")
    app = create_app(settings)
    with app.app_context():
        for name in NAMES:
            known_since(date(2025, 3, 1), name=name)
        reporting_since(date(2026, 1, 1))
        with_photos()
        let_go(app)
    with Server(Path(settings.instance)) as started:
        yield started


def with_photos() -> None:
    """Let an organisation send a report with two activities, each with a photo."""
    row = known_since(date(2025, 3, 1), name="Forum Foto")
    user = account(row, "foto")
    with on(2026, 7, 20):
        for title, shade in (("Pasar murah", 60), ("Senam sehat", 90)):
            made = activity(row, period("2026-1"), user, date(2026, 3, 7), title=title)
            activities.add_photos(row, made, [receive_photo(picture(shade), "a.jpg")], user)
        filed(row, period("2026-1"), user)


def sign_in(page: Page, who: str) -> None:
    page.goto("/masuk")
    page.fill("[name=username]", who)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/meja")


def read_qr(form: Path) -> str:
    """Return the address that stands in the QR of a printed form."""
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "-f", "1", "-l", "1", form, form.with_suffix("")], check=True
    )
    picture = next(form.parent.glob(f"{form.stem}-*.png"))
    return subprocess.run(["zbarimg", "--raw", "-q", picture], capture_output=True, check=True).stdout.decode().strip()


@pytest.mark.parametrize(
    ("name", "size", "script"),
    [(NAMES[0], DESK, True), (NAMES[1], DESK, False), (NAMES[2], PHONE, True)],
    ids=["desk", "desk-plain", "phone"],
)
def test_a_paper_form_comes_in_by_its_qr_and_is_answered(
    windows: Windows, tmp_path: Path, name: str, size: dict[str, int], script: bool
) -> None:
    page = windows.open(size, script)
    sign_in(page, "operator")
    page.goto(f"/meja/laporan/kepatuhan?periode=2026-1&q={name.replace(' ', '+')}")
    expect(page.locator("main")).to_contain_text("belum lapor")
    with page.expect_download() as loading:
        page.click("a:has-text('Formulir kertas untuk daftar ini')")
    form = tmp_path / "form.pdf"
    loading.value.save_as(form)

    code = read_qr(form).rpartition("kode=")[2]
    page.goto("/meja/laporan")
    page.fill("#kode-formulir", code.lower().replace("-", " "))
    page.press("#kode-formulir", "Enter")
    page.wait_for_url("**/meja/laporan/isi/*/2026-1")
    expect(page.locator("h1")).to_be_visible()
    page.click("a:has-text('nihil')")
    page.fill("#chair_name", "Siti Contoh")
    page.fill("#secretary_name", "Bagus Contoh")
    page.set_input_files("#scan", form)
    page.click("main button:has-text('nihil')")
    page.wait_for_url("**/tanda-terima/1")
    expect(page.locator("main")).to_contain_text("/TTL/2026")

    other = windows.open(size, script)
    sign_in(other, "verifikator")
    other.goto("/meja/laporan")  # "my turn" names only the nearest ones
    other.click(f"main a:has-text('{name}')")
    expect(other.locator("main")).to_contain_text("diisi oleh kantor")
    expect(other.locator("a:has-text('Pindaian formulir kertas')")).to_be_visible()
    other.check("input[name=verdict][value=accepted]")
    other.click("button:has-text('Simpan hasil pemeriksaan')")
    expect(other.locator("main")).to_contain_text("Diterima")
    page.goto(f"/meja/laporan/kepatuhan?periode=2026-1&q={name.replace(' ', '+')}")
    expect(page.locator("main table.cards")).to_contain_text("terlambat")


def test_a_report_is_read_and_answered_by_keys(windows: Windows, keep: Callable[[Page, str], None]) -> None:
    page = windows.officer("verifikator")
    page.goto("/meja/laporan")
    page.click("main a:has-text('Forum Foto')")
    expect(page.locator("[data-keys-place] button")).to_have_text("?")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_contain_text("foto berikutnya")
    keep(page, "keys")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".paper.now")).to_contain_text("Senam sehat")
    expect(page.locator("#foto-2")).to_be_in_viewport(ratio=0.5)
    expect(page.locator("#foto-1")).not_to_be_in_viewport(ratio=0.5)
    page.keyboard.press("p")
    expect(page.locator("#foto-1")).to_be_in_viewport(ratio=0.5)
    page.keyboard.press("+")
    expect(page.locator("#foto-1 img")).to_have_class("zoom-1")
    page.keyboard.press("r")
    expect(page.locator("#foto-1 img")).to_have_attribute("src", re.compile("^data:"))
    keep(page, "larger")
    page.keyboard.press("2")
    expect(page.locator("input[name=verdict][value=noted]")).to_be_checked()
    expect(page.locator("input[name=noted]").first).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("input[name=noted]").first).to_be_checked()
    keep(page, "verdict")
    page.fill("#note", "1 2 3 j k")
    expect(page.locator("input[name=verdict][value=noted]")).to_be_checked()
    page.click("button:has-text('Simpan hasil pemeriksaan')")
    expect(page.locator("main")).to_contain_text("Catatan terkirim")
