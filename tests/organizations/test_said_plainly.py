"""Deeds, terms and phones in words that people use, and a number of the statistics that opens its list."""

from __future__ import annotations

import re
from datetime import date

from aormas.organizations import presentation
from aormas.organizations.exports import lists
from aormas.organizations.presentation import doubles
from aormas.organizations.rules.doubles import SAME_PHONE
from tests.organizations import factories


def test_a_term_with_an_unknown_day_has_no_question_mark(app):
    with app.test_request_context():
        assert presentation.term_word(None, None) == "tanggalnya belum tercatat"
        assert presentation.term_word(date(2025, 3, 15), None) == "sejak 15 Maret 2025, akhirnya belum tercatat"
        assert presentation.term_word(None, date(2025, 3, 15)) == "sampai 15 Maret 2025"
        assert "?" not in presentation.term_word(date(2025, 3, 15), date(2030, 3, 14))


def test_a_deed_says_who_its_notary_is(app):
    with app.test_request_context():
        assert presentation.deed_word("82", "Bagus Wijaya") == "akta nomor 82, notaris Bagus Wijaya"
        assert presentation.deed_word("82", "") == "akta nomor 82"
        assert presentation.deed_word("", "") == ""


def test_phones_of_a_list_are_written_as_people_write_them():
    assert lists.dialled("+6281234567890") == "0812 3456 7890"
    assert lists.dialled("+60123456789") == "+60123456789"
    assert lists.dialled("") is None


def test_a_reason_shows_the_phone_as_people_write_it(app):
    with app.test_request_context():
        (said,) = doubles.reasons([(SAME_PHONE, {"number": "+6281234567890"})])
    assert "0812\u00a03456\u00a07890" in said


def test_the_number_of_legal_persons_opens_the_list_that_it_counts(app, client):
    factories.organization()
    factories.organization(name="Yayasan Terang", form="yayasan", basis_number="", npwp="", phone="", members=())
    factories.organization(
        name="Komunitas Lain",
        form="tidak_berbadan_hukum",
        basis_kind="skt",
        basis_number="",
        npwp="",
        phone="",
        members=(),
    )
    page = client.get("/statistik").text
    found = re.search(r'href="(/ormas\?bentuk=berbadan_hukum)"[^>]*>\s*2\b', page)
    assert found, page
    listed = client.get(found[1]).text
    assert "2 ormas" in listed
    assert "berbadan hukum (yayasan atau perkumpulan)" in listed
    assert "Komunitas Lain" not in listed
    assert client.get("/ormas.csv?bentuk=berbadan_hukum").text.count("\n") == 3


def test_the_day_of_a_file_leads_back_to_today(signed_in):
    row = factories.organization()
    page = signed_in("verifikator").get(f"/meja/ormas/{row.id}/riwayat?pada=2026-11-24").text
    assert "Kembali ke hari ini" in page
    assert "Hapus saringan" not in page
