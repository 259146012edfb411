"""The office's rules of reporting by its pages: previews, errors beside the field, nothing typed is lost."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from aormas.core.database import db
from aormas.reporting.actions import opening, settings
from aormas.reporting.models import Period, ReminderRule, ReportReason, ReportRule
from tests.factories import PASSWORD
from tests.reporting import factories

PAGE = "/meja/pengaturan/pelaporan"


@pytest.fixture
def office(app):
    """An office in November 2026 whose second semester runs; the next rule can hold from 1 January 2027."""
    factories.known_since(date(2026, 1, 10))
    opening.daily()


def rule(**changes):
    usual = {
        "valid_from": "2027-01-01", "months": "6", "due_days": "31", "holiday_rule": "next", "grace_days": "7", "newcomer_days": "90",
        "close_days": "1826", "answer_days": "10", "nil_allowed": "y", "addressee": "Wali Kota", "receipt_pattern": "{nomor}/TTL/{tahun}",
    }  # fmt: skip
    return {**usual, **changes}


def reminder(**changes):
    usual = {
        "kind": "semester", "days": "-7", "way_1": "whatsapp", "way_2": "", "way_3": "email", "way_4": "call", "subject": "Laporan {nama}",
        "text": "Yth. {nama}, {kewajiban} sampai {tanggal}.",
    }  # fmt: skip
    return {**usual, **changes}


def test_the_page_shows_the_rule_the_periods_the_reminders_and_the_reasons(office, signed_in):
    page = signed_in("auditor").get(PAGE).text
    for words in (
        "31 hari sesudah periode berakhir",
        "1 Februari 2027",
        "14 hari sebelum tenggat",
        "Foto kurang jelas",
    ):
        assert words in page
    assert "Tulis aturan berikutnya" not in page  # reading only
    assert signed_in("auditor").get(f"{PAGE}/aturan").status_code == 403


def mark_of(page):
    return re.search(r'name="shown"[^>]*value="(\w+)"', page.text)[1]


def test_a_rule_is_not_saved_before_all_that_it_changes_was_seen(office, signed_in):
    client = signed_in("admin")
    page = client.post(f"{PAGE}/aturan", data=rule(months="12", simpan="1"))
    assert page.status_code == 200
    assert len(db.session.scalars(select(ReportRule)).all()) == 1
    shown = page.text.split("Yang berubah")[1].split("<form")[0]
    for words in ("Lama satu periode (bulan)", "12", "Hari tenggang", "7", "Wali Kota"):
        assert words in shown
    assert "Bila tenggat jatuh pada hari libur" not in shown  # the same as before
    other = client.post(f"{PAGE}/aturan", data=rule(months="6", simpan="1", shown=mark_of(page)))
    assert other.status_code == 200  # another rule than the one that was shown
    assert len(db.session.scalars(select(ReportRule)).all()) == 1
    assert client.post(f"{PAGE}/aturan", data=rule(months="12", simpan="1", shown=mark_of(page))).status_code == 303
    assert "Lama satu periode (bulan)" in client.get(PAGE).text.split("Aturan berikutnya")[1].split("<h2")[0]


def test_a_rule_set_by_mistake_is_taken_back_until_it_holds(office, signed_in, person):
    values = {name: value for name, value in rule().items() if name not in ("valid_from", "nil_allowed")}
    numbers = {name: int(value) if value.isdecimal() else value for name, value in values.items()}
    made = settings.set_rule(date(2027, 1, 1), numbers, person("admin"))
    assert signed_in("auditor").post(f"{PAGE}/aturan/{made.id}/batalkan").status_code == 403
    client = signed_in("admin")
    assert client.post(f"{PAGE}/aturan/{made.id}/batalkan").status_code == 303
    assert [one.valid_from for one in db.session.scalars(select(ReportRule))] == [date(2026, 7, 1)]
    assert "menarik kembali aturan pelaporan berikutnya" in client.get("/meja/jejak").text
    again = settings.set_rule(date(2027, 1, 1), numbers, person("admin"))
    with factories.on(2027, 1, 2):
        opening.daily()
        browser = signed_in("admin")
        browser.post(f"{PAGE}/aturan/{again.id}/batalkan")
        assert "sudah berlaku" in browser.get(PAGE).text
    assert len(db.session.scalars(select(ReportRule)).all()) == 2


def test_the_next_due_days_are_shown_with_their_holidays_before_the_rule_is_saved(office, signed_in):
    client = signed_in("admin")
    before = len(db.session.scalars(select(ReportRule)).all())
    page = client.post(f"{PAGE}/aturan", data=rule())
    assert page.status_code == 200
    assert "Senin, 2 Agustus 2027" in page.text  # 31 July 2027 is a Saturday
    assert "digeser dari Sabtu, 31 Juli 2027" in page.text
    assert len(db.session.scalars(select(ReportRule)).all()) == before
    assert client.post(f"{PAGE}/aturan", data=rule(simpan="1", shown=mark_of(page))).status_code == 303
    saved = db.session.scalars(select(ReportRule).where(ReportRule.valid_from == date(2027, 1, 1))).one()
    assert (saved.grace_days, saved.set_by) == (7, "Admin Contoh")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"valid_from": "2026-12-01"}, "dua periode"), ({"due_days": "0"}, "1 sampai 180"), ({"due_days": "banyak"}, ""),
        ({"receipt_pattern": "{nomor}"}, "{tahun}"), ({"valid_from": ""}, "Pilih"), ({"months": "5"}, ""),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused_beside_its_field_and_what_was_typed_stays(office, signed_in, changes, words):
    page = signed_in("admin").post(f"{PAGE}/aturan", data=rule(simpan="1", addressee="Kepada siapa saja", **changes))
    assert page.status_code == 422
    assert "Kepada siapa saja" in page.text
    assert words in page.text
    assert len(db.session.scalars(select(ReportRule)).all()) == 1


def test_the_due_day_moves_later_only_and_the_reason_is_public(office, signed_in, client):
    period = db.session.scalars(select(Period)).one()
    address = f"{PAGE}/periode/{period.id}"
    admin = signed_in("admin")
    wrong = admin.post(address, data={"due_on": "2027-01-15", "reason": "Libur panjang"})
    assert wrong.status_code == 422
    assert "Libur panjang" in wrong.text
    told = {"due_on": "2027-02-15", "reason": "Libur panjang"}
    assert "Senin, 15 Februari 2027" in admin.post(address, data=told).text
    assert db.session.get(Period, period.id).due_on == date(2027, 2, 1)
    confirmed = {**told, "mundurkan": "1", "shown": "2027-02-15"}
    assert admin.post(address, data={**confirmed, "password": "bukan sandi ini"}).status_code == 422
    assert admin.post(address, data={**confirmed, "password": PASSWORD}).status_code == 303
    db.session.expire_all()
    assert db.session.get(Period, period.id).due_on == date(2027, 2, 15)
    front = client.get("/").text
    assert "Libur panjang" in front
    assert "15 Februari 2027" in front


@pytest.mark.parametrize(("day", "words"), [
    ("2099-01-01", "lebih dari setahun"), ("2027-02-01", "Pilih tanggal sesudah"), ("besok", "tanggal"),
])  # fmt: skip
def test_a_due_day_that_cannot_be_meant_is_refused_beside_it(office, signed_in, day, words):
    period = db.session.scalars(select(Period)).one()
    data = {"due_on": day, "reason": "Salah ketik", "mundurkan": "1", "shown": day, "password": PASSWORD}
    answer = signed_in("admin").post(f"{PAGE}/periode/{period.id}", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert db.session.get(Period, period.id).due_on == date(2027, 2, 1)


def test_a_moved_due_day_minds_holidays_and_is_shown_first(office, signed_in):
    period = db.session.scalars(select(Period)).one()
    data = {"due_on": "2027-02-13", "reason": "Banjir", "mundurkan": "1", "shown": "2027-02-13", "password": PASSWORD}
    answer = signed_in("admin").post(f"{PAGE}/periode/{period.id}", data=data)
    assert answer.status_code == 200
    assert "Senin, 15 Februari 2027" in answer.text
    assert "bukan hari kerja" in answer.text
    assert db.session.get(Period, period.id).due_on == date(2027, 2, 1)


def test_a_due_day_that_has_passed_is_not_moved_any_more(office, signed_in):
    period = db.session.scalars(select(Period)).one()
    with factories.on(2027, 2, 2):
        admin, address = signed_in("admin"), f"{PAGE}/periode/{period.id}"
        assert "sudah lewat" in admin.get(address).text
        assert admin.post(address, data={"due_on": "2027-03-01", "reason": "Banjir"}).status_code == 422


def test_a_reminder_is_seen_with_an_invented_name_and_saved_as_a_new_rule(office, signed_in):
    client = signed_in("admin")
    row = db.session.scalars(select(ReminderRule).where(ReminderRule.days == -14)).one()
    address = f"{PAGE}/pengingat/{row.id}"
    look = client.post(address, data=reminder(days="-14", lihat="1"))
    assert look.status_code == 200
    assert "Yth. Karang Taruna Contoh, laporan Semester II 2026 sampai 8 Desember 2026." in look.text
    assert client.post(address, data=reminder(days="-10")).status_code == 303
    db.session.expire_all()
    assert db.session.get(ReminderRule, row.id).ended_on == date(2026, 11, 24)
    made = db.session.scalars(select(ReminderRule).where(ReminderRule.days == -10)).one()
    assert made.channels == "whatsapp,email,call"
    second = client.get(f"{PAGE}/pengingat/{made.id}").text.split('id="way_2"')[1].split("</select>")[0]
    assert '<option selected value="email">' in second
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "Halo"}, "{nama}"), ({"days": "999"}, "365"), ({"days": "kapan"}, ""), ({"way_1": ""}, "Pilih"), ({"way_3": "whatsapp"}, "sudah ada di atas"), ({"days": "-14"}, "dengan jarak hari yang sama"),
        ({"text": "Yth. {nama}, {salah}"}, "berkurung kurawal"), ({"text": "Yth. {nama}, {tanggal"}, "berkurung kurawal"),
        ({"subject": "Perihal saya {tanggal}"}, "Hanya {nama}"),
        ({"text": "Yth. {nama} 🙏", "way_2": "letter"}, "Surat cetak tidak bisa menampilkan 🙏"),
    ],
)  # fmt: skip
def test_a_reminder_that_cannot_be_is_refused_and_kept(office, signed_in, changes, words):
    page = signed_in("admin").post(f"{PAGE}/pengingat/baru", data=reminder(**{"subject": "Perihal saya", **changes}))
    assert page.status_code == 422
    assert "Perihal saya" in page.text
    assert words in page.text


def test_every_mistake_of_a_reminder_is_told_at_once(office, signed_in):
    wrong = reminder(days="9999", way_1="", way_2="", way_3="", way_4="", text="Halo {salah}")
    page = signed_in("admin").post(f"{PAGE}/pengingat/baru", data=wrong).text
    assert "<title>Kesalahan:" in page
    assert [field for field in ("days", "way_1", "text") if f'href="#{field}"' in page] == ["days", "way_1", "text"]


def test_a_picture_goes_by_whatsapp_where_no_letter_is_printed(office, signed_in):
    data = reminder(text="Yth. {nama} 🙏", way_3="")
    assert signed_in("admin").post(f"{PAGE}/pengingat/baru", data=data).status_code == 303


def test_reminders_and_reasons_end_and_are_offered_no_more(office, signed_in):
    client = signed_in("admin")
    row = db.session.scalars(select(ReminderRule)).first()
    assert client.post(f"{PAGE}/pengingat/{row.id}/akhiri").status_code == 303
    data = {"verdict": "noted", "title": "Daftar hadir", "text": "Mohon kirim daftar hadir."}
    assert client.post(f"{PAGE}/alasan/baru", data={**data, "text": ""}).status_code == 422
    assert client.post(f"{PAGE}/alasan/baru", data=data).status_code == 303
    made = db.session.scalars(select(ReportReason).where(ReportReason.title == "Daftar hadir")).one()
    assert client.post(f"{PAGE}/alasan/{made.id}/akhiri").status_code == 303
    assert "Daftar hadir" not in client.get(PAGE).text
