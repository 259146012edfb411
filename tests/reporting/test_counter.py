"""An officer writes a report down for an organisation: the same pages, marked, with the paper form attached."""

from __future__ import annotations

import io
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from aormas.core import clock
from aormas.core.audit import AuditEntry
from aormas.core.database import db, transaction
from aormas.reporting.actions import reliefs
from aormas.reporting.models import Activity, ActivityReport, Filing
from aormas.reporting.queries import states
from aormas.reporting.queries.writing import duty_of
from aormas.reporting.rules.states import EXTENSION
from tests.reporting import factories, pages
from tests.reporting.factories import on
from tests.reporting.pages import SIGNERS, hidden, picture, text_of


@pytest.fixture
def desk(app, signed_in):
    """(organisation, address of its report at the counter, an officer's browser) in July 2026."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        yield row, f"/meja/laporan/isi/{row.id}/2026-1", signed_in("operator")


def test_a_report_from_paper_is_marked_and_its_scan_is_kept(desk):
    row, address, browser = desk
    form = {**hidden(browser, f"{address}/kegiatan/baru"), **pages.activity()}
    browser.post(f"{address}/kegiatan/baru", data=form)
    scan = {"scan": (io.BytesIO(picture(1, (1200, 1600))), "formulir.jpg")}
    sent = browser.post(
        f"{address}/periksa",
        data={**hidden(browser, f"{address}/periksa"), **SIGNERS, **scan, "arrived_on": "2026-07-06"},
    )
    assert sent.location == f"{address}/tanda-terima/1"
    page = browser.get(sent.location).text
    assert "Dicatat kantor" in page
    report, filing = db.session.scalars(select(ActivityReport)).one(), db.session.scalars(select(Filing)).one()
    assert (filing.channel, filing.filed_by, report.entered_by) == ("counter", "Operator Contoh", "Operator Contoh")
    assert report.scan.media_type == "application/pdf"
    factories.account(row)
    assert "dicatat kantor" in pages.enter(browser.application).get("/portal/laporan/2026-1").text


def test_a_paper_counts_from_the_day_on_which_it_came_and_both_days_are_told(desk, signed_in, tmp_path):
    _row, address, _browser = desk
    with on(2026, 8, 3):
        browser = signed_in("operator")
        form = {**hidden(browser, f"{address}/nihil"), **SIGNERS}
        assert 'value="2026-08-03"' in browser.get(f"{address}/nihil").text
        for wrong in ("", "2026-08-04", "2026-06-30", "kemarin"):
            answer = browser.post(f"{address}/nihil", data={**form, "arrived_on": wrong})
            assert answer.status_code == 422
            assert 'href="#arrived_on"' in answer.text
        sent = browser.post(f"{address}/nihil", data={**form, "arrived_on": "2026-07-31"})
        assert "31 Juli 2026, dicatat 3 Agustus 2026" in browser.get(sent.location).text
        pdf = browser.get(f"{sent.location}.pdf").data
        filing = db.session.scalars(select(Filing)).one()
        assert (filing.filed_on, clock.day_of(filing.filed_at)) == (date(2026, 7, 31), date(2026, 8, 3))
        assert filing.report.duty.settled_on == date(2026, 7, 31)
        assert states.state_of(filing.report.duty, clock.today()).code == "on_time"
        entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "report.filed")).one()
        assert "2026-07-31" in str(entry.changes)
        public = browser.application.test_client().get(f"/laporan/tanda-terima/{filing.receipt_code}").text
        assert "31 Juli 2026, dicatat 3 Agustus 2026" in public
    assert "31 Juli 2026" in text_of(pdf, tmp_path)


def test_an_organisation_itself_cannot_say_when_its_report_came(desk):
    row, _address, browser = desk
    factories.account(row)
    with on(2026, 8, 3):
        own, home = pages.enter(browser.application), "/portal/laporan/2026-1/nihil"
        assert "arrived_on" not in own.get(home).text
        own.post(home, data={**hidden(own, home), **SIGNERS, "arrived_on": "2026-07-31"})
        assert db.session.scalars(select(Filing)).one().filed_on == date(2026, 8, 3)


def test_nihil_from_paper_takes_no_scan_at_all(desk):
    _row, address, browser = desk
    sent = browser.post(
        f"{address}/nihil", data={**hidden(browser, f"{address}/nihil"), **SIGNERS, "arrived_on": "2026-07-06"}
    )
    assert sent.status_code == 303
    assert db.session.scalars(select(Filing)).one().nil


def test_a_scan_that_is_no_paper_is_refused_beside_it_and_nothing_is_sent(desk):
    _row, address, browser = desk
    film = {"scan": (io.BytesIO(b"\0\0\0\x18ftypmp42" + bytes(2000)), "film.mp4")}
    answer = browser.post(
        f"{address}/nihil", data={**hidden(browser, f"{address}/nihil"), **SIGNERS, **film, "arrived_on": "2026-07-06"}
    )
    assert answer.status_code == 422
    assert 'href="#scan"' in answer.text
    assert "<title>Kesalahan:" in answer.text
    assert 'value="Siti Contoh"' in answer.text
    assert db.session.scalars(select(Filing)).all() == []


def test_who_may_not_enter_reports_does_not(desk, signed_in):
    _row, address, _browser = desk
    reader = signed_in("auditor")
    assert reader.get(address).status_code == 403
    assert reader.post(f"{address}/nihil", data=SIGNERS).status_code == 403


def test_officer_and_organisation_who_write_at_once_see_each_other(desk):
    row, address, browser = desk
    browser.post(f"{address}/kegiatan/baru", data={**hidden(browser, f"{address}/kegiatan/baru"), **pages.activity()})
    made = db.session.scalars(select(Activity)).one()
    factories.account(row)
    own = pages.enter(browser.application)
    opened = hidden(own, f"/portal/laporan/2026-1/kegiatan/{made.id}")
    here = f"{address}/kegiatan/{made.id}"
    browser.post(here, data={**hidden(browser, here), **pages.activity(place="Balai")})
    met = own.post(f"/portal/laporan/2026-1/kegiatan/{made.id}", data={**opened, **pages.activity(result="Tiga truk.")})
    assert met.status_code == 409
    assert "Diambil dari Operator Contoh: Tempat." in met.text
    assert 'value="Balai"' in met.text


def test_a_body_without_a_form_is_reached_from_the_counter_its_file_and_the_list(desk):
    row, address, browser = desk
    assert 'href="/meja/laporan/kode"' in browser.get("/meja/loket").text
    assert 'href="/meja/laporan/kepatuhan"' in browser.get("/meja/laporan/kode").text
    paper = f"/meja/laporan/formulir/{row.id}/2026-1.pdf"
    own = browser.get(f"/meja/ormas/{row.id}/laporan").text
    assert f'href="{address}"' in own
    assert f'href="{paper}"' in own
    assert f'href="{address}"' in browser.get("/meja/laporan/kepatuhan?periode=2026-1").text
    browser.post(f"{address}/nihil", data={**hidden(browser, f"{address}/nihil"), **SIGNERS})
    assert f'href="{address}"' not in browser.get(f"/meja/ormas/{row.id}/laporan").text
    assert f'href="{address}"' not in browser.get("/meja/laporan/kepatuhan?periode=2026-1").text


def test_who_only_reads_gets_the_paper_form_and_no_entry(desk, signed_in):
    row, address, _browser = desk
    reader = signed_in("auditor")
    own = reader.get(f"/meja/ormas/{row.id}/laporan").text
    assert address not in own
    assert f"/meja/laporan/formulir/{row.id}/2026-1.pdf" in own
    assert address not in reader.get("/meja/laporan/kepatuhan?periode=2026-1").text


def test_the_file_names_the_day_that_counts_after_more_time(desk, person):
    row, _address, browser = desk
    duty = duty_of(row.id, factories.period("2026-1").id)
    reliefs.grant(duty, EXTENSION, until=date(2026, 9, 14), reason="Banjir", by=person("kabid"), client_id=str(uuid4()))
    assert "14 September 2026" in browser.get(f"/meja/ormas/{row.id}/laporan").text


def test_a_closed_period_is_not_offered_to_be_entered(desk):
    row, address, browser = desk

    @transaction
    def close():
        factories.period("2026-1").closes_on = date(2026, 7, 5)

    close()
    assert address not in browser.get(f"/meja/ormas/{row.id}/laporan").text
    assert address not in browser.get("/meja/laporan/kepatuhan?periode=2026-1").text
