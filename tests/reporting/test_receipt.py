"""The receipt of a report as PDF: what came in, when, from whom, and where anybody can check it."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest
from sqlalchemy import select

from aormas.core import web
from aormas.core.database import db
from aormas.reporting.models import Filing
from tests.reporting import factories, pages
from tests.reporting.factories import on
from tests.reporting.pages import text_of


@pytest.fixture
def sent(app):
    """(filing with one activity, the organisation's browser) in July 2026."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        user = factories.account(row)
        period = factories.period("2026-1")
        factories.activity(row, period, user, date(2026, 3, 3))
        yield factories.filed(row, period, user), pages.enter(app)


def test_the_receipt_tells_number_time_contents_and_signers(sent, tmp_path):
    filing, browser = sent
    text = text_of(browser.get("/portal/laporan/2026-1/tanda-terima/1.pdf").data, tmp_path)
    for told in (
        "TANDA TERIMA LAPORAN KEGIATAN", "0001/TTL/2026", "6 Juli 2026", "09.00 WIB", "Semester I 2026",
        "Forum Komunikasi Pemuda Mayangan", "1 kegiatan, 0 foto", "Siti Contoh (Ketua); Bagus Contoh (Sekretaris)",
        "Wali Kota Probolinggo c.q. Badan Kesatuan Bangsa dan Politik",
    ):  # fmt: skip
        assert told in text
    assert "Kerja bakti sungai" not in text
    assert filing.receipt_code in text.replace(" ", "")


def test_the_code_stays_whole_where_the_address_is_long(sent, tmp_path, monkeypatch):
    filing, browser = sent
    monkeypatch.setattr(web, "site_root", lambda: "https://ormas.kesbangpol.probolinggokota.go.id")
    text = text_of(browser.get("/portal/laporan/2026-1/tanda-terima/1.pdf").data, tmp_path)
    assert filing.receipt_code in text


def test_the_code_in_the_picture_leads_to_the_page_of_checking(sent, tmp_path):
    filing, browser = sent
    path = tmp_path / "receipt.pdf"
    path.write_bytes(browser.get("/portal/laporan/2026-1/tanda-terima/1.pdf").data)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", str(path), str(tmp_path / "page")], check=True)
    seen = subprocess.run(
        ["zbarimg", "-q", "--raw", str(tmp_path / "page.png")], capture_output=True, check=True
    ).stdout.decode()
    assert seen.strip().endswith(f"/laporan/tanda-terima/{filing.receipt_code}")


def test_what_is_changed_later_does_not_change_the_receipt(sent, tmp_path, person):
    from aormas.reporting.actions import activities, reviewing

    filing, browser = sent
    reviewing.decide(
        filing.report, "noted", reasons=[], note="Foto?", seen=1, by=person("verifikator"), client_id="c" * 36
    )
    row = filing.report.organization
    user = db.session.get(type(person("verifikator")), filing.filed_by_id)
    activities.remove(row, filing.report.present_activities[0], user)
    text = text_of(browser.get("/portal/laporan/2026-1/tanda-terima/1.pdf").data, tmp_path)
    assert "1 kegiatan, 0 foto" in text
    assert db.session.scalars(select(Filing)).one().content["activities"][0]["title"] == "Kerja bakti sungai"
