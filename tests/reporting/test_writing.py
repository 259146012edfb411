"""The pages of writing a report: nothing typed is lost, two at once see each other, nihil is three taps."""

from __future__ import annotations

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from aormas.accounts.models import User
from aormas.core.database import db
from aormas.reporting.actions import planning, reliefs, reviewing
from aormas.reporting.models import Activity, ActivityReport, ActivityVersion, Filing, ReliefRequest, ReportVersion
from tests.reporting import factories, pages
from tests.reporting.factories import on
from tests.reporting.pages import SIGNERS, hidden
from tests.statements import listen_in

HOME = "/portal/laporan/2026-1"


@pytest.fixture
def office(app):
    """An organisation with two people, in July 2026, when semester I has just ended."""
    row = factories.known_since(date(2025, 1, 10))
    with on(2026, 7, 6):
        factories.reporting_since(date(2026, 1, 1))
        factories.account(row)
        factories.account(row, "ormas2", "Bagus Contoh")
        yield row


@pytest.fixture
def browser(app, office):
    """The first of the two, signed in."""
    return pages.enter(app)


def write(browser, address=f"{HOME}/kegiatan/baru", **changes):
    """Write an activity down by its form and return the answer."""
    return browser.post(address, data={**hidden(browser, address), **pages.activity(**changes)})


def test_nihil_is_three_taps_from_the_start_page(browser):
    start = browser.get("/portal").text
    first = re.search(rf'href="({HOME})"', start)
    second = re.search(rf'href="({HOME}/nihil)"', browser.get(first[1]).text)
    page = browser.get(second[1]).text
    assert 'value="Siti Contoh"' in page
    assert 'value="Bagus Contoh"' in page
    typed = dict(re.findall(r'name="(\w+_(?:name|office))"[^>]*value="([^"]*)"', page))
    third = browser.post(second[1], data={**hidden(browser, second[1]), **typed})
    assert (third.status_code, third.location) == (303, f"{HOME}/tanda-terima/1")
    assert "0001/TTL/2026" in browser.get(third.location).text


def test_the_same_form_sent_twice_gives_the_same_receipt(browser):
    form = {**hidden(browser, f"{HOME}/nihil"), **SIGNERS}
    first, again = (browser.post(f"{HOME}/nihil", data=form) for _ in range(2))
    assert first.location == again.location == f"{HOME}/tanda-terima/1"
    assert len(db.session.scalars(select(Filing)).all()) == 1


def test_the_second_of_two_who_send_reads_whose_receipt_there_is(app, browser):
    other = pages.enter(app, "ormas2")
    forms = [{**hidden(one, f"{HOME}/nihil"), **SIGNERS} for one in (browser, other)]
    browser.post(f"{HOME}/nihil", data=forms[0])
    answer = other.post(f"{HOME}/nihil", data=forms[1], follow_redirects=True)
    assert "Siti Contoh sudah mengirim laporan ini; nomor tanda terimanya 0001/TTL/2026" in answer.text


def test_signers_that_are_missing_are_asked_for_beside_their_fields(browser):
    form = {**hidden(browser, f"{HOME}/nihil"), **SIGNERS, "secretary_name": ""}
    answer = browser.post(f"{HOME}/nihil", data=form)
    assert answer.status_code == 422
    assert 'href="#secretary_name"' in answer.text
    assert 'value="Siti Contoh"' in answer.text
    assert db.session.scalars(select(Filing)).all() == []


def test_an_activity_is_saved_when_it_is_entered_and_money_is_read_as_people_write_it(browser):
    answer = write(browser)
    row = db.session.scalars(select(Activity)).one()
    assert (row.title, row.participants, row.cost) == ("Kerja bakti sungai", 40, 1_500_000)
    assert answer.location == f"{HOME}/kegiatan/{row.id}/foto"
    assert 'value="1.500.000"' in browser.get(f"{HOME}/kegiatan/{row.id}").text
    assert "Biaya Rp1.500.000" in browser.get(HOME).text
    assert "1 kegiatan dicatat, belum dikirim" in browser.get("/portal/laporan").text


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"starts_on": "2026-08-01"}, "starts_on"),
        ({"starts_on": "2025-12-31"}, "starts_on"),
        ({"starts_on": "kemarin"}, "starts_on"),
        ({"starts_on": ""}, "starts_on"),
        ({"ends_on": "2026-03-01"}, "ends_on"),
        ({"title": " "}, "title"),
        ({"participants": "banyak"}, "participants"),
        ({"participants": "99999999"}, "participants"),
        ({"funds-0-amount": "-5000"}, "funds-0-amount"),
        ({"funds-0-amount": "9.000.000.000.000"}, "funds-0-amount"),
        ({"funds-0-source": ""}, "funds-0-source"),
        ({"subject": "ramuan"}, "subject"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_everything_typed_stays(browser, changes, anchor):
    answer = write(browser, **changes)
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in answer.text
    assert "<title>Kesalahan:" in answer.text
    assert "Dua truk sampah terangkut." in answer.text
    assert db.session.scalars(select(Activity)).all() == []


def test_all_that_is_wrong_is_said_at_once(browser):
    answer = write(browser, title="", starts_on="2026-08-01", **{"funds-0-amount": "banyak"})
    assert {"title", "starts_on", "funds-0-amount"} <= set(re.findall(r'<a href="#([\w-]+)"', answer.text))


def test_money_of_more_than_one_source_is_kept_by_its_sources(browser):
    write(browser, **{"funds-1-source": "gifts", "funds-1-amount": "250rb"})
    row = db.session.scalars(select(Activity)).one()
    assert [(fund.source, fund.amount) for fund in row.funds] == [("dues", 1_500_000), ("gifts", 250_000)]


def test_an_odd_amount_is_asked_about_and_saved_once_somebody_says_that_it_is_right(browser):
    odd = {"funds-0-amount": "5.000.000.000", "result": "Gedung baru."}
    asked = write(browser, **odd)
    assert asked.status_code == 422
    assert 'href="#funds-0-amount">Apakah Rp5.000.000.000 sudah benar?' in asked.text
    assert 'id="funds-0-sure"' in asked.text
    assert 'id="funds-1-sure"' not in asked.text
    assert 'value="5.000.000.000"' in asked.text
    assert "Gedung baru." in asked.text
    assert db.session.scalars(select(Activity)).all() == []
    assert write(browser, **odd, **{"funds-0-sure": "y"}).status_code == 303
    row = db.session.scalars(select(Activity)).one()
    assert row.cost == 5_000_000_000
    again = write(browser, f"{HOME}/kegiatan/{row.id}", **odd, place="Balai RW 3")
    assert again.status_code == 303
    other = write(browser, f"{HOME}/kegiatan/{row.id}", **{**odd, "funds-0-amount": "50.000.000.000"})
    assert other.status_code == 422


def test_who_writes_what_a_colleague_wrote_is_asked_once_whether_it_is_another_one(app, browser):
    write(browser)
    other = pages.enter(app, "ormas2")
    asked = write(other, title="kerja  bakti sungai.")
    assert asked.status_code == 422
    assert "sudah ada di laporan, dicatat Siti Contoh" in asked.text
    assert "Dua truk sampah terangkut." in asked.text
    assert 'id="another"' in asked.text
    assert 'id="another"' not in browser.get(f"{HOME}/kegiatan/baru").text
    assert write(other, starts_on="2026-03-04").status_code == 303
    assert write(other, another="y").status_code == 303
    assert len(db.session.scalars(select(Activity)).all()) == 3


def test_a_source_without_an_amount_is_asked_for_it_and_zero_is_an_answer(browser):
    asked = write(browser, **{"funds-0-amount": ""})
    assert asked.status_code == 422
    assert 'href="#funds-0-amount">Tulis jumlahnya' in asked.text
    assert write(browser, **{"funds-0-amount": "0"}).status_code == 303
    assert db.session.scalars(select(Activity)).one().cost == 0


def test_an_activity_of_another_period_is_saved_there_with_one_tap(browser):
    asked = write(browser, starts_on="2026-07-03")
    assert asked.status_code == 422
    assert "Simpan di Semester II 2026" in asked.text
    assert "Simpan di" not in write(browser, starts_on="2020-07-03").text
    again = dict(pages.FIELD.findall(asked.text))
    form = {**again, **pages.activity(starts_on="2026-07-03"), "periode": "2026-2"}
    saved = browser.post(f"{HOME}/kegiatan/baru", data=form)
    assert saved.location.startswith("/portal/laporan/2026-2/kegiatan/")
    drafts = [
        re.search(r'data-draft="([^"]+)"', text)[1] for text in (asked.text, browser.get(f"{HOME}/kegiatan/baru").text)
    ]
    assert drafts[0] != drafts[1]
    assert db.session.scalars(select(ActivityReport)).one().period.code == "2026-2"


def test_the_field_of_an_activity_or_a_plan_begins_with_the_organisation_s_own(browser, office):
    own = re.compile(rf'<option selected value="{office.main_field}">')
    assert office.main_field != "lainnya"
    assert own.search(browser.get(f"{HOME}/kegiatan/baru").text)
    assert own.search(browser.get("/portal/rencana/baru").text)


def test_examples_of_days_lie_in_the_period(browser):
    page = browser.get(f"{HOME}/kegiatan/baru").text
    assert "01-01-2026" in page
    assert "17-08-2018" not in page


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("title", "“Kegiatan apa?” paling panjang 200 huruf; kelebihan 1.300."),
        ("partner", "“Bekerja sama dengan” paling panjang 200 huruf"),
    ],
)
def test_a_text_that_is_too_long_is_refused_by_the_name_of_its_field(browser, name, said):
    answer = write(browser, **{name: "a" * 1500})
    assert answer.status_code == 422
    assert said in answer.text


def test_members_are_counted_in_words_of_their_own_and_among_what_is_answered(browser):
    address = f"{HOME}/isian"
    wrong = browser.post(address, data={**hidden(browser, address), "member_count": "-3"})
    assert "Tulis berapa jumlah anggota" in wrong.text
    assert "yang hadir" not in wrong.text
    browser.post(address, data={**hidden(browser, address), "member_count": "40"})
    write(browser)
    assert "1 dari 5 terisi" in browser.get(HOME).text


def test_an_ordinary_amount_is_not_asked_about(browser):
    assert write(browser, **{"funds-0-amount": "999.999.999"}).status_code == 303


def test_the_next_activity_can_begin_with_the_last_one_without_its_day(browser):
    write(browser)
    page = browser.get(f"{HOME}/kegiatan/baru?salin=1").text
    assert 'value="Kerja bakti sungai"' in page
    assert 'value="2026-03-03"' not in page


def test_two_who_write_at_once_are_both_kept_and_the_second_reads_what_the_first_wrote(app, browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    address, other = f"{HOME}/kegiatan/{row.id}", pages.enter(app, "ormas2")
    opened = hidden(other, address)
    write(browser, address, place="Balai RW 3")
    met = other.post(address, data={**opened, **pages.activity(participants="99", place="Balai RW 4")})
    assert met.status_code == 409
    assert "Siti Contoh menulis di sini: Balai RW 3" in met.text
    assert 'value="Balai RW 4"' in met.text
    assert 'value="99"' in met.text
    again = dict(pages.FIELD.findall(met.text))
    saved = other.post(address, data={**opened, **again, **pages.activity(participants="99", place="Balai RW 3")})
    assert saved.status_code == 303
    db.session.refresh(row)
    assert (row.place, row.participants, row.saved_by) == ("Balai RW 3", 99, "Bagus Contoh")
    assert len(db.session.scalars(select(ActivityVersion)).all()) == 4
    page = browser.get(address).text
    assert "ditulis bersamaan dengan versi lain" in page
    assert "<dd>Balai RW 4</dd>" in page


def test_what_the_second_left_as_it_was_takes_what_the_first_wrote(app, browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    address, other = f"{HOME}/kegiatan/{row.id}", pages.enter(app, "ormas2")
    opened = hidden(other, address)
    first = {
        "title": "Kerja bakti", "place": "Balai RW 3", "starts_on": "2026-03-04", "funds-0-amount": "2 juta", "public": "",
    }  # fmt: skip
    write(browser, address, **first)
    met = other.post(address, data={**opened, **pages.activity(result="Tiga truk.")})
    assert met.status_code == 409
    assert "Diambil dari Siti Contoh: Nama kegiatan, Tanggal, Tempat, Boleh ditampilkan untuk umum, Biaya." in met.text
    for kept in ('value="Balai RW 3"', 'value="2026-03-04"', 'value="2.000.000"', "Tiga truk."):
        assert kept in met.text
    assert re.search(r'<input (?![^>]*checked)[^>]*id="public"', met.text)


def test_two_who_write_the_rest_at_once_see_each_other(app, browser):
    other, address = pages.enter(app, "ormas2"), f"{HOME}/isian"
    opened = hidden(other, address)
    browser.post(address, data={**hidden(browser, address), "plan": "Lomba"})
    met = other.post(address, data={**opened, "plan": "Rapat anggota"})
    assert met.status_code == 409
    assert "Siti Contoh menulis di sini: Lomba" in met.text
    assert "Rapat anggota" in met.text
    saved = other.post(address, data={**dict(pages.FIELD.findall(met.text)), "plan": "Lomba dan rapat"})
    assert saved.status_code == 303
    assert db.session.scalars(select(ActivityReport)).one().plan == "Lomba dan rapat"
    page = browser.get(address).text
    assert page.index("<dd>Lomba dan rapat</dd>") < page.index("<dd>Rapat anggota</dd>") < page.index("<dd>Lomba</dd>")
    versions = db.session.scalars(select(ReportVersion).order_by(ReportVersion.id)).all()
    assert [(one.number, one.beside, one.saved_by, one.content["plan"]) for one in versions] == [
        (0, False, "Siti Contoh", ""), (1, False, "Siti Contoh", "Lomba"), (1, True, "Bagus Contoh", "Rapat anggota"),
        (2, False, "Bagus Contoh", "Lomba dan rapat"),
    ]  # fmt: skip


def test_of_the_rest_too_what_the_second_left_as_it_was_takes_what_the_first_wrote(app, browser):
    other, address = pages.enter(app, "ormas2"), f"{HOME}/isian"
    opened = hidden(other, address)
    browser.post(address, data={**hidden(browser, address), "plan": "Lomba", "member_count": "45"})
    met = other.post(address, data={**opened, "problems": "Dana kurang", "plan": "", "member_count": "45 orang"})
    assert met.status_code == 409
    assert "Diambil dari Siti Contoh: Rencana semester berikutnya." in met.text
    assert "menulis di sini" not in met.text
    for kept in ("\nLomba</textarea>", "\nDana kurang</textarea>"):
        assert kept in met.text.replace("\r", "")
    again = {**dict(pages.FIELD.findall(met.text)), "plan": "Lomba", "problems": "Dana kurang", "member_count": "45"}
    assert other.post(address, data=again).status_code == 303
    row = db.session.scalars(select(ActivityReport)).one()
    assert (row.plan, row.problems, row.member_count) == ("Lomba", "Dana kurang", 45)


def test_what_was_written_before_versions_were_kept_becomes_one_at_the_next_saving(browser):
    address = f"{HOME}/isian"
    browser.post(address, data={**hidden(browser, address), "plan": "Lomba"})
    db.session.execute(delete(ReportVersion))
    db.session.commit()
    browser.post(address, data={**hidden(browser, address), "plan": "Rapat"})
    versions = db.session.scalars(select(ReportVersion).order_by(ReportVersion.id)).all()
    assert [(one.number, one.content["plan"]) for one in versions] == [(1, "Lomba"), (2, "Rapat")]


def test_at_the_counter_officers_read_who_wrote_what(browser, signed_in):
    address = f"{HOME}/isian"
    browser.post(address, data={**hidden(browser, address), "plan": "Lomba"})
    row = db.session.scalars(select(ActivityReport)).one()
    assert "<dd>Lomba</dd>" in signed_in("operator").get(f"/meja/laporan/isi/{row.organization_id}/2026-1/isian").text


def test_a_period_that_runs_takes_activities_and_says_from_when_it_can_be_sent(browser):
    answer = write(browser, "/portal/laporan/2026-2/kegiatan/baru", starts_on="2026-07-03")
    assert answer.status_code == 303
    assert "laporan bisa dikirim mulai 1 Januari 2027" in browser.get("/portal/laporan/2026-2").text
    form = {**hidden(browser, "/portal/laporan/2026-2/periksa"), **SIGNERS}
    sent = browser.post("/portal/laporan/2026-2/periksa", data={**form, "client_id": str(uuid4())})
    assert sent.status_code == 422
    assert db.session.scalars(select(Filing)).all() == []


def test_a_closed_period_says_until_when_it_took_reports(browser):
    with on(2031, 8, 2):
        browser = pages.enter(browser.application)
        page = browser.get(HOME).text
        assert "Silakan hubungi kantor." in page
        assert f"{HOME}/nihil" not in page
        answer = browser.post(f"{HOME}/nihil", data={**SIGNERS, "client_id": "6a1f3c7e-0000-4000-8000-000000000001"})
        form = browser.get(f"{HOME}/kegiatan/baru").text
        assert "diterima sampai" in form
        assert 'id="title"' not in form
    assert answer.status_code == 422


def test_the_awaited_period_is_named_once_in_what_the_page_of_reports_says_first(browser):
    said = re.search(r'<div class="turn.*?</div>', browser.get("/portal/laporan").text, re.DOTALL)[0]
    assert said.count("Semester I 2026") == 1


def test_what_was_taken_out_can_be_put_back(browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    browser.post(f"{HOME}/kegiatan/{row.id}/keluarkan")
    assert "Dikeluarkan (1)" in browser.get(HOME).text
    browser.post(f"{HOME}/kegiatan/{row.id}/kembalikan")
    assert "Kegiatan (1)" in browser.get(HOME).text


def test_an_activity_that_was_taken_out_can_be_put_back_or_saved_as_a_new_one(app, browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    address, other = f"{HOME}/kegiatan/{row.id}", pages.enter(app, "ormas2")
    opened = hidden(other, address)
    browser.post(f"{address}/keluarkan")
    page = browser.get(address).text
    assert f'action="{address}/kembalikan"' in page
    assert 'id="title"' not in page
    met = other.post(address, data={**opened, **pages.activity(result="Tiga truk.")})
    assert met.status_code == 409
    assert "Tiga truk." in met.text
    target = re.search(r'<form action="([^"]+)"[^>]*data-draft', met.text)[1]
    again = dict(pages.FIELD.findall(met.text))
    saved = other.post(target, data={**again, **pages.activity(result="Tiga truk.")})
    assert saved.status_code == 303
    assert [one.result for one in db.session.scalars(select(ActivityReport)).one().present_activities] == ["Tiga truk."]


def test_a_field_that_only_the_first_changed_is_not_marked_beside_what_the_second_wrote(app, browser):
    write(browser, partner="")
    row = db.session.scalars(select(Activity)).one()
    address, other = f"{HOME}/kegiatan/{row.id}", pages.enter(app, "ormas2")
    opened = hidden(other, address)
    write(browser, address, place="Balai RW 3", partner="")
    met = other.post(address, data={**opened, **pages.activity(partner="Kelurahan")})
    assert "menulis di sini" not in met.text
    assert 'value="Kelurahan"' in met.text


def test_the_check_page_marks_what_everybody_will_see(browser):
    write(browser)
    write(browser, title="Rapat tertutup", public="")
    page = browser.get(f"{HOME}/periksa").text
    assert re.search(r"Kerja bakti sungai <span class=\"tag ok\">", page)
    assert re.search(r"Rapat tertutup <span class=\"tag plain\">", page)


def test_remarks_are_read_answered_or_mended_and_sent_again(app, browser, person):
    write(browser)
    browser.post(f"{HOME}/periksa", data={**hidden(browser, f"{HOME}/periksa"), **SIGNERS})
    sent = db.session.scalars(select(Filing)).one()
    reviewing.decide(
        sent.report,
        "noted",
        reasons=[],
        note="Tempatnya di mana?",
        seen=1,
        by=person("verifikator"),
        client_id="a" * 36,
    )
    page = browser.get(HOME).text
    assert "Tempatnya di mana?" in page
    empty = browser.post(f"{HOME}/jawab", data={**hidden(browser, HOME), "text": " "})
    assert empty.status_code == 422
    again = browser.post(f"{HOME}/periksa", data={**hidden(browser, f"{HOME}/periksa"), **SIGNERS})
    assert again.location == f"{HOME}/tanda-terima/2"
    assert "0002/TTL/2026" in browser.get(HOME).text


def test_an_answer_in_words_gives_the_turn_to_the_office(browser, person):
    browser.post(f"{HOME}/nihil", data={**hidden(browser, f"{HOME}/nihil"), **SIGNERS})
    sent = db.session.scalars(select(Filing)).one()
    reviewing.decide(
        sent.report, "noted", reasons=[], note="Mengapa?", seen=1, by=person("verifikator"), client_id="b" * 36
    )
    answer = browser.post(
        f"{HOME}/jawab", data={**hidden(browser, HOME), "text": "Ketua sakit."}, follow_redirects=True
    )
    assert "Menunggu kantor" in answer.text
    assert "Ketua sakit." in answer.text


def decided(verdict, note, officer, seen):
    report = db.session.scalars(select(ActivityReport)).one()
    reviewing.decide(report, verdict, reasons=[], note=note, seen=seen, by=officer, client_id=str(uuid4()))
    return report


def test_what_the_office_asked_stays_readable_after_the_answer_in_the_order_of_time(browser, person):
    browser.post(f"{HOME}/nihil", data={**hidden(browser, f"{HOME}/nihil"), **SIGNERS})
    officer = person("verifikator")
    decided("noted", "Mengapa nihil?", officer, 1)
    with on(2026, 7, 6, 10):
        browser.post(f"{HOME}/jawab", data={**hidden(browser, HOME), "text": "Ketua sakit."})
    with on(2026, 7, 6, 11):
        decided("accepted", "Semoga lekas sembuh.", officer, 3)
    page = browser.get(HOME).text
    assert page.count("Mengapa nihil?") == page.count("Semoga lekas sembuh.") == 1
    assert page.index("Mengapa nihil?") < page.index("Ketua sakit.") < page.index("Semoga lekas sembuh.")
    assert "Pesan Anda untuk kantor" in page


def test_a_rejected_report_is_named_once_on_the_start_page_and_says_when_the_answer_is_answered(browser, person):
    browser.post(f"{HOME}/nihil", data={**hidden(browser, f"{HOME}/nihil"), **SIGNERS})
    decided("rejected", "Bukan laporan.", person("kabid"), 1)
    start = browser.get("/portal").text
    assert start.count(f'href="{HOME}"') == 1
    assert "Ditolak; baca alasannya" in start
    assert browser.get(HOME).text.count("Bukan laporan.") == 1
    browser.post(f"{HOME}/jawab", data={**hidden(browser, HOME), "text": "Ini laporan kami."})
    page = browser.get(HOME).text
    assert "kantor, yang membalas paling lambat 20 Juli 2026" in page
    assert "Ini laporan kami." in page
    assert "20 Juli 2026" in browser.get("/portal").text


def test_a_period_that_is_not_owed_says_so_once_and_invites_nobody_to_nihil(app, office):
    with on(2026, 6, 20):
        factories.account(factories.organization(name="Yayasan Baru Tercatat"), "tamu")
    with on(2026, 8, 20):
        page = pages.enter(app, "tamu").get(HOME).text
    assert "Tidak wajib</b>. Tidak ada laporan periode ini yang ditunggu" in page
    assert f"{HOME}/nihil" not in page
    assert f"{HOME}/kegiatan/baru" in page


def test_the_title_of_a_report_names_its_period_once(browser):
    assert re.search(r"<title>(.*?)</title>", browser.get(HOME).text)[1].count("Semester I 2026") == 1


def test_the_list_of_reports_names_the_day_that_counts_after_an_extension(browser, person):
    address = f"{HOME}/kelonggaran"
    form = {**hidden(browser, address), "kind": "extension", "until": "2026-08-31", "reason": "Banjir"}
    browser.post(address, data=form)
    asked = db.session.scalars(select(ReliefRequest)).one()
    reliefs.decide(asked, True, until=date(2026, 8, 31), answer="", by=person("kabid"))
    lines = browser.get("/portal/laporan").text.split("Lima tahun laporan")[-1]
    assert "tenggat 31 Agustus 2026" in lines
    assert "tenggat 31 Juli 2026" not in lines


def test_an_announcement_that_the_office_hid_stands_on_the_start_page_with_the_reason(browser, office, person):
    values = {
        "title": "Lomba", "starts_on": date(2026, 8, 17), "ends_on": None, "hours": "", "place": "Balai", "audience": "",
        "subject": "budaya", "announced": True,
    }  # fmt: skip
    plan = planning.save(
        office,
        None,
        values,
        db.session.scalars(select(User).where(User.username == "ormas")).one(),
        client_id=str(uuid4()),
    )
    planning.hide(plan, "Memuat nomor telepon.", person("kabid"))
    assert "Memuat nomor telepon." in browser.get("/portal").text


def test_a_sent_report_is_read_only_and_what_was_typed_meanwhile_stays_on_the_page(app, browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    address = f"{HOME}/kegiatan/{row.id}"
    opened = hidden(browser, address)
    other = pages.enter(app, "ormas2")
    other.post(f"{HOME}/periksa", data={**hidden(other, f"{HOME}/periksa"), **SIGNERS})
    assert "Tulis ke kantor bila ada kegiatan yang kurang" in browser.get(f"{HOME}/kegiatan/baru").text
    late = browser.post(address, data={**opened, **pages.activity(result="Tiga truk, bukan dua.")})
    assert late.status_code == 409
    assert "Tiga truk, bukan dua." in late.text


def test_more_time_is_asked_for_once_and_its_answer_is_shown(browser):
    address = f"{HOME}/kelonggaran"
    page = browser.get(address).text
    assert "Minta perpanjangan waktu atau pembebasan</h1>" in page
    assert "boleh dikosongkan" not in page
    wrong = browser.post(
        address, data={**hidden(browser, address), "kind": "extension", "until": "2026-07-01", "reason": "Banjir"}
    )
    assert wrong.status_code == 422
    assert 'href="#until"' in wrong.text
    form = {**hidden(browser, address), "kind": "extension", "until": "2026-08-31", "reason": "Banjir"}
    assert browser.post(address, data=form).status_code == 303
    page = browser.get(HOME).text
    assert "menunggu kantor" in page
    assert f'href="{address}"' not in page
    asked = db.session.scalars(select(ReliefRequest)).one()
    browser.post(f"{address}/{asked.id}/tarik")
    assert "ditarik" in browser.get(HOME).text


def test_nobody_reaches_another_organisation_s_activity_or_photo(app, browser):
    write(browser)
    row = db.session.scalars(select(Activity)).one()
    with on(2025, 1, 10):
        other = factories.organization(name="Lain")
    factories.account(other, "lain", "Orang Lain")
    stranger = pages.enter(app, "lain")
    assert stranger.get(f"{HOME}/kegiatan/{row.id}").status_code == 404
    assert stranger.post(f"{HOME}/kegiatan/{row.id}/keluarkan").status_code == 404
    assert stranger.get(f"{HOME}/tanda-terima/1").status_code == 404
    db.session.refresh(row)
    assert row.removed_at is None


@pytest.mark.parametrize("code", ["2027-1", "2020-1", "rusak", "x" * 200])
def test_a_period_that_has_not_begun_or_is_none_is_not_found(browser, code):
    assert browser.get(f"/portal/laporan/{code}").status_code == 404


def test_a_plan_is_announced_and_becomes_an_activity_when_its_day_has_passed(browser):
    address = "/portal/rencana/baru"
    plan = {
        "title": "Lomba agustusan",
        "starts_on": "2026-08-17",
        "subject": "budaya",
        "hours": "08.00",
        "announced": "y",
    }
    nowhere = browser.post(address, data={**hidden(browser, address), **plan})
    assert nowhere.status_code == 422
    assert 'href="#place"' in nowhere.text
    browser.post(address, data={**hidden(browser, address), **plan, "place": "Alun-alun"})
    assert "ada di kalender publik" in browser.get("/portal/rencana").text
    with on(2026, 8, 20):
        browser = pages.enter(browser.application)
        found = re.search(
            r'href="(/portal/laporan/2026-2/kegiatan/baru\?rencana=\d+)"', browser.get("/portal/rencana").text
        )
        page = browser.get(found[1]).text
        assert 'value="Lomba agustusan"' in page
        assert 'value="2026-08-17"' in page
        write(browser, found[1], title="Lomba agustusan", starts_on="2026-08-17")
        assert found[1] not in browser.get("/portal/rencana").text


def test_the_receipt_s_check_page_tells_number_organisation_period_time_and_nothing_else(app, browser):
    write(browser)
    browser.post(f"{HOME}/periksa", data={**hidden(browser, f"{HOME}/periksa"), **SIGNERS})
    sent = db.session.scalars(select(Filing)).one()
    page = app.test_client().get(f"/laporan/tanda-terima/{sent.receipt_code.lower()}")
    assert page.status_code == 200
    for told in ("0001/TTL/2026", "Forum Komunikasi Pemuda Mayangan", "Semester I 2026", "6 Juli 2026, 09.00 WIB"):
        assert told in page.text
    for kept in ("Siti", "Bagus", "Kerja bakti", "1.500.000"):
        assert kept not in page.text
    assert app.test_client().get("/laporan/tanda-terima/AAAAA-AAAAA").status_code == 404


def test_a_report_with_many_activities_asks_no_more_of_the_database(browser):
    def asked() -> int:
        heard = listen_in([])
        browser.get(HOME)
        return len(heard)

    for day in range(1, 4):
        write(browser, starts_on=f"2026-03-0{day}")
    browser.get(HOME)
    few = asked()
    for day in range(10, 20):
        write(browser, starts_on=f"2026-03-{day}")
    browser.get(HOME)
    assert asked() <= few


def test_a_report_with_six_photos_writes_itself_over_three_days(app, office):
    days = [(2026, 5, 4, "2026-05-03"), (2026, 6, 20, "2026-06-19"), (2026, 7, 2, "2026-06-28")]
    for number, (year, month, day, held) in enumerate(days):
        with on(year, month, day):
            browser = pages.enter(app)
            made = write(browser, title=f"Kegiatan {number + 1}", starts_on=held)
            pair = [(pages.picture(10 * number + n, (64, 48)), f"{n}.jpg") for n in range(2)]
            browser.post(made.location, data=pages.upload(*pair))
    with on(2026, 7, 2, 15):
        browser = pages.enter(app)
        sent = browser.post(f"{HOME}/periksa", data={**hidden(browser, f"{HOME}/periksa"), **SIGNERS})
        assert sent.location == f"{HOME}/tanda-terima/1"
        assert "tepat waktu" in browser.get("/portal/laporan").text
    content = db.session.scalars(select(Filing)).one().content
    assert [len(one["photos"]) for one in content["activities"]] == [2, 2, 2]
