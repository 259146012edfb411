"""My turn, the warnings to the heads, the list of cases, the one search box."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.registration.actions import review
from aormas.registration.desk import words
from aormas.registration.queries.desk_similar import alike
from tests.organizations.factories import organization
from tests.registration import desk_factories as make
from tests.registration.desk_factories import days_later, officer

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("due", "word", "tone"),
    [
        (date(2026, 11, 23), "lewat 1 hari", "late"),
        (date(2026, 11, 20), "lewat 2 hari", "late"),
        (date(2026, 11, 24), "hari ini", "wait"),
        (date(2026, 11, 25), "besok", "wait"),
        (date(2026, 11, 26), "2 hari", "wait"),
        (date(2026, 11, 30), "4 hari", "plain"),
        (None, "tanpa batas", "plain"),
    ],
)
def test_days_left_are_said_in_words(app, due, word, tone):
    with app.test_request_context():
        assert words.days_left(due) == (word, tone)


def test_a_day_off_is_late_too_once_the_due_day_has_passed(app, frozen):
    with days_later(frozen, 4), app.test_request_context():  # Saturday, nothing due since Friday
        assert words.days_left(date(2026, 11, 27)) == ("lewat 1 hari", "late")


def test_the_start_page_says_what_comes_next_and_counts_it_in_the_menu(signed_in, frozen):
    application = make.submitted()
    papers = sum(row.replaced_at is None for row in application.attachments)
    browser = signed_in("verifikator")
    page = browser.get("/meja").text
    assert f"Ambil dan periksa {papers} berkas" in page
    assert 'class="count">1</span>' in page
    make.taken(application)
    assert f"Periksa {papers} berkas" in browser.get("/meja").text
    by = officer("verifikator")
    review.save_verdicts(application, make.verdicts(application), by, expected_round=1)
    review.mark_complete(application, by, expected_round=1)
    assert "Usulkan putusan" in browser.get("/meja").text
    assert application.reference not in signed_in("kaban").get("/meja").text


def test_mended_papers_are_counted_for_the_fresh_look(signed_in):
    make.resubmitted(make.handed_back())
    assert "Periksa ulang 1 jawaban pemohon" in signed_in("verifikator").get("/meja").text


@pytest.mark.parametrize(
    ("stage", "role", "step"),
    [
        (make.submitted, "kabid", "Serahkan kepada petugas"),
        (make.recommended, "kabid", "Setujui surat"),
        (make.approved, "kaban", "Tandatangani surat"),
        (make.forwarded, "operator", "Catat jawaban Kementerian"),
    ],
)
def test_each_role_finds_its_own_step(signed_in, stage, role, step):
    stage()
    assert step in signed_in(role).get("/meja").text


def test_both_heads_are_warned_before_silence_counts_as_consent(signed_in, frozen):
    application = make.checked()
    assert "Segera dianggap dikabulkan" not in signed_in("kaban").get("/meja").text
    with days_later(frozen, 3):
        for role in ("kabid", "kaban"):
            page = signed_in(role).get("/meja").text
            assert "Segera dianggap dikabulkan" in page
            assert f"/meja/permohonan/{application.id}" in page
        assert "Segera dianggap dikabulkan" not in signed_in("verifikator").get("/meja").text
    with days_later(frozen, 14):
        page = signed_in("kaban").get(f"/meja/permohonan/{application.id}").text
        assert "dianggap dikabulkan (UU 30/2014 pasal 53" in page


def test_left_cases_are_proposed_for_closing_to_who_may_close(signed_in, frozen):
    application = make.handed_back()
    with days_later(frozen, 22):
        assert application.reference in signed_in("verifikator").get("/meja").text
        assert application.reference not in signed_in("operator").get("/meja").text


def test_the_list_filters_by_stage_service_turn_and_text(signed_in):
    one, other = make.submitted(ormas={"name": "Paguyuban Anggur"}), make.handed_back()
    browser = signed_in("timdu")
    for query, found, missing in (
        ("tahap=submitted", one, other),
        ("giliran=applicant", other, one),
        ("q=anggur", one, other),
        (f"q={other.reference.lower()}", other, one),
    ):
        page = browser.get(f"/meja/permohonan?{query}").text
        assert found.reference in page
        assert missing.reference not in page
    assert "Tidak ada permohonan yang cocok" in browser.get("/meja/permohonan?layanan=pengantar-skt").text
    assert browser.get("/meja/permohonan?hal=99999&tahap=' OR 1=1 --&q=%").status_code == 200


def test_a_long_list_has_pages_that_keep_the_filter(signed_in):
    for _ in range(23):
        make.submitted(papers=False)
    page = signed_in("auditor").get("/meja/permohonan?giliran=office").text
    assert "giliran=office&amp;hal=2" in page
    assert "23 permohonan" in page


@pytest.mark.parametrize("typed", ["pemuda mayangan", "FORUM", "0812-3456-7890", "+62 812 3456 7890", "81234567890"])
def test_the_search_finds_a_case_by_name_and_phone(signed_in, typed):
    application = make.submitted()
    assert application.reference in signed_in("operator").get("/meja/cari", query_string={"q": typed}).text


def test_the_search_finds_organisations_and_letters(signed_in):
    application = make.granted()
    browser = signed_in("verifikator")
    assert application.organization.name in browser.get("/meja/cari?q=orm-3574-0001").text
    assert (
        "Surat keterangan keberadaan" in browser.get("/meja/cari", query_string={"q": application.letter.number}).text
    )


@pytest.mark.parametrize(
    "typed", ["", "x", "%", "'; DROP TABLE applications; --", "{{ 7*7 }}", "<script>", "a" * 5000, "\u202e", "🙂"]
)
def test_the_search_takes_any_text(signed_in, typed):
    make.submitted()
    answer = signed_in("auditor").get("/meja/cari", query_string={"q": typed})
    assert answer.status_code == 200
    assert "<script>" not in answer.text.replace("<script src", "")


def test_drafts_are_found_by_nobody(signed_in):
    from aormas.core.database import db

    application = make.submitted()
    application.submitted_at, application.stage = None, "draft"
    db.session.commit()
    browser = signed_in("verifikator")
    for url in ("/meja", "/meja/permohonan", "/meja/cari?q=forum"):
        assert application.reference not in browser.get(url).text


def test_names_come_close_by_their_rare_words():
    for name in (
        "Yayasan Cahaya Anggur",
        "Yayasan Cahaya Mangga",
        "Yayasan Cahaya Pantai",
        "Perkumpulan Anggur Ketapang",
    ):
        organization(name=name, acronym="")
    assert [row[1] for row in alike("Yayasan Cahaya Anggur")][0] == "Yayasan Cahaya Anggur"
    assert alike("Yayasan Budi Luhur") == []
    assert alike("") == []


def test_who_works_on_no_case_is_shown_what_can_be_opened(signed_in):
    page = signed_in("auditor").get("/meja").text
    main = page.split("<main")[1]
    assert "Tidak ada yang menunggu Anda" not in main
    assert 'href="/meja/jejak"' in main
    assert 'href="/meja/permohonan?tahap=awaiting_correction"' in main
    assert "Tidak ada yang menunggu Anda" in signed_in("verifikator").get("/meja").text
