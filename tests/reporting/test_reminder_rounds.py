"""A round of reminders: who reads it, who was answered is left alone, and all at once only after a question."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote
from uuid import uuid4

import pytest
from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.filed import FiledMember
from aormas.reporting.actions import opening, reviewing
from aormas.reporting.models import Reminder
from aormas.reporting.queries import reminding as queries
from tests.reporting import factories
from tests.reporting.factories import on

FIXED = (FiledMember("chair", "Bu Tetap", "3574014507900003", "+62335421000"),)
LIST = "/meja/laporan/pengingat"


@pytest.fixture
def known(app):
    """An organisation that owes the first semester of 2026, due on 31 July."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 20):
        factories.reporting_since(date(2026, 1, 1))
    return row


def due():
    db.session.expire_all()
    return queries.due(clock.today(), mail=False)


@pytest.fixture
def rejected(known, person):
    """Its report was sent on 20 July and rejected on the 30th."""
    user = factories.account(known)
    with on(2026, 7, 20):
        report = factories.filed(known, factories.period("2026-1"), user, nil=True).report
    with on(2026, 7, 30):
        reviewing.decide(
            report,
            "rejected",
            reasons=[],
            note="Bukan laporan ini.",
            seen=1,
            by=person("operator"),
            client_id=str(uuid4()),
        )
    return known, user, report


def test_who_was_rejected_lately_is_left_to_read_why(rejected):
    with on(2026, 8, 8):
        assert due() == []
    with on(2026, 8, 14):
        assert [one.rejected_on for one in due()] == [date(2026, 7, 30)]


def test_a_rejected_report_is_named_in_the_text_and_on_the_list(rejected, signed_in):
    with on(2026, 8, 14):
        line = due()[0]
        page = unquote(signed_in("operator").get(f"{LIST}/{line.duty_id}").text)
        text = page.split('href="https://wa.me/6281234567890?text=')[1].split('"')[0]
        assert "laporan yang dikirim ditolak pada 30 Juli 2026" in text
        assert "belum lapor" not in text
        assert "ditolak pada 30 Juli 2026" in signed_in("operator").get(LIST).text


def test_who_waits_for_the_office_s_answer_is_not_reminded(rejected):
    _row, user, report = rejected
    with on(2026, 8, 13):
        reviewing.answer(rejected[0], report, "Mohon dilihat lagi.", user, client_id=str(uuid4()))
    with on(2026, 8, 14):
        assert due() == []


def test_the_page_says_how_many_are_past_the_rules_and_where_they_stand(known, signed_in):
    browser = signed_in("operator")
    with on(2026, 8, 8):
        assert "tidak ada dalam daftar hari ini" not in browser.get(LIST).text
    with on(2026, 12, 20):
        page = browser.get(LIST).text
        assert "1 organisasi belum melaporkan Semester I 2026 dan tidak ada dalam daftar hari ini" in page
        assert 'href="/meja/laporan/kepatuhan?periode=2026-1&amp;keadaan=belum"' in page
        assert known.name in browser.get("/meja/laporan/kepatuhan?periode=2026-1&keadaan=belum").text


def test_all_at_once_is_asked_about_first(known, signed_in):
    browser = signed_in("operator")
    with on(2026, 8, 8):
        address = f"{LIST}/semua?saluran=whatsapp"
        assert f'href="{address}"' in browser.get(LIST).text
        asked = browser.get(address).text
        assert known.name in asked
        assert "tidak bisa ditarik kembali" in asked
        assert not db.session.scalars(select(Reminder)).all()
        assert browser.post(LIST, data={"saluran": "whatsapp", "semua": ""}).status_code == 303
        assert len(db.session.scalars(select(Reminder)).all()) == 1
        assert browser.get(address).status_code == 303


def test_who_only_reads_sees_whom_to_remind_and_can_note_nothing(known, signed_in):
    reader = signed_in("auditor")
    with on(2026, 8, 8):
        page = reader.get(LIST)
        assert page.status_code == 200
        assert known.name in page.text
        for offered in ('name="pilih"', "Catat", f"{LIST}/semua", f"{LIST}/{due()[0].duty_id}"):
            assert offered not in page.text
        assert f'href="{LIST}"' in reader.get("/meja/laporan").text
        assert reader.get(f"{LIST}/lembar").status_code == 200
        assert reader.post(LIST, data={"saluran": "whatsapp", "semua": ""}).status_code == 403


def test_a_phone_can_be_called_from_the_page_and_the_sheet_names_whom_to_ask_for(known, signed_in):
    browser = signed_in("operator")
    with on(2026, 8, 8):
        page = browser.get(f"{LIST}/{due()[0].duty_id}").text
        assert 'href="tel:+6281234567890"' in page
        assert "server surat" not in page
        far = factories.known_since(
            date(2025, 1, 10), name="Paguyuban Tanpa Ponsel", phone="", address="", members=FIXED
        )
        opening.daily()
        assert [one.channel for one in due() if one.organization_id == far.id] == ["call"]
        sheet = browser.get(f"{LIST}/lembar").text
    assert "0335\u00a0421" in sheet
    assert "Bu Tetap" in sheet
