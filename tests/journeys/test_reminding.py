"""A round of a hundred reminders by one officer, and a late report whose organisation asks for more time and gets it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from aormas import create_app
from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.organizations.filed import FiledMember
from aormas.reporting.actions import opening
from aormas.reporting.models import Duty, Period
from tests.conftest import Office
from tests.factories import PASSWORD, let_go
from tests.faults.server import Server
from tests.journeys.conftest import DESK, PHONE, Windows
from tests.reporting import factories

pytestmark = [pytest.mark.browser, pytest.mark.timeout(500)]
MOBILE, MAIL, PAPER = 60, 25, 15


class Box:
    """A mail server that takes everything and remembers to whom."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken += envelope.rcpt_tos
        await asyncio.sleep(0)
        return "250 taken"


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """A mail server on a free port."""
    mind = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mind, hostname="127.0.0.1", port=port)
    controller.start()
    yield mind, port
    controller.stop()


def enter() -> None:
    """Enter a hundred organisations, known for two years: with a mobile number, with e-mail, with an address only."""
    day = clock.today() - timedelta(days=800)
    for number in range(MOBILE + MAIL + PAPER):
        members = (FiledMember("chair", f"Ketua {number}", "", f"+62812000{number:05d}"),) if number < MOBILE else ()
        email = f"ormas{number}@contoh.example" if MOBILE <= number < MOBILE + MAIL else ""
        factories.known_since(
            day, name=f"Perkumpulan Warga {number:03d}", acronym="", basis_number="", basis_kind="", npwp="", phone="", email=email,
            members=members, address=f"Jalan Contoh {number}", village_code=("35.74.03.1004", "35.74.01.1001")[number % 2],
        )  # fmt: skip


@transaction
def due_in(days: int) -> None:
    """Let the report of the last period that is over be due so many days from today."""
    over = select(Period).where(Period.ends_on < clock.today()).order_by(Period.starts_on.desc())
    period = db.session.scalars(over.limit(1)).one()
    day = clock.today() + timedelta(days=days)
    period.due_on = day
    mine = update(Duty).where(Duty.period_id == period.id)
    db.session.execute(mine.values(due_on=day, until=day + timedelta(days=period.grace_days)))
    late = clock.today() - timedelta(days=10)
    db.session.execute(mine.where(Duty.organization_id == 1).values(due_on=late, until=late))
    db.session.execute(update(Duty).where(Duty.period_id != period.id).values(settled_on=Duty.due_on))


@pytest.fixture
def server(migrated: Office, tmp_path_factory: pytest.TempPathFactory, box: tuple[Box, int]) -> Iterator[Server]:
    """An office with a mail server and a hundred organisations whose report is due in ten days; the first one's was due ten days ago."""
    settings = migrated.copy(tmp_path_factory.mktemp("reminding") / "office")
    app = create_app(settings)
    with app.app_context():
        enter()
        factories.reporting_since(date(clock.today().year - 1, 1, 1))
        opening.daily()
        due_in(10)
        factories.account(db.session.get(factories.Organization, 1))
        let_go(app)
    (Path(settings.instance) / "aormas.toml").write_text(
        f'smtp_url = "smtp://127.0.0.1:{box[1]}"\nmail_from = "ormas@kota.example"\n'
    )
    with Server(Path(settings.instance)) as started:
        yield started


def test_a_round_of_a_hundred_organisations(
    windows: Windows, box: tuple[Box, int], keep: Callable[[Page, str], None]
) -> None:
    page = windows.officer("operator", script=False)
    page.goto("/meja/laporan/pengingat")
    keep(page, "list")
    expect(page.locator("nav.tabs")).to_contain_text("WhatsApp 60")
    page.locator("td a:has-text('Buka teksnya')").first.click()
    keep(page, "one")
    page.fill("#text", "Apa kabar, Bapak?")
    page.click("button:has-text('Pakai teks ini')")
    assert page.get_attribute("a:has-text('Buka di WhatsApp')", "href").endswith("?text=Apa%20kabar%2C%20Bapak%3F")
    for _number in range(3):  # one after the other, as it goes on a phone with WhatsApp
        assert page.get_attribute("a:has-text('Buka di WhatsApp')", "href").startswith("https://wa.me/62812")
        page.click("button:has-text('Tandai terkirim')")
    page.goto("/meja/laporan/pengingat?saluran=whatsapp")
    page.check("input[name=pilih] >> nth=0")
    page.check("input[name=pilih] >> nth=1")
    page.click("button:has-text('Tandai terkirim yang dicentang')")
    expect(page.locator(".flash")).to_contain_text("2 pengingat dicatat")
    page.click("a:has-text('Tandai semua (55)')")
    page.click("button:has-text('Tandai semua (55)')")
    expect(page.locator(".flash")).to_contain_text("55 pengingat dicatat")

    page.goto("/meja/laporan/pengingat?saluran=email")
    page.click("a:has-text('Kirim semua surel (25)')")
    page.click("button:has-text('Kirim semua surel (25)')")
    expect(page.locator(".flash")).to_contain_text("25 surel sedang dikirim")

    page.goto("/meja/laporan/pengingat?saluran=letter")
    keep(page, "letters")
    letters = page.request.get("/meja/laporan/pengingat/surat.pdf")
    assert letters.headers["content-type"] == "application/pdf"
    page.click("a:has-text('Tandai semua (15)')")
    page.click("button:has-text('Tandai semua (15)')")
    expect(page.locator("main")).to_contain_text("Hari ini tidak ada yang perlu diingatkan")

    for _number in range(120):
        if len(box[0].taken) == MAIL:
            break
        page.wait_for_timeout(500)
    assert len(box[0].taken) == len(set(box[0].taken)) == MAIL
    page.goto("/meja/laporan/pengingat/riwayat")
    keep(page, "history")
    expect(page.locator("main")).to_contain_text("100 pengingat")
    page.locator("a:has-text('Catat jawaban')").first.click()
    page.select_option("#answer", "promised")
    page.click("button:has-text('Simpan')")
    expect(page.locator("main")).to_contain_text("Akan segera melapor")
    page.set_viewport_size(PHONE)
    page.goto("/meja/laporan/pengingat/riwayat")
    keep(page, "history-phone")


def test_the_button_to_whatsapp_takes_the_text_while_it_is_typed(windows: Windows) -> None:
    page = windows.officer("operator")
    page.goto("/meja/laporan/pengingat?saluran=whatsapp")
    page.locator("td a:has-text('Buka teksnya')").first.click()
    ready = page.get_attribute("a:has-text('Buka di WhatsApp')", "href")
    page.fill("#text", "Selamat pagi & salam 100%")
    href = page.get_attribute("a:has-text('Buka di WhatsApp')", "href")
    assert href == ready.split("?")[0] + "?text=Selamat%20pagi%20%26%20salam%20100%25"
    expect(page.locator("button:has-text('Pakai teks ini')")).to_have_count(0)


def test_a_late_report_with_an_extension_is_in_time(
    windows: Windows, server: Server, keep: Callable[[Page, str], None]
) -> None:
    own = windows.open(PHONE, script=False)
    own.goto("/masuk")
    own.fill("#username", "ormas")
    own.fill("#password", PASSWORD)
    own.click("main button:has-text('Masuk')")
    own.goto("/portal/laporan")
    expect(own.locator("main")).to_contain_text("belum lapor 10 hari")
    own.click("main .actions a >> nth=0")
    address = own.url
    own.goto(f"{address}/kelonggaran")
    keep(own, "ask")
    wanted = clock.today() + timedelta(days=40)
    own.check("input[name=kind][value=extension]")
    own.fill("#until", wanted.isoformat())
    own.fill("#reason", "Sekretaris kami dirawat di rumah sakit.")
    own.click("main form button >> nth=-1")
    head = windows.officer("kabid", script=False)
    head.goto("/meja/laporan/kelonggaran")
    keep(head, "requests")
    expect(head.locator("main")).to_contain_text("jawab dalam 5 hari kerja")
    head.click("a:has-text('Putuskan')")
    keep(head, "decide")
    head.check("input[name=verdict][value=grant]")
    head.click("button:has-text('Jawab permintaan')")
    expect(head.locator("main")).to_contain_text("Perpanjangan waktu")
    own.goto(address)
    keep(own, "granted")
    expect(own.locator("main")).to_contain_text("Diperpanjang sampai")
    own.goto(f"{address}/nihil")
    for name, value in factories.SIGNERS.items():
        own.fill(f"#{name}", value)
    own.click("main form button >> nth=-1")
    own.goto("/portal/laporan")
    keep(own, "in-time")
    expect(own.locator("main")).to_contain_text("tepat waktu")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_reaching_and_rules_fits(
    windows: Windows, keep: Callable[[Page, str], None], size: dict[str, int]
) -> None:
    head, admin = windows.officer("kabid"), windows.officer("admin")
    for page, addresses in (
        (head, ("laporan/pengingat", "laporan/pengingat/riwayat", "laporan/kelonggaran", "laporan/kelonggaran/semua")),
        (admin, ("pengaturan/pelaporan", "pengaturan/pelaporan/aturan", "pengaturan/pelaporan/pengingat/1", "pengaturan/pelaporan/periode/1",
                 "pengaturan/pelaporan/alasan/1")),
    ):  # fmt: skip
        page.set_viewport_size(size)
        for address in addresses:
            assert page.goto(f"/meja/{address}").status == 200, address
            keep(page, address.replace("/", "-"))
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
