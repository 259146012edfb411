"""What a list writes otherwise but means the same changes nothing; what is replaced is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aormas.core.database import db
from aormas.organizations import queries as known
from aormas.organizations.actions import applying, deciding
from aormas.organizations.filed import FiledMember
from aormas.organizations.models import Organization
from aormas.organizations.queries import imports as queries
from aormas.organizations.rules import columns, judging, papers, spelling
from tests.organizations import factories
from tests.organizations.imports.conftest import verdicts
from tests.organizations.imports.test_columns import read

HEAD = ("No", "Nama Ormas", "Alamat", "Kelurahan", "Ketua", "Masa Bakti", "No. SK Kemenkumham / SKT")
AHU = "AHU-0002887.AH.01.07.TAHUN 2019"
SKT = "SKT 01-00-00/0123/D.III.4/V/2022"
SEAT = {
    "postcode": "67211",
    "tenure": "pinjam",
    "domicile_number": "470/1/425/2025",
    "domicile_until": date(2028, 1, 1),
}


def row(address="", chair="", term="", paper=AHU, village="Jati"):
    return (1, "Forum Komunikasi Pemuda Mayangan", address, village, chair, term, paper)


@pytest.mark.parametrize("address", ["Jl. Contoh No. 05", "JALAN CONTOH NOMOR 5", "Jl Contoh 5 RT 01/02"])
def test_the_same_address_in_other_spelling_is_no_other_seat(sent, address):
    factories.organization(**SEAT)
    assert verdicts(sent([row(address)], HEAD)) == {2: "same"}


def test_a_kelurahan_that_is_said_for_the_first_time_keeps_what_belongs_to_the_seat(sent, person):
    made = factories.organization(**{**SEAT, "village_code": ""})
    applying.apply(sent([row("Jl. Contoh No. 5")], HEAD), person("verifikator"))
    facts = known.present_facts(db.session.get(Organization, made.id))
    assert (facts.address, facts.village_code) == ("Jalan Contoh 5", "35.74.03.1004")
    assert {key: getattr(facts, key) for key in SEAT} == SEAT


def test_another_house_is_another_seat_and_says_what_does_not_go_on(sent):
    made = factories.organization(**SEAT)
    line = queries.line_of(sent([row("Jl. Contoh No. 6")], HEAD), 2)
    assert [d[0] for d in line.differences] == ["address"]
    said = replace(judging.nothing(), name=made.name, address="Jl. Contoh No. 6", village_code="35.74.03.1004")
    assert judging.lost(known.present_facts(made), said) == [judging.Lost("seat", "", tuple(SEAT))]


def test_a_number_that_calls_itself_an_skt_is_no_decree_of_the_ministry_of_law(places):
    assert columns.guess(["NO. SK KEMENKUMHAM / SKT", "Nama Ormas", "No. AHU / SK Kemenkumham"]) == [
        "basis",
        "name",
        "ahu",
    ]
    for target in ("ahu", "basis", "skt"):
        facts = read(places, name="Forum A", **{target: f"{SKT} tgl 12-5-2022"}).facts
        assert (facts.basis_kind, facts.basis_number, facts.basis_date) == ("skt", SKT[4:], date(2022, 5, 12))
    facts = read(places, name="Forum A", ahu=SKT, ahu_date="12-5-2022").facts
    assert (facts.basis_kind, facts.basis_date) == ("skt", date(2022, 5, 12))
    facts = read(places, name="Forum A", basis=SKT, basis_date="12-5-2022", basis_until="12-5-2027").facts
    assert (facts.basis_kind, facts.basis_until) == ("skt", date(2027, 5, 12))
    assert read(places, name="Forum A", basis=AHU).facts.basis_kind == "ahu"


@pytest.mark.parametrize("term", ["2025-2030", "s/d 2030", "sampai dengan 14 Maret 2030"])
def test_years_that_agree_with_known_days_change_nothing(sent, term):
    factories.organization()
    assert verdicts(sent([row(term=term)], HEAD)) == {2: "same"}


def test_years_that_do_not_agree_change_the_term(sent):
    factories.organization()
    line = queries.line_of(sent([row(term="2025-2031")], HEAD), 2)
    assert [d[0] for d in line.differences] == ["term_end"]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("s/d 28 Februari 2029", None, date(2029, 2, 28)), ("sampai 2029", None, date(2029, 12, 31)), ("s.d. 28-2-2029", None, date(2029, 2, 28)),
        ("sd 2029", None, date(2029, 12, 31)), ("hingga tahun 2029", None, date(2029, 12, 31)), ("sejak 2024", date(2024, 1, 1), None),
    ],
)  # fmt: skip
def test_a_term_may_name_its_end_or_beginning_alone(written, start, end):
    term = papers.term(written)
    assert (term.start, term.end) == (start, end)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Imam K", "Imam Kusuma", True), ("Imam K.", "H. Imam Kusuma, S.Pd", True), ("M. Imam Kusuma", "Mohammad Imam Kusuma", True),
        ("I. Kusuma", "Imam Kusuma", True), ("Abd. Rahman", "Abdul Rahman", True), ("Siti Contoh S.Pd", "Siti Contoh", True),
        ("Imam K", "Iman Kusuma", False), ("Imam Santoso", "Imam Kusuma", False), ("I K", "Imam Kusuma", False), ("Siti", "Siti Aminah", False),
    ],
)  # fmt: skip
def test_an_initial_in_the_same_office_is_probably_the_same_person(one, other, same):
    assert spelling.same_person(one, other) is same
    assert spelling.same_person(other, one) is same


def test_a_chair_written_shorter_stays_with_nik_and_phone(sent):
    factories.organization()
    assert verdicts(sent([row(chair="Siti C.")], HEAD)) == {2: "same"}


def test_a_chair_written_fuller_keeps_nik_and_phone(sent, person):
    chair = FiledMember("chair", "Siti C.", "3574014507900003", "+6281234567890")
    made = factories.organization(members=(chair,))
    applying.apply(sent([row(chair="Siti Contoh")], HEAD), person("verifikator"))
    now = known.present_facts(db.session.get(Organization, made.id)).holder("chair")
    assert (now.name, now.nik, now.phone) == ("Siti Contoh", chair.nik, chair.phone)


def test_another_chair_takes_nothing_over_and_that_is_said(sent, person):
    made = factories.organization()
    before = known.present_facts(made)
    said = replace(judging.nothing(), name=made.name, members=(FiledMember("chair", "Ani Lain"),))
    assert judging.lost(before, said) == [judging.Lost("person", "Siti Contoh", ("nik", "phone"))]
    applying.apply(sent([row(chair="Ani Lain")], HEAD), person("verifikator"))
    now = known.present_facts(db.session.get(Organization, made.id)).holder("chair")
    assert (now.name, now.nik, now.phone) == ("Ani Lain", "", "")


def test_who_rises_to_another_office_keeps_the_nik():
    before = factories.facts()
    said = replace(judging.nothing(), name=before.name, members=(FiledMember("chair", "Bagus Contoh"),))
    written, _found = judging.judged(before, said)
    assert written.members[0].nik == before.holder("secretary").nik


def test_one_person_a_row_keeps_everybody_and_each_phone(sent, person):
    head = ("Nama Ormas", "Nama Pengurus", "Jabatan", "No HP")
    assert columns.guess(head) == ["name", "person", "office", "person.phone"]
    people = [
        ("Budi", "Ketua"),
        ("Ani", "Penasihat"),
        ("Cici", "Pengawas"),
        ("Dedi", "Pengawas"),
        ("Eka", "Anggota"),
        ("Feri", "Anggota"),
    ]
    rows = [
        ("Forum Orang" if n == 0 else "", name, office, f"0812000000{n}1") for n, (name, office) in enumerate(people)
    ]
    applying.apply(sent(rows, head), person("verifikator"))
    made = db.session.query(Organization).one()
    facts = known.present_facts(made)
    assert facts.phone == ""
    assert [(m.name, m.phone) for m in facts.members] == [
        (name, f"+62812000000{n}1") for n, (name, _) in enumerate(people)
    ]
    assert [m.office for m in facts.members] == ["chair", "advisor", "advisor", "advisor", "member", "member"]
    assert set(verdicts(sent(rows, head)).values()) == {"same"}


def test_phones_are_of_whom_they_stand_beside():
    assert columns.guess(["Nama Ormas", "Ketua", "No HP", "Telp Kantor"]) == ["name", "chair", "chair.phone", "phone"]
    assert columns.guess(["Nama Ormas", "Nama Pengurus", "Jabatan", "NIK", "Telp"]) == [
        "name",
        "person",
        "office",
        "person.nik",
        "person.phone",
    ]
    assert columns.guess(["Nama Ormas", "Nama Pengurus", "No HP"]) == ["name", "board", "phone"]
    assert columns.guess(["Nama Ormas", "Ketua", "Sekretaris", "No HP"]) == ["name", "chair", "secretary", "phone"]


def test_what_a_second_row_says_otherwise_is_named_and_what_the_first_leaves_unsaid_is_taken(sent, person):
    head = ("Nama Ormas", "Alamat", "Kode Pos", "Sekretaris", "Telp")
    row = sent(
        [
            ("Forum Satu Dua", "Jl. Mawar No. 5", "", "Dedi", ""),
            ("FORUM SATU  DUA.", "Jalan Mawar 5", "67211", "Rudi", "0335421234"),
        ],
        head,
    )
    one, two = (
        replace(judging.nothing(), name="A", members=(FiledMember("secretary", name),)) for name in ("Dedi", "Rudi")
    )
    assert [(d.key, d.before, d.after) for d in judging.not_added(one, two)] == [("board.secretary", "Dedi", "Rudi")]
    deciding.decide_all(row, "probable", "first", person("verifikator"))
    applying.apply(row, person("verifikator"))
    facts = known.present_facts(db.session.query(Organization).one())
    assert (facts.address, facts.postcode, facts.phone, facts.holder("secretary").name) == (
        "Jl. Mawar No. 5",
        "67211",
        "+62335421234",
        "Dedi",
    )


@pytest.mark.parametrize("word", ["idem", "s.d.a.", "SDA", '"', "sda di atas"])
def test_idem_is_what_the_cell_above_says(sent, word):
    row = sent(
        [
            (1, "Forum Satu Contoh", "Jl. Mawar 5", "Jati", "Budi", "2021-2026", ""),
            (2, "Yayasan Lain Sekali", word, word, "Ani", word, ""),
        ],
        HEAD,
    )
    said = queries.line_of(row, 3).facts["said"]
    assert (said["address"], said["village_code"], said["term_end"]) == ("Jl. Mawar 5", "35.74.03.1004", "2026-12-31")


def test_every_reason_is_listed_the_strongest_first_and_once(sent):
    made = factories.organization(basis_number="", basis_kind="")
    head = ("Nama Ormas", "Alamat", "Kelurahan", "Ketua", "Telp", "Email")
    cells = ("Forum Komunikasi Pemuda Mayangan", "Jl. Contoh 5", "Jati", "Siti Contoh", "0335 123456", "x@contoh.id")
    line = queries.line_of(sent([cells], head), 2)
    [candidate] = line.candidates
    assert (candidate["id"], candidate["number"], candidate["village"]) == (
        made.id,
        made.register_number,
        "35.74.03.1004",
    )
    assert [reason for reason, _values in candidate["reasons"]] == [
        "the name is the same", "the phone number is the same (%(number)s)", "the address in the same kelurahan is the same",
        "the chair has the same name (%(name)s)",
    ]  # fmt: skip


def test_a_row_in_error_that_was_left_out_is_left_out_again_but_not_with_another_error(sent, person):
    head, good = ("Nama Ormas", "Tgl Pendirian"), ("Forum Baik Sekali", "1-2-2020")
    row = sent([good, ("Yayasan Salah Tulis", "31-2-2021")], head)
    deciding.decide(row, queries.line_of(row, 3), "skip", queries.line_of(row, 3).version, person("verifikator"))
    applying.apply(row, person("verifikator"))
    again = sent([good, ("Yayasan Salah Tulis", "31-2-2021")], head)
    assert (verdicts(again)[3], queries.line_of(again, 3).decision, queries.left(again)) == ("error", "skip", 0)
    assert queries.left(sent([good, ("Yayasan Salah Tulis", "31-4-2021")], head)) == 1
