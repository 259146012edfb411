"""An organisation reports: nihil in three taps on a phone, a report with photos, two people at once, more time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from aormas import create_app
from aormas.core import clock
from aormas.core.i18n import format_date
from aormas.reporting.rules import periods
from tests.conftest import Office
from tests.factories import PASSWORD, let_go
from tests.faults.server import Server
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.reporting import factories, pages

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
NOW = periods.span_of(clock.today(), 6)
DUE = periods.span_of(NOW.starts_on - timedelta(days=1), 6)  # the semester that is over and can be sent
PERIOD = f"/portal/laporan/{DUE.code}"
NAME = f"Semester {'I' * int(DUE.code[-1])} {DUE.code[:4]}"
KINDS = ["script", "plain"]


@pytest.fixture(scope="module")
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An office with organisations that owe the semester before the present one, each with people of its own."""
    settings = migrated.copy(tmp_path_factory.mktemp("reporting") / "office")
    app = create_app(settings)
    with app.app_context():
        for number, name in enumerate(("nihil-script", "nihil-plain", "foto-script", "foto-plain", "berdua")):
            own = {"basis_number": f"AHU-000288{number}.AH.01.07.TAHUN 2019", "npwp": "", "phone": ""}
            row = factories.known_since(DUE.starts_on - timedelta(days=31), name=f"Forum {name}", acronym="", **own)
            factories.account(row, name)
            factories.account(row, f"{name}2", "Bagus Contoh")
        factories.reporting_since(DUE.starts_on)
        let_go(app)
    with Server(Path(settings.instance)) as started:
        yield started


def day(number: int) -> str:
    """Return a day of the semester that is over, by its number from 0."""
    return (DUE.starts_on + timedelta(days=number)).isoformat()


def enter(windows: Windows, who: str, size: dict[str, int] = PHONE, script: bool = True) -> Page:
    """Open a window in which somebody of an organisation is signed in, on the portal's first page."""
    page = windows.open(size, script)
    page.goto("/masuk")
    page.fill("#username", who)
    page.fill("#password", PASSWORD)
    page.click("main button:has-text('Masuk')")
    page.wait_for_url("**/portal")
    return page


def narrow_enough(page: Page) -> None:
    """Nothing hangs over the right edge of the screen."""
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width + 1


@pytest.mark.parametrize("kind", KINDS)
def test_nihil_is_three_taps_on_a_phone(windows: Windows, keep: Callable[[Page, str], None], kind: str) -> None:
    page = enter(windows, f"nihil-{kind}", script=kind == "script")
    keep(page, "start")
    page.click(f"main a:has-text('{NAME}')")
    keep(page, "question")
    page.click("main a:has-text('Tidak ada (nihil)')")
    expect(page.locator("#chair_name")).to_have_value("Siti Contoh")
    keep(page, "nihil")
    page.click("main button:has-text('Kirim laporan nihil')")
    page.wait_for_url("**/tanda-terima/1")
    expect(page.locator("dl.codes code")).to_contain_text(re.compile(r"000\d/TTL/20\d\d"))
    keep(page, "receipt")
    with page.expect_download() as download:
        page.click("main a:has-text('Tanda terima (PDF)')")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    page.goto("/portal")
    expect(page.locator("main")).not_to_contain_text(NAME)


def photos(folder: Path, count: int) -> list[str]:
    """Return large photos as phones take them."""
    paths = [folder / f"foto{number}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(pages.picture(number + 100, (3000, 2250)))
    return [str(path) for path in paths]


def write_down(page: Page, title: str, day: str) -> None:
    """Write an activity down; the page of its photos follows."""
    page.fill("#title", title)
    page.fill("#starts_on", day)
    page.fill("#place", "Kali Kedunggaleng")
    page.fill("#participants", "40 orang")
    page.select_option("#funds-0-source", "dues")
    page.fill("#funds-0-amount", "1,5 juta")
    page.click("main button:has-text('Simpan kegiatan')")
    page.wait_for_url("**/foto")


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_with_six_photos_of_which_one_is_a_video(
    windows: Windows, keep: Callable[[Page, str], None], tmp_path: Path, kind: str
) -> None:
    page = enter(windows, f"foto-{kind}", script=kind == "script")
    page.goto(PERIOD)
    page.click("main a:has-text('Ada kegiatan')")
    write_down(page, "Kerja bakti sungai", day(61))
    film = tmp_path / "film.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(2000))
    page.set_input_files("#photos", [*photos(tmp_path, 6)[:3], str(film), *photos(tmp_path, 6)[3:]])
    page.click("main button:has-text('Kirim foto')")
    if kind == "script":
        expect(page.locator("main .band p").last).to_contain_text("6 dari 7 foto tersimpan", timeout=60_000)
        narrow_enough(page)
    expect(page.locator("main")).to_contain_text("film.mp4: Ini video.", timeout=60_000)
    keep(page, "one-is-a-video")
    page.goto(page.url)
    expect(page.locator(".thumbs img")).to_have_count(6)
    page.locator("input[name^=umum]").first.check()
    page.locator("input[name^=judul]").first.fill("Sampah diangkat dari sungai")
    keep(page, "photos")
    page.click("main button:has-text('Simpan keterangan')")
    page.click("main a:has-text('Periksa dan kirim')")
    expect(page.locator("main")).to_contain_text("Iuran anggota Rp1.500.000")
    expect(page.locator(".thumbs .tag")).to_have_count(1)
    keep(page, "check")
    page.click("main button:has-text('Kirim laporan')")
    page.wait_for_url("**/tanda-terima/1")
    page.goto(PERIOD)
    expect(page.locator("main")).to_contain_text("Menunggu kantor")
    keep(page, "sent")


@pytest.fixture
def own_server(migrated: Office, tmp_path: Path) -> Iterator[Server]:
    """An office that is started anew on each day, not yet started."""
    settings = migrated.copy(tmp_path / "office")
    app = create_app(settings)
    with app.app_context():
        row = factories.known_since(DUE.starts_on - timedelta(days=31), name="Forum tiga hari", acronym="")
        factories.account(row, "tigahari")
        factories.reporting_since(DUE.starts_on)
        let_go(app)
    made = Server(Path(settings.instance))
    yield made
    made.__exit__()


def test_a_report_with_six_photos_over_three_days(
    browser: Browser, own_server: Server, keep: Callable[[Page, str], None], tmp_path: Path
) -> None:
    """Each day one activity with two photos, on the server's own next day; sent on the third."""
    chosen, titles = photos(tmp_path, 6), ("Rapat anggota", "Kerja bakti sungai", "Bakti sosial")
    for number, title in enumerate(titles):
        own_server.start(days_ahead=number)
        windows = Windows(browser, f"http://127.0.0.1:{own_server.port}", [])
        page = enter(windows, "tigahari")
        page.goto(PERIOD)
        for earlier in titles[:number]:
            expect(page.locator(f"main li:has(a:text-is('{earlier}'))")).to_contain_text("2 foto")
        page.click(f"main a:has-text('{'Tambah kegiatan' if number else 'Ada kegiatan'}')")
        write_down(page, title, day(10 * number))
        page.set_input_files("#photos", chosen[2 * number : 2 * number + 2])
        page.click("main button:has-text('Kirim foto')")
        expect(page.locator(".thumbs img")).to_have_count(2, timeout=60_000)
        keep(page, f"day-{number + 1}")
        if number == 2:
            send_on_the_third_day(page, keep)
        for context in windows.opened:
            context.close()
        own_server.stop()


def send_on_the_third_day(page: Page, keep: Callable[[Page, str], None]) -> None:
    """Check six photos, send, and read the third day on the receipt."""
    page.goto(f"{PERIOD}/periksa")
    expect(page.locator(".thumbs img")).to_have_count(6)
    page.click("main button:has-text('Kirim laporan')")
    page.wait_for_url("**/tanda-terima/1")
    expect(page.locator("main")).to_contain_text(format_date(clock.today() + timedelta(days=2)))
    keep(page, "receipt")


def test_a_phone_makes_its_photos_smaller_before_it_sends_them(windows: Windows, tmp_path: Path) -> None:
    page = enter(windows, "berdua2")
    page.goto(f"{PERIOD}/kegiatan/baru")
    write_down(page, "Rapat anggota", day(32))
    large = tmp_path / "besar.jpg"
    large.write_bytes(pages.picture(7, (5000, 3750)))
    page.set_input_files("#photos", [str(large)])
    with page.expect_request(lambda one: one.method == "POST") as sent:
        page.click("main button:has-text('Kirim foto')")
    expect(page.locator(".thumbs img")).to_have_count(1, timeout=30_000)
    assert 0 < int(sent.value.all_headers()["content-length"]) < large.stat().st_size / 2


def test_two_people_of_one_organisation_write_at_once(windows: Windows, keep: Callable[[Page, str], None]) -> None:
    first, second = enter(windows, "berdua", DESK), enter(windows, "berdua2", PHONE)
    first.goto(f"{PERIOD}/kegiatan/baru")
    write_down(first, "Bakti sosial", day(93))
    address = first.url.removesuffix("/foto")
    first.goto(address)
    second.goto(address)
    first.fill("#place", "Balai RW 3")
    first.click("main button:has-text('Simpan')")
    first.wait_for_url(f"**{PERIOD}")
    second.fill("#result", "Empat puluh paket dibagikan.")
    second.fill("#place", "Balai RW 4")
    second.click("main button:has-text('Simpan')")
    expect(second.locator("#errors")).to_contain_text("Siti Contoh menulis di sini: Balai RW 3")
    expect(second.locator("#result")).to_have_value("Empat puluh paket dibagikan.")
    expect(second.locator("#place")).to_have_value("Balai RW 4")
    narrow_enough(second)
    keep(second, "beside-each-other")
    second.fill("#place", "Balai RW 3")
    second.click("main button:has-text('Simpan')")
    second.wait_for_url(f"**{PERIOD}")
    second.goto(address)
    expect(second.locator("#place")).to_have_value("Balai RW 3")
    second.click("summary:has-text('Siapa menulis apa')")
    expect(second.locator("main")).to_contain_text("ditulis bersamaan dengan versi lain")
    keep(second, "who-wrote-what")


def test_the_form_of_the_next_activity_is_empty_and_an_unsaved_one_is_kept(windows: Windows) -> None:
    page = enter(windows, "nihil-script")
    page.goto(f"/portal/laporan/{NOW.code}/kegiatan/baru")
    write_down(page, "Lomba kampung", clock.today().isoformat())
    page.goto(f"/portal/laporan/{NOW.code}/kegiatan/baru")
    expect(page.locator("#title")).to_have_value("")
    page.fill("#title", "Belum selesai ditulis")
    page.goto("/portal/laporan")
    page.goto(f"/portal/laporan/{NOW.code}/kegiatan/baru")
    expect(page.locator("#title")).to_have_value("Belum selesai ditulis")
