"""Headings and cells as offices write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from aormas.organizations.rules import columns, listed, people
from aormas.organizations.rules.grouping import earlier
from aormas.organizations.rules.judging import nothing

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        (["No", "Nama Ormas/LSM", "Alamat Sekretariat", "Kel.", "Kec."], ["", "name", "address", "village", "district"]),
        (["No. Urut", "Nama Organisasi", "No. AHU / SK Kemenkumham", "Tgl SK", "Ket."], ["", "name", "ahu", "basis_date", ""]),
        (["NAMA YAYASAN", "SKT / Nomor", "SKT / Tanggal", "SKT / Berlaku s.d."], ["name", "skt", "skt_date", "skt_until"]),
        (["Nama", "No. SKT", "Tanggal", "Masa Berlaku"], ["name", "skt", "skt_date", "skt_until"]),
        (["Nama Lembaga", "Ketua", "NIK", "No HP Ketua", "No. Telp"], ["name", "chair", "chair.nik", "chair.phone", "phone"]),
        (["Nama Ormas", "Ketua/Sekretaris/Bendahara", "Masa Bakti"], ["name", "board", "term"]),
        (["Nama Ormas", "Nama Pengurus", "Jabatan"], ["name", "person", "office"]),
        (["Nama Ormas", "Pengurus"], ["name", "board"]),
        (["Nama Ormas", "Pengurus / Ketua", "Pengurus / Sekretaris"], ["name", "chair", "secretary"]),
        (["Nama LSM", "Masa Bakti Mulai", "Masa Bakti Berakhir", "SK Kepengurusan", "Tgl SK Kepengurusan"], ["name", "term_start", "term_end", "decree", "decree_date"]),
        (["Nama Ormas", "Akta Notaris / Nomor", "Akta Notaris / Tanggal", "Nama Notaris"], ["name", "deed", "deed_date", "notary"]),
        (["Nama Ormas", "Tempat, Tgl Pendirian", "Asas/Ciri", "Maksud dan Tujuan", "Lambang"], ["name", "founded", "characteristic", "purpose", "emblem_text"]),
        (["Nama Ormas", "Bidang", "NPWP", "Jml Anggota", "Email", "Kode Pos"], ["name", "fields", "npwp", "member_count", "email", "postcode"]),
        (["Nomor Register", "Nama Ormas"], ["register_number", "name"]),
    ],
)  # fmt: skip
def test_headings_are_understood_as_offices_write_them(labels, wanted):
    assert columns.guess(labels) == wanted


def test_what_was_remembered_goes_before_what_the_words_say():
    assert columns.guess(["Nama Ormas", "Ket."], {"ket": "purpose"}) == ["name", "purpose"]
    assert columns.guess(["Nama Ormas", "Ketua"], {"ketua": ""}) == ["name", ""]


def test_a_fact_is_not_guessed_twice_but_an_address_may_have_two_columns():
    assert columns.guess(["Nama Ormas", "Alamat", "Alamat 2", "Ketua", "Ketua"]) == [
        "name",
        "address",
        "address",
        "chair",
        "",
    ]


def test_every_target_can_be_heard_and_called(app, places):
    from aormas.organizations.presentation import imports as import_words

    with app.test_request_context():
        words = [import_words.target_word(target) for target in columns.TARGETS]
    assert len(set(words)) == len(words)
    known = (
        set(listed.READERS)
        | {t for t in columns.TARGETS if t.partition(".")[0] in people.TARGETS}
        | set(nothing().__dataclass_fields__)
    )
    assert set(columns.TARGETS) - known == {"register_number", "village", "district"}


def read(places, **cells):
    """Read a row with these columns; `a__b` stands for `a.b`."""
    targets = [name.replace("__", ".") for name in cells]
    return listed.read(list(cells.values()), targets, places, TODAY)


def test_a_whole_row_of_a_usual_list(places):
    row = read(
        places, name="Yayasan Nurul Contoh (YNC)", ahu="AHU-0014289.AH.01.04.Tahun 2021 tgl 12-3-2021", address="Jl. Mawar 5 RT 02 RW 03 Kel. Jati Kec. Mayangan 67219",
        chair="Drs. H. Budi Contoh", chair__nik=3574011203850001, chair__phone=81234567890, term="12 Maret 2021 s.d. 11 Maret 2026",
        fields="sosial, Pendidikan", npwp=12345678625000, phone="(0335) 421234 / 0812 3456 7891",
    )  # fmt: skip
    facts = row.facts
    assert row.problems == []
    assert (facts.name, facts.acronym, facts.basis_kind, facts.basis_number) == (
        "Yayasan Nurul Contoh",
        "YNC",
        "ahu",
        "AHU-0014289.AH.01.04.TAHUN 2021",
    )
    assert (facts.basis_date, facts.term_start, facts.term_end) == (
        date(2021, 3, 12),
        date(2021, 3, 12),
        date(2026, 3, 11),
    )
    assert (facts.address, facts.village_code, facts.postcode) == ("Jl. Mawar 5 RT 02 RW 03", "35.74.03.1004", "67219")
    assert [(m.office, m.name, m.nik, m.phone, m.gender) for m in facts.members] == [
        ("chair", "Drs. H. Budi Contoh", "3574011203850001", "+6281234567890", "L")
    ]
    assert (facts.fields, facts.npwp, facts.phone) == (("sosial", "pendidikan"), "0012345678625000", "+62335421234")
    assert [remark.message for remark in row.remarks] == [listed.FIRST_ONLY]


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2021-2026", date(2021, 1, 1), date(2026, 12, 31)), ("2021 s.d. 2026", date(2021, 1, 1), date(2026, 12, 31)),
        ("2021 s/d 2026", date(2021, 1, 1), date(2026, 12, 31)), ("12-3-2021 s.d. 11-3-2026", date(2021, 3, 12), date(2026, 3, 11)),
        ("12 Maret 2021 - 11 Maret 2026", date(2021, 3, 12), date(2026, 3, 11)), ("1/4/2021 sampai dengan 31/3/2026", date(2021, 4, 1), date(2026, 3, 31)),
    ],
)  # fmt: skip
def test_terms_of_office_as_people_write_them(places, written, start, end):
    facts = read(places, name="A", chair="B", term=written).facts
    assert (facts.term_start, facts.term_end) == (start, end)


@pytest.mark.parametrize(
    "cell",
    [
        "1. Budi\n2. Ani\n3. Cici",
        "Ketua: Budi\nSekretaris: Ani\nBendahara: Cici",
        "Budi / Ani / Cici",
        "Ketua : Budi; Bendahara : Cici; Sekretaris : Ani",
    ],
)
def test_a_board_in_one_cell_is_taken_apart(places, cell):
    facts = read(places, name="A", board=cell).facts
    assert {m.office: m.name for m in facts.members} == {"chair": "Budi", "secretary": "Ani", "treasurer": "Cici"}


def test_a_person_and_an_office_a_row(places):
    facts = read(places, name="", person="Ani", office="Wakil Ketua I").facts
    assert [(m.office, m.title) for m in facts.members] == [("member", "Wakil Ketua I")]
    assert read(places, name="A", person="Budi", office="KETUA UMUM").facts.holder("chair").name == "Budi"


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"name": "", "chair": "Budi"}, 0), ({"name": "x" * 301}, 0), ({"name": "A", "ahu_date": "31-2-2021"}, 1), ({"name": "A", "founded_on": "12-3-2099"}, 1),
        ({"name": "A", "phone": "tidak tahu"}, 1), ({"name": "A", "chair": "B", "chair__nik": "123"}, 2), ({"name": "A", "village": "Antah Berantah"}, 1),
        ({"name": "A", "chair": "B", "chair__nik": 3.57401120385e15}, 2), ({"name": "A", "term": "lima tahun"}, 1), ({"name": "A", "email": "bukan"}, 1),
        ({"name": "A", "skt": date(2021, 3, 12)}, 1), ({"name": "A", "npwp": "12"}, 1), ({"name": "A", "member_count": "banyak"}, 1),
        ({"name": "A", "chair": "B", "term_start": "1-1-2026", "term_end": "1-1-2021"}, 3), ({"name": "A", "latitude": "1000"}, 1),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_its_cell(places, cells, column):
    problems = read(places, **cells).problems
    assert [problem.column for problem in problems] == [column]


def test_marks_of_direction_controls_and_formulas_are_harmless_text(places):
    facts = read(places, name="\u202eYayasan\u202c =1+1\x00 Contoh", chair="=cmd|'/c calc'!A0").facts
    assert facts.name == "Yayasan =1+1 Contoh"
    assert facts.holder("chair").name.startswith("=cmd")


def test_three_spellings_are_one_organisation_and_other_bodies_are_not():
    said = [
        "Yayasan Nurul Huda Contoh", "Yys. Nurul Huda Contoh", "YAYASAN NURUL HUDDA CONTOH", "Paguyuban Nurul Huda Contoh", "Forum Pemuda Jati", "Forum Pemuda Pilang",
        "Ranting 1 Contoh", "Ranting 2 Contoh",
    ]  # fmt: skip
    found = earlier({n: replace(nothing(), name=name) for n, name in enumerate(said)})
    assert {row: (seen.row) for row, seen in found.items()} == {1: 0, 2: 0}
    numbered = {
        n: replace(nothing(), name="Yayasan Sama", basis_number=f"AHU-000000{n}.AH.01.04.TAHUN 2020") for n in range(2)
    }
    assert earlier(numbered) == {}
