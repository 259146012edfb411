"""What an applicant and the officers do on the pages, as steps that journeys are made of."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys import specimens

GO_ON = "main button:has-text('Simpan dan lanjut'):not(:has-text('nanti'))"


def choose_service(page: Page, track: str) -> None:
    """Answer the two plain questions and begin."""
    page.goto("/daftar")
    page.check("input[name=badan][value=%s]" % ("ya" if track == "presence" else "tidak"))
    page.check("input[name=perlu][value=baru]")
    page.click("main button:has-text('Lanjut')")
    page.wait_for_url(re.compile(r"/daftar/[\w-]+$"))
    page.click("form[action*='/daftar/'] button")
    page.wait_for_url(re.compile(r"/permohonan/P\d\d-\d{4}/ormas"))


def reference(page: Page) -> str:
    """Return the reference in the address."""
    found = re.search(r"/permohonan/(P\d\d-\d{4,})", page.url)
    assert found, page.url
    return found.group(1)


def fill(page: Page, values: dict[str, str]) -> None:
    """Type into fields by their ids; dates as the browser's own calendar takes them."""
    for name, value in values.items():
        page.fill(f"#{name}", value)


def tell_about(page: Page, track: str, name: str) -> None:
    """Step 1."""
    fill(page, {**specimens.ABOUT, "name": name})
    if track == "presence":
        page.check("input[name=form][value=perkumpulan]")
    page.select_option("#field_1", "lingkungan")
    page.click(GO_ON)
    if "mirip" in page.url:
        page.click("a:has-text('lanjut')")


def tell_basis(page: Page, track: str) -> None:
    """Step 2."""
    fill(page, {**specimens.LEGAL, **(specimens.DECREE if track == "presence" else {})})
    page.click(GO_ON)


def tell_seat(page: Page) -> None:
    """Step 3."""
    fill(page, specimens.SEAT)
    page.select_option("#village_code", index=3)
    page.check("input[name=tenure][value=own]")
    page.click(GO_ON)


def tell_board(page: Page) -> None:
    """Step 4: first with a NIK that is too short, which gets a sentence and keeps everything."""
    fill(
        page,
        {
            "decree_number": "01/SK/2025",
            "decree_date": "2025-03-15",
            "term_start": "2025-03-15",
            "term_end": "2030-03-14",
        },
    )
    for place, (name, nik, phone) in enumerate(specimens.BOARD):
        fill(page, {f"members-{place}-name": name, f"members-{place}-nik": nik, f"members-{place}-phone": phone})
    page.fill("#members-0-nik", "357401450790003")
    page.click(GO_ON)
    expect(page).to_have_title(re.compile("^Kesalahan:"))
    expect(page.locator("#errors a").first).to_contain_text("16 angka")
    expect(page.locator("#members-1-name")).to_have_value("Bagus Contoh")
    page.fill("#members-0-nik", specimens.BOARD[0][1])
    page.click(GO_ON)


def send_papers(page: Page, folder: Path) -> int:
    """Step 5: every required paper, as a turned photo, as two photos, or as a PDF; conditional ones do not apply."""
    count = 0
    while True:
        card = page.locator("ol.papers > li:has(.tag.wait)").first
        if card.count() == 0:
            break
        card_id = card.get_attribute("id") or ""
        card = page.locator(f"#{card_id}")
        if not card.locator("details").first.evaluate("node => node.open"):
            card.locator("summary").first.click()
        waive = card.locator("button:has-text('Tidak berlaku')")
        if waive.count():
            with page.expect_navigation():
                waive.click()
        else:
            files = [specimens.photo(folder, card_id)] if count % 3 == 0 else [specimens.scan(folder, card_id)]
            if count == 3:
                files.append(specimens.photo(folder, f"{card_id}-2"))
            card.locator("input[type=file]").set_input_files([str(file) for file in files])
            with page.expect_navigation(timeout=30_000):
                card.locator("button:has-text('Kirim berkas ini')").click()
        expect(page.locator(f"#{card_id} .tag.wait")).to_have_count(0, timeout=30_000)
        count += 1
        assert count < 40
    page.click("main form:last-of-type button:has-text('Lanjut'):not(:has-text('nanti'))")
    return count


def send(page: Page) -> str:
    """Step 6: look, agree, send; return the secret code on the receipt."""
    page.fill("#sender_name", "Siti Contoh")
    page.fill("#sender_phone", "0812 3456 7890")
    page.check("#agreed")
    page.click("button:has-text('Kirim permohonan')")
    page.wait_for_url(re.compile("/tanda-terima"))
    return page.locator("dl.codes code").nth(1).inner_text()


def open_case(page: Page, case: str, code: str) -> None:
    """Open a case on any phone with reference and code."""
    page.goto("/lacak")
    page.fill("#reference", case.lower())
    page.fill("#code", code.lower().replace("-", " "))
    page.click("main button:has-text('Buka')")
    page.wait_for_url(re.compile(f"/permohonan/{case}$"))


def desk_case(page: Page, case: str) -> None:
    """Find a case by the desk's one search box and open it."""
    page.fill("#cari", case)
    page.press("#cari", "Enter")
    page.wait_for_url("**/meja/cari?**")
    page.click(f"main a:has-text('{case}')")
    page.wait_for_url("**/meja/permohonan/*")


def give_verdicts(page: Page, fix: dict[str, str]) -> None:
    """Give every paper and section its verdict: `fix` says which are to be mended, and why."""
    for card in page.locator("fieldset.paper").all():
        code = (card.get_attribute("id") or "").removeprefix("paper-")
        if code not in fix and card.locator("input:checked").count():
            continue
        choice = card.locator(f"input[value={'fix' if code in fix else 'ok'}]")
        if not choice.is_visible():  # with script only the present paper stands open
            card.locator("legend").click()
        choice.check()
        if code in fix:
            card.locator("textarea").fill(fix[code])


def press_on(page: Page, place: str) -> None:
    """Press the button at the lower edge until it leads to a place: without script it saves first, then offers the next step."""
    for _ in range(4):
        with page.expect_navigation():
            page.locator(".bar button").first.click()
        if page.locator(".bar button").count() == 0 or re.search(place.replace("**", ".*") + "$", page.url):
            return
