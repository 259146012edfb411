"""The desk's worklist and review screen: whose turn, side by side, one verdict, two officers at once."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest

from aormas.core.database import db
from aormas.reporting.actions import opening, reviewing
from aormas.reporting.models import ActivityReport, Duty, ReportReason, Verdict
from aormas.reporting.queries import pace, worklist
from aormas.reporting.rules import codes
from tests.reporting.factories import account, activity, filed, known_since, on, period, reporting_since


@pytest.fixture
def office(app):
    """An organisation that has filed its report on the first semester on 20 July 2026, with one activity."""
    row = known_since(date(2025, 3, 1), name="Karang Taruna Contoh")
    reporting_since(date(2026, 1, 1))
    user = account(row)
    with on(2026, 7, 20):
        opening.daily()
        activity(row, period("2026-1"), user, date(2026, 3, 7))
        sent = filed(row, period("2026-1"), user)
    return row, user, sent.report


def verdict_data(report, **changes):
    data = {"seen": "1", "verdict": "accepted", "note": "", "client_id": str(uuid4())}
    return {**data, **changes}


def test_the_worklist_shows_what_waits_by_the_offices_own_day(office, signed_in):
    _row, _user, report = office
    page = signed_in("operator").get("/meja/laporan")
    assert page.status_code == 200, page.text
    assert "Karang Taruna Contoh" in page.text
    assert f'href="/meja/laporan/{report.id}"' in page.text
    with on(2026, 7, 20):
        assert worklist.late(date(2026, 7, 20)) == 0
    assert worklist.late(date(2026, 11, 24)) == 1
    assert "lewat" in page.text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("", True), ("?periode=2026-1", True), ("?periode=2026-2", False), ("?keadaan=diterima", False), ("?keadaan=semua", True),
        ("?keadaan=menunggu&kecamatan=99.99.99", False), ("?keadaan=apa+saja", True), ("?hal=9", True),
    ],
)  # fmt: skip
def test_the_worklist_is_narrowed_by_its_filters(office, signed_in, query, there):
    page = signed_in("verifikator").get(f"/meja/laporan{query}")
    assert page.status_code == 200
    assert ("Karang Taruna Contoh" in page.text) is there


def test_the_review_screen_shows_the_report_as_it_was_sent(office, signed_in):
    _row, _user, report = office
    page = signed_in("operator").get(f"/meja/laporan/{report.id}")
    assert page.status_code == 200, page.text
    for text in (
        "Kerja bakti sungai",
        "Kali Kedunggaleng",
        "Dua truk sampah terangkut.",
        "Rp750.000",
        "Siti Contoh",
        "Bagus Contoh",
    ):
        assert text in page.text
    assert 'name="verdict"' in page.text


def test_a_report_that_was_not_sent_is_not_read_by_the_office(office, signed_in):
    row, user, _report = office
    activity(row, period("2026-2"), user, date(2026, 8, 17), title="Masih rahasia")
    draft = db.session.query(ActivityReport).filter_by(period_id=period("2026-2").id).one()
    page = signed_in("kabid").get(f"/meja/laporan/{draft.id}")
    assert page.status_code == 200
    assert "Masih rahasia" not in page.text


def test_one_post_says_what_the_office_thinks(office, signed_in):
    _row, _user, report = office
    reason = db.session.query(ReportReason).filter_by(verdict="noted").first()
    data = verdict_data(report, verdict="noted", noted=[str(reason.id)], note="Mohon foto lain.")
    answer = signed_in("verifikator").post(f"/meja/laporan/{report.id}/putusan", data=data)
    assert answer.status_code == 303
    made = db.session.query(Verdict).one()
    assert (made.verdict, made.reasons, made.note) == ("noted", [f"{reason.title}: {reason.text}"], "Mohon foto lain.")
    db.session.refresh(report)
    assert (report.stage, report.answer_due_on) == ("noted", None)


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"verdict": ""}, "Pilih hasil pemeriksaan."),
    ({"verdict": "noted"}, "Pilih atau tulis alasannya; organisasi akan membacanya."),
    ({"verdict": "rejected"}, "Pilih atau tulis alasannya; organisasi akan membacanya."),
])  # fmt: skip
def test_a_verdict_without_its_reason_is_asked_for_again(office, signed_in, changes, sentence):
    _row, _user, report = office
    answer = signed_in("operator").post(f"/meja/laporan/{report.id}/putusan", data=verdict_data(report, **changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.query(Verdict).count() == 0


def test_the_second_of_two_officers_sees_the_first_and_keeps_the_note(office, signed_in, person):
    _row, _user, report = office
    late = signed_in("verifikator")
    reviewing.decide(
        report, "rejected", reasons=[], note="Bukan laporan ini.", seen=1, by=person("operator"), client_id=str(uuid4())
    )
    data = verdict_data(report, verdict="noted", note="Catatan saya yang panjang")
    answer = late.post(f"/meja/laporan/{report.id}/putusan", data=data)
    assert answer.status_code == 409
    assert "Catatan saya yang panjang" in answer.text
    assert "Bukan laporan ini." in answer.text
    assert db.session.query(Verdict).count() == 1


def test_an_acceptance_is_not_turned_over_by_who_has_not_read_it(office, signed_in, person):
    _row, _user, report = office
    late = signed_in("verifikator")
    reviewing.decide(report, "accepted", reasons=[], note="", seen=1, by=person("operator"), client_id=str(uuid4()))
    data = verdict_data(report, verdict="rejected", note="Bukan laporan")
    assert late.post(f"/meja/laporan/{report.id}/putusan", data=data).status_code == 409
    assert report.stage == "accepted"
    assert late.post(f"/meja/laporan/{report.id}/putusan", data={**data, "seen": "2"}).status_code == 303


def test_a_resending_shows_what_changed_and_old_eyes_cannot_decide_it(office, signed_in, person):
    row, user, report = office
    reviewing.decide(
        report, "noted", reasons=[], note="Lengkapi.", seen=1, by=person("operator"), client_id=str(uuid4())
    )
    with on(2026, 7, 25):
        activity(row, period("2026-1"), user, date(2026, 4, 2), title="Bazar pemuda")
        filed(row, period("2026-1"), user)
    officer = signed_in("operator")
    page = officer.get(f"/meja/laporan/{report.id}").text
    assert "Bazar pemuda" in page
    assert "belum ada" in page
    answer = officer.post(f"/meja/laporan/{report.id}/putusan", data=verdict_data(report, seen="1"))
    assert answer.status_code == 409
    again = officer.post(f"/meja/laporan/{report.id}/putusan", data=verdict_data(report, seen="3"))
    assert again.status_code == 303


def test_a_message_needs_no_verdict(office, signed_in):
    _row, _user, report = office
    officer = signed_in("operator")
    answer = officer.post(f"/meja/laporan/{report.id}/pesan", data={"text": "Terima kasih.", "client_id": str(uuid4())})
    assert answer.status_code == 303
    assert "Terima kasih." in officer.get(f"/meja/laporan/{report.id}").text
    assert (
        officer.post(f"/meja/laporan/{report.id}/pesan", data={"text": "", "client_id": str(uuid4())}).status_code
        == 422
    )


def test_those_who_only_read_are_offered_no_verdict(office, signed_in):
    _row, _user, report = office
    auditor = signed_in("auditor")
    assert 'name="verdict"' not in auditor.get(f"/meja/laporan/{report.id}").text
    assert auditor.post(f"/meja/laporan/{report.id}/putusan", data=verdict_data(report)).status_code == 403


def test_the_offices_pace_is_the_median_of_its_working_days(office, person):
    _row, _user, report = office
    assert pace.pace(date(2026, 7, 20)) == pace.Pace(None, 0, 1, 0)
    with on(2026, 7, 23):
        reviewing.decide(report, "accepted", reasons=[], note="", seen=1, by=person("operator"), client_id=str(uuid4()))
    assert pace.pace(date(2026, 7, 24)) == pace.Pace(3.0, 1, 0, 0)
    assert pace.pace(date(2026, 11, 24)).answered == 0


def test_my_turn_has_the_reports_and_turns_red(office, signed_in):
    _row, _user, report = office
    page = signed_in("operator").get("/meja").text
    assert f'href="/meja/laporan/{report.id}"' in page
    assert "1 laporan; 1 lewat tenggat" in page or "1 laporan; 1" in page
    assert f'href="/meja/laporan/{report.id}"' not in signed_in("auditor").get("/meja").text


def test_the_division_head_finds_requests_for_more_time_under_my_turn(office, signed_in):
    from aormas.reporting.actions import reliefs

    row, user, _report = office
    duty = db.session.query(Duty).filter_by(organization_id=row.id, key="2026-2").one()
    reliefs.ask(row, duty, "extension", until=date(2027, 3, 1), reason="Banjir", by=user, client_id=str(uuid4()))
    assert "Putuskan permintaan perpanjangan" in signed_in("kabid").get("/meja").text
    assert "Putuskan permintaan perpanjangan" not in signed_in("operator").get("/meja").text
    assert 'href="/meja/laporan/kelonggaran/1"' in signed_in("kabid").get("/meja/laporan").text
    waits = signed_in("operator").get("/meja/laporan").text
    assert "Permintaan" in waits
    assert 'href="/meja/laporan/kelonggaran/1"' not in waits
    assert row.name in signed_in("operator").get("/meja/laporan?keadaan=diterima").text


def test_the_one_search_box_knows_receipts_and_codes_of_forms(office, signed_in):
    row, _user, report = office
    officer = signed_in("operator")
    found = officer.get("/meja/cari", query_string={"q": report.filings[0].receipt_number}).text
    assert f'href="/meja/laporan/{report.id}"' in found
    code = codes.code_of(row.id, "2026-2")
    assert f"/meja/laporan/kode?kode={code}" in officer.get("/meja/cari", query_string={"q": code}).text
    assert "/meja/laporan/kode?kode" not in officer.get("/meja/cari", query_string={"q": "L26-2-9999-2"}).text


def test_the_organisations_file_shows_every_period_with_word_and_link(office, signed_in):
    row, _user, report = office
    page = signed_in("auditor").get(f"/meja/ormas/{row.id}/laporan").text
    assert "tepat waktu" in page
    assert f'href="/meja/laporan/{report.id}"' in page
    assert "Semester II 2026" in page


def test_a_saved_verdict_is_not_offered_again_as_a_draft(office, signed_in):
    _row, _user, report = office
    officer = signed_in("operator")
    address = f"/meja/laporan/{report.id}"
    key = re.compile(r'data-draft="([^"]+)"')
    before = key.findall(officer.get(address).text)
    officer.post(f"{address}/putusan", data=verdict_data(report))
    after = key.findall(officer.get(address).text)
    assert len(before) == len(after) == 1
    assert before != after


def test_the_officer_sees_what_accepting_shows_to_everybody(office, signed_in):
    row, user, report = office
    officer = signed_in("operator")
    page = officer.get(f"/meja/laporan/{report.id}").text
    assert "tampil untuk umum bila diterima" in page
    assert "Sesudah itu 1 kegiatan dan 0 foto tampil untuk umum." in page
    assert "Ditujukan kepada" in page
    officer.post(f"/meja/laporan/{report.id}/putusan", data=verdict_data(report))
    assert '<p class="soft small">tampil untuk umum</p>' in officer.get(f"/meja/laporan/{report.id}").text
    with on(2027, 1, 5):
        opening.daily()
        activity(row, period("2026-2"), user, date(2026, 8, 7), public=False)
        other = filed(row, period("2026-2"), user).report
        page = officer.get(f"/meja/laporan/{other.id}").text
    assert "Tidak ada isinya yang tampil untuk umum." in page
    assert "tampil untuk umum bila diterima" not in page


@pytest.mark.parametrize(
    ("verdict", "ticked"), [("accepted", "noted"), ("accepted", "rejected"), ("rejected", "noted")]
)
def test_a_reason_of_another_verdict_is_asked_about(office, signed_in, verdict, ticked):
    _row, _user, report = office
    reason = db.session.query(ReportReason).filter_by(verdict=ticked).first()
    data = verdict_data(report, verdict=verdict, note="Alasan", **{ticked: [str(reason.id)]})
    answer = signed_in("operator").post(f"/meja/laporan/{report.id}/putusan", data=data)
    assert answer.status_code == 422
    assert "Ada alasan yang dicentang di sini" in answer.text
    assert f'href="#{ticked}' in answer.text
    assert db.session.query(Verdict).count() == 0
