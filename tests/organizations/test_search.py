"""The search of names: abbreviations, acronyms both ways, former names; and that it never reaches a person or number."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from aormas.core.database import db
from aormas.organizations import actions, rules, search
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import RegisterEntry, SearchKey
from aormas.organizations.rules import keys
from tests.organizations.factories import BOARD, facts, organization

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Yayasan Cahaya Kedopok", "Yys. Cahaya Kedopok"),
        ("Yay. Cahaya Kedopok", "yayasan cahaya kedopok"),
        ("Perkumpulan Nelayan Bahari", "Perk. nelayan bahari"),
        ("LSM Mata Air", "lembaga swadaya masyarakat mata air"),
        ("Dewan Pimpinan Cabang Gerakan Tani", "DPC Gerakan Tani"),
        ("DPD Gerakan Tani", "dewan pimpinan daerah gerakan tani"),
        ("DPW Gerakan Tani", "dewan pimpinan wilayah gerakan tani"),
        ("DPP Gerakan Tani", "dewan pimpinan pusat gerakan tani"),
        ("PC Fatayat Mayangan", "pimpinan cabang fatayat mayangan"),
        ("PAC Fatayat Mayangan", "pimpinan anak cabang fatayat"),
        ("PW Fatayat Mayangan", "pimpinan wilayah fatayat"),
        ("Yayasan K.H. Hasyim Mulia", "yayasan hasyim mulia"),
        ("Yayasan Hasyim Mulia", "yayasan KH Drs. H. Hasyim Mulia"),
        ("Forum Warga Sé-Mayangan", "forum warga semayangan"),
    ],
)
def test_abbreviations_and_titles_are_read_as_what_they_mean(name, typed):
    organization(name="Ikatan Guru Kademangan", acronym="")
    organization(name="Komunitas Sepeda Wonoasih", acronym="")
    row = organization(name=name, acronym="")
    assert search.find(typed)[0][0] == row.id


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Majelis Ulama Indonesia Kota Probolinggo", "MUI"),
        ("Majelis Ulama Indonesia Kota Probolinggo", "mui probolinggo"),
        ("Yayasan Forum Komunikasi Pemuda", "fkp"),
        ("Yayasan Forum Komunikasi Pemuda", "yfkp"),
        ("Himpunan Pengusaha dan Nelayan", "HPN"),
        ("Himpunan Pengusaha dan Nelayan", "hpdn"),
        ("MUI Kota Probolinggo", "majelis ulama indonesia"),
        ("MUI Kota Probolinggo", "majelis ulama indonesia kota probolinggo"),
    ],
)
def test_an_acronym_and_its_long_name_find_each_other_though_nobody_recorded_the_acronym(name, typed):
    organization(name="Ikatan Guru Kademangan", acronym="")
    row = organization(name=name, acronym="")
    assert search.find(typed)[0][0] == row.id


def test_an_acronym_that_stands_for_other_words_is_not_taken_for_these():
    other = organization(name="Yayasan Citra Mulia", acronym="YCM")
    assert other.id not in dict(search.find("yayasan cahaya mandiri")) or (
        dict(search.find("yayasan cahaya mandiri"))[other.id] < 0.6
    )


def test_a_name_that_is_written_just_so_comes_before_longer_ones():
    for n in range(30):
        organization(name=f"Forum Pemuda Mayangan {n}", acronym="")
    row = organization(name="Forum Pemuda", acronym="")
    assert search.find("forum pemuda")[0][0] == row.id


def test_a_name_that_was_taken_back_is_not_found():
    row = organization(name="Yayasan Salah Ketik", acronym="")
    fact = row.names[0]
    actions.apply_filing(facts(name="Yayasan Cahaya Kedopok", acronym=""), organization=row, source="x", by="test")
    fact.until = fact.since
    search.index(row)
    db.session.commit()
    assert search.find("salah ketik") == []


def test_the_public_search_never_matches_by_person_or_number(client):
    row = organization()
    for typed in ("Siti Contoh", "siti", "bagus contoh", BOARD[0].nik, BOARD[0].phone, "0335123456", "AHU-0002887"):
        assert search.find(typed) == [], typed
        assert row.name not in client.get("/ormas", query_string={"q": typed}).text
    held = set(db.session.scalars(text("SELECT word FROM words")))
    assert held.isdisjoint({"siti", "bagus", "dewi", "contoh"})


def test_no_public_address_looks_at_people_whatever_is_added_to_it(client):
    row = organization()
    for query in ("q=siti&tanpa_telepon=1", "q=siti+contoh&urut=masa_bakti", "pengurus=siti&q=siti"):
        assert row.name not in client.get(f"/ormas?{query}").text


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("siti contoh", "person"), ("Contoh Siti", "person"), ("sitti conto", "person"), ("Hj. Siti Contoh, S.Pd.", "person"),
        ("0335 123456", "phone"), ("+62 335-123-456", "phone"), ("335123", "phone"), ("(0335)123456", "phone"), ("3512345", "phone"),
        ("0812-3456-7890", "phone"), ("6281234567890", "phone"), ("45678 90", "phone"),
        ("3574014507900003", "nik"), ("3574 0145 0790 0003", "nik"), ("3574.0145.0790.0003", "nik"),
        ("00.123.456.7-862.5000", "npwp"), ("0012345678625000", "npwp"), ("2345678625", "npwp"),
        ("AHU-0002887.AH.01.07.TAHUN 2019", "basis"), ("ahu 0002887 ah 01 07", "basis"), ("0002887", "basis"),
        ("akta123/2018", "deed"), ("077/SK/PP/2025", "decree"), ("077 sk pp 2025", "decree"),
        ("ORM-3574-0002", "register"), ("orm 3574 2", "register"), ("forum-komunikasi-pemuda-mayangan", "register"),
        ("https://ormas.contoh.id/ormas/forum-komunikasi-pemuda-mayangan/", "register"),
        ("halo@contoh.id", "email"), ("HALO@CONTOH.ID", "email"), ("@contoh.id", "email"), ("pemuda mayangan", "name"),
    ],
)  # fmt: skip
def test_the_desk_finds_by_people_and_numbers_and_says_why(typed, why):
    organization(name="Yayasan Bina Anak", acronym="", members=(FiledMember("chair", "Joko Lain", "3574014507900009", "+6285700000001"),),
                 phone="+62335999888", npwp="", basis_number="AHU-0009999.AH.01.04.TAHUN 2020")  # fmt: skip
    row = organization(email="halo@contoh.id", deed_number="Akta 123/2018", decree_number="077/SK/PP/2025")
    found = search.at_desk(typed)
    assert max(found, key=lambda number: found[number].score) == row.id
    assert found[row.id].why == why


def test_a_former_board_member_is_found_and_said_to_be_one():
    row = organization()
    new = (FiledMember("chair", "Rudi Baru", "", ""),)
    actions.apply_filing(
        facts(members=new, term_start=date(2026, 1, 1), term_end=date(2031, 1, 1)), organization=row, source="x", by="test"
    )  # fmt: skip
    assert search.at_desk("dewi contoh")[row.id].why == "former_person"
    assert search.at_desk("rudi baru")[row.id].why == "person"


def test_a_part_of_a_nik_finds_nobody():
    row = organization()
    for typed in (BOARD[0].nik[:15], BOARD[0].nik[4:], BOARD[0].nik + "1"):
        assert row.id not in search.at_desk(typed)
    assert search.at_desk(BOARD[0].nik)[row.id].person == ""


def test_what_is_changed_or_withdrawn_leaves_the_index():
    row = organization(email="halo@contoh.id")
    actions.apply_filing(facts(name="Yayasan Sinar Baru", acronym="", phone="+62335777777"), organization=row, source="x", by="test")  # fmt: skip
    assert search.at_desk("0335777777")[row.id].why == "phone"
    row.listed = False
    search.forget(row)
    for typed in ("sinar baru", "siti contoh", "0335777777", "halo@contoh.id"):
        assert row.id not in search.at_desk(typed)
    left = (RegisterEntry, SearchKey)
    assert all(db.session.scalar(db.select(db.func.count()).select_from(model)) == 0 for model in left)


@given(st.text(max_size=60))
def test_keys_hold_letters_and_digits_only(typed):
    assert all(sign in "0123456789abcdefghijklmnopqrstuvwxyz" for sign in keys.key(typed))
    for part in keys.wanted(typed).parts:
        assert part.isalnum()
        assert part.isascii()


@given(st.text(max_size=80))
def test_initials_are_short_and_never_a_number(name):
    assert all(3 <= len(made) <= 10 for made in rules.initials(name))


@pytest.mark.parametrize(
    "typed",
    ["08", "0", "٣٥٧٤٠١٤٥٠٧٩٠٠٠٠٣", "'", "%", "_____", '"', "NEAR(", "1 OR 1", "-", "=mui", "🙂" * 90, "a" * 5000],
)
def test_the_desk_search_takes_any_text(typed):
    organization()
    search.at_desk(typed)
    search.find(typed)
