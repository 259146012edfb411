"""The main job as a story: an ormas files from a phone, officers verify, the letter comes out, anyone can check it.

Both tracks, with a correction and a rebuttal, with script and without; the end is the letter read back by other programs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from aormas.core import clock
from tests.factories import PASSWORD
from tests.journeys import people
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.journeys.papers import qr_of, text_of

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
Keep = Callable[[Page, str], None]


@pytest.mark.parametrize(("track", "script"), [("presence", True), ("skt", False), ("presence", False), ("skt", True)])
def test_an_ormas_files_from_a_phone_and_anyone_can_check_the_letter(
    windows: Windows, keep: Keep, tmp_path: Path, track: str, script: bool
):
    name = f"Perkumpulan Anggur {'Satu' if track == 'presence' else 'Dua'} {'Cepat' if script else 'Sabar'}"
    case, code = file_from_a_phone(windows.open(PHONE, script), keep, tmp_path, track, name)
    verifier = windows.officer("verifikator", script)
    review_and_hand_back(verifier, keep, case)
    correct_and_argue(windows.open(PHONE, script), keep, tmp_path, case, code)
    review_again_and_recommend(verifier, keep, case, script)
    approve(windows.officer("kabid", script), keep, case)
    sign(windows.officer("kaban", script), keep, case)
    if track == "skt":
        forward_and_record(windows.officer("operator", script), keep, tmp_path, case)
    letter = download_letter(windows.open(PHONE, script), keep, tmp_path, case, code)
    check_letter(windows.open(PHONE, script), keep, tmp_path, letter, name)
    find_in_the_register(windows.open(DESK, script), keep, name)
    open_the_portal(windows.open(PHONE, script), windows.officer("verifikator", script), keep, case, name)


def file_from_a_phone(page: Page, keep: Keep, folder: Path, track: str, name: str) -> tuple[str, str]:
    people.choose_service(page, track)
    case = people.reference(page)
    keep(page, "step-1")
    people.tell_about(page, track, name)
    keep(page, "step-2")
    people.tell_basis(page, track)
    people.tell_seat(page)
    people.tell_board(page)
    keep(page, "step-5")
    assert people.send_papers(page, folder) >= 10
    keep(page, "step-6")
    expect(page.locator("main")).to_contain_text("Yang dilihat umum")
    code = people.send(page)
    keep(page, "receipt")
    with page.expect_download() as given:
        page.click("a:has-text('Tanda terima')")
    path = folder / "receipt.pdf"
    given.value.save_as(path)
    receipt = text_of(path)
    assert case in receipt
    assert name in re.sub(r"\s+", " ", receipt)
    return case, code


def review_and_hand_back(page: Page, keep: Keep, case: str) -> None:
    people.desk_case(page, case)
    page.click("button:has-text('Ambil')")
    keep(page, "review")
    people.give_verdicts(
        page, {"permohonan": "Surat belum bertanggal.", "domisili": "Kelurahan di surat berbeda dengan isian."}
    )
    people.press_on(page, "**/meja/permohonan")
    expect(page.locator("main")).to_contain_text("giliran pemohon")
    keep(page, "handed-back")


def correct_and_argue(page: Page, keep: Keep, folder: Path, case: str, code: str) -> None:
    from tests.journeys import specimens

    people.open_case(page, case, code)
    expect(page.locator("main")).to_contain_text("Surat belum bertanggal.")
    keep(page, "findings")
    page.click("a:has-text('Perbaiki atau sanggah')")
    page.locator("#berkas-permohonan input[type=file]").set_input_files(
        str(specimens.scan(folder, "Surat permohonan bertanggal"))
    )
    with page.expect_navigation():
        page.locator("#berkas-permohonan button:has-text('Kirim berkas ini')").click()
    second = page.locator("#berkas-domisili")
    second.locator("summary").click()
    second.locator("textarea").fill("Kelurahan di surat sudah benar; isian kami sudah sesuai dengan surat itu.")
    second.locator("button:has-text('Simpan alasan')").click()
    keep(page, "answered")
    page.click("button:has-text('Kirim semuanya')")
    expect(page.locator("main")).to_contain_text("kantor")


def review_again_and_recommend(page: Page, keep: Keep, case: str, script: bool) -> None:
    people.desk_case(page, case)
    expect(page.locator("main")).to_contain_text("isian kami sudah sesuai")
    keep(page, "second-round")
    if script:  # the officer's keys: first open paper, verdict 1
        page.keyboard.press("1")
    people.give_verdicts(page, {})
    people.press_on(page, "**/usul")
    page.fill("textarea[name=note]", "Lengkap dan sesuai (contoh).")
    keep(page, "proposal")
    page.click("main button:has-text('Usulkan')")
    expect(page.locator("main")).to_contain_text("Usul")


def approve(page: Page, keep: Keep, case: str) -> None:
    expect(page.locator("main")).to_contain_text(case)  # it is this person's turn
    people.desk_case(page, case)
    keep(page, "approve")
    page.click("main button:has-text('Setujui')")


def sign(page: Page, keep: Keep, case: str) -> None:
    people.desk_case(page, case)
    page.fill("main input[type=password]", "sandi yang salah")
    page.click("main button:has-text('Tandatangani')")
    expect(page.locator("main")).to_contain_text("Sandi tidak tepat")
    page.fill("main input[type=password]", PASSWORD)
    keep(page, "sign")
    page.click("main button:has-text('Tandatangani')")
    expect(page.locator("main")).to_contain_text("ditandatangani")
    keep(page, "signed")


def forward_and_record(page: Page, keep: Keep, folder: Path, case: str) -> None:
    from tests.journeys import specimens

    people.desk_case(page, case)
    sending = page.locator("form[action$='/teruskan']")
    sending.locator("input[name$=-on]").fill(clock.today().isoformat())
    sending.locator("input[name$=-number]").fill("200.1.4.4/1/425.207/2026")
    sending.locator("button").click()
    keep(page, "forwarded")
    page.locator("summary:has-text('SKT')").first.click()
    form = page.locator("form[action$='/skt']")
    form.locator("input[name$=-number]").fill("0001/SKT-CONTOH/2026")
    form.locator("input[name$=-issued_on]").fill(clock.today().isoformat())
    form.locator("input[type=file]").set_input_files(str(specimens.scan(folder, "SKT")))
    keep(page, "skt")
    form.locator("button").click()
    expect(page.locator("main")).to_contain_text("SKT tercatat")


def download_letter(page: Page, keep: Keep, folder: Path, case: str, code: str) -> Path:
    people.open_case(page, case, code)
    keep(page, "done")
    if page.locator("a:has-text('Unduh SKT')").count():
        with page.expect_download() as scan:
            page.click("a:has-text('Unduh SKT')")
        scan.value.save_as(folder / "skt.pdf")
        assert "SKT (CONTOH)" in text_of(folder / "skt.pdf")
    with page.expect_download() as given:
        page.click("a:has-text('Unduh surat')")
    path = folder / "letter.pdf"
    given.value.save_as(path)
    return path


def check_letter(page: Page, keep: Keep, folder: Path, letter: Path, name: str) -> None:
    text = re.sub(r"\s+", " ", text_of(letter))
    assert name in text
    assert re.search(r"200\.1\.4\.4/\d+/425\.207/\d{4}", text)
    assert "KONSEP" not in text
    address = qr_of(letter, folder)
    assert "/v/" in address
    page.goto(urlsplit(address).path)
    expect(page.locator("main")).to_contain_text("berlaku", ignore_case=True)
    expect(page.locator("main")).to_contain_text(name)
    keep(page, "verified")
    page.goto("/verifikasi")
    page.fill("main input[name=kode], main input[name=code]", urlsplit(address).path.removeprefix("/v/").lower())
    page.locator("main button").first.click()
    expect(page.locator("main")).to_contain_text(name)


def find_in_the_register(page: Page, keep: Keep, name: str) -> None:
    page.goto("/")
    page.fill("#q", name.replace("Anggur", "Angur"))
    page.press("#q", "Enter")
    page.click(f"a:has-text('{name}')")
    expect(page.locator("main")).to_contain_text("Siti Contoh")
    expect(page.locator("main")).not_to_contain_text("Dewi Contoh")
    keep(page, "profile")


def open_the_portal(page: Page, desk: Page, keep: Keep, case: str, name: str) -> None:
    people.desk_case(desk, case)
    desk.click("button:has-text('kode aktivasi')")
    code = desk.locator("dl.codes code").first.inner_text()
    page.goto("/lupa-sandi")
    page.fill("#code", code)
    page.click("main button:has-text('Lanjut')")
    page.fill("#name", "Siti Contoh")
    page.fill("#username", f"siti.{case.lower()}")
    page.fill("#new_password", "kapal layar biru")
    page.click("main button:has-text('Simpan dan masuk')")
    expect(page.locator("h1")).to_contain_text(name)
    keep(page, "portal")
    page.click("nav a:has-text('Pengurus')")
    expect(page.locator("main")).to_contain_text("3574••••••••0003")
    page.click("nav a:has-text('Surat')")
    expect(page.locator("main")).to_contain_text("200.1.4.4/")
    keep(page, "portal-letters")
