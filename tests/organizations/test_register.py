"""The register: taking over filings, history, search, public pages without personal data."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.core import audit
from aormas.core.database import db
from aormas.organizations import actions, queries, rules, search
from tests.organizations.factories import BOARD, facts, organization
from tests.statements import listen_in

pytestmark = pytest.mark.usefixtures("app")


def test_a_granted_filing_becomes_an_organisation_with_all_its_facts():
    row = organization()
    assert row.register_number == "ORM-3574-0001"
    assert row.slug == "forum-komunikasi-pemuda-mayangan"
    assert (row.village_code, row.district_code) == ("35.74.03.1004", "35.74.03")
    assert row.present_basis.number == "AHU-0002887.AH.01.07.TAHUN 2019"
    assert [member.name for member in row.present_term.members] == [member.name for member in BOARD]
    assert row.status == rules.ACTIVE
    assert audit.broken_link() is None


def test_a_change_keeps_the_old_facts_with_their_end():
    row = organization()
    actions.apply_filing(
        facts(name="Forum Pemuda Mayangan Bersatu", village_code="35.74.01.1001", address="Jalan Baru 2"),
        organization=row,
        source="P26-0002",
        by="test",
    )
    assert row.name == "Forum Pemuda Mayangan Bersatu"
    assert [(name.name, name.until is None) for name in row.names] == [
        ("Forum Komunikasi Pemuda Mayangan", False),
        ("Forum Pemuda Mayangan Bersatu", True),
    ]
    assert [seat.until is None for seat in row.seats] == [False, True]
    assert len(row.terms) == 1  # the same board is not written twice


def test_a_new_board_ends_the_old_one():
    row = organization()
    actions.apply_filing(
        facts(members=BOARD[1:], term_start=date(2026, 1, 1), term_end=date(2031, 1, 1)),
        organization=row,
        source="x",
        by="test",
    )
    assert row.terms[0].ended_on is not None
    assert row.present_term.since == date(2026, 1, 1)


def test_equal_names_get_addresses_of_their_own():
    assert [organization().slug, organization().slug] == [
        "forum-komunikasi-pemuda-mayangan",
        "forum-komunikasi-pemuda-mayangan-2",
    ]


@pytest.mark.parametrize(
    ("decided", "term_end", "basis_until", "expected"),
    [
        (None, date(2026, 11, 24), None, rules.ACTIVE),
        (None, date(2026, 11, 23), None, rules.TERM_ENDED),
        (None, date(2026, 11, 23), date(2026, 11, 1), rules.BASIS_ENDED),
        ("bubar", date(2030, 1, 1), None, rules.DISSOLVED),
        (None, None, None, rules.ACTIVE),
    ],
)
def test_the_status_says_what_the_facts_say(decided, term_end, basis_until, expected):
    found = rules.status(
        decided=decided, decided_on=None, term_end=term_end, basis_until=basis_until, today=date(2026, 11, 24)
    )
    assert found.code == expected


@pytest.mark.parametrize(
    "typed", ["pemuda mayangan", "pemda mayanggan", "fkpm", "mayangan forum", "komunikasi pemuda", "forum komunkasi"]
)
def test_search_forgives(typed):
    organization(name="Yayasan Bina Anak Kademangan", acronym="YBAK")
    wanted = organization()
    assert search.find(typed)[0][0] == wanted.id


def test_search_finds_former_names_and_written_out_abbreviations():
    row = organization(name="Yayasan Cahaya Kedopok", acronym="")
    actions.apply_filing(facts(name="Yayasan Sinar Kedopok", acronym=""), organization=row, source="x", by="test")
    assert search.find("yys cahaya kedopok")[0][0] == row.id


@pytest.mark.parametrize(
    "typed", ['"', "al-ikhlas", "(", "*", "nama:x", "'; DROP TABLE words; --", "{{ 7*7 }}", "%", "🙂", "a" * 5000]
)
def test_search_takes_any_text(typed):
    organization()
    search.find(typed)


def test_similar_names_are_only_close_ones():
    organization(name="Yayasan Bina Anak Kademangan")
    row = organization()
    assert [found[0] for found in search.similar_names("Forum Komunikasi Pemuda Mayangann")] == [row.id]
    assert search.similar_names("Perkumpulan Pecinta Burung") == []


def test_public_pages_hold_no_personal_data(client):
    row = organization()
    for address in ("/ormas", f"/ormas/{row.slug}"):
        text = client.get(address).text
        for member in BOARD:
            assert member.nik not in text
            assert member.phone not in text
        assert "Jalan Contoh 5" not in text
        assert "Dewi Contoh" not in text  # the treasurer is not shown unless the office widens it
    assert "Siti Contoh" in text


def test_filters_stand_in_the_address(client):
    organization()
    organization(name="Yayasan Bina Anak", form="yayasan", fields=("pendidikan",), village_code="35.74.01.1001")
    assert "Yayasan Bina Anak" not in client.get("/ormas?bentuk=perkumpulan").text
    assert "Yayasan Bina Anak" in client.get("/ormas?kecamatan=35.74.01&bidang=pendidikan").text
    assert client.get("/ormas?hal=99999999&status=' OR 1=1").status_code == 200


def test_list_and_profile_need_few_statements(app, client):
    rows = [organization(name=f"Perkumpulan Contoh {n}") for n in range(45)]
    counted = []
    listen_in(counted)
    for address, most in (("/ormas", 6), ("/ormas?q=contoh&hal=2", 8), (f"/ormas/{rows[0].slug}", 10)):
        counted.clear()
        assert client.get(address).status_code == 200
        statements = [s for s in counted if not s.startswith("BEGIN")]
        assert len(statements) <= most, statements


def test_a_chair_opens_the_portal_with_the_code_once(app, client, person):
    row = organization()
    code = actions.invite_chair(row, by=person("verifikator"))
    db.session.expire_all()
    data = {"username": "siti.contoh", "name": "Siti Contoh", "new_password": "kapal layar biru"}
    assert client.post(f"/aktivasi/{code}", data=data).headers["Location"] == "/portal"
    assert row.name in client.get("/portal").text
    assert "3574••••••••0003" in client.get("/portal/pengurus").text
    assert app.test_client().get(f"/aktivasi/{code}").status_code == 404
    assert client.get("/meja/ormas").status_code == 403
    assert queries.of_user(0) is None
