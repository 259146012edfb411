"""The header is found below titles, over two rows, above numbering; notes are not records."""

from __future__ import annotations

from datetime import date

import pytest

from aormas.core.sheets.headers import find_header, header_at, is_note, is_numbering, joined, records

KNOWN = {"no", "nama", "alamat", "ketua", "ketua / nama", "ketua / hp", "sekretaris / nama", "masa bakti / akhir", "sk"}


def score(labels: list[str]) -> int:
    return sum(label.casefold() in KNOWN for label in labels)


BELOW = [
    [1, "Yayasan A", "Jl. Mawar", "Budi", "0812"],
    [2, "Yayasan B", "Jl. Melati", "Ani", "0813"],
]


def test_header_in_the_first_row():
    header = find_header([["No", "Nama", "Alamat", "Ketua", "HP"], *BELOW], score)
    assert (header.first, header.last, header.body, header.score) == (0, 0, 1, 4)
    assert header.labels == ("No", "Nama", "Alamat", "Ketua", "HP")


def test_titles_above_and_numbering_below_are_passed_over():
    rows = [["DATA ORMAS KOTA PROBOLINGGO"], ["TAHUN 2021"], [None, "Alamat: Jl. Panglima Sudirman"],
            ["NO", "NAMA", "ALAMAT", "KETUA"], [1, 2, 3, 4], *BELOW]  # fmt: skip
    header = find_header(rows, score)
    assert (header.first, header.last, header.body) == (3, 3, 5)


def test_headings_over_two_rows_are_joined():
    rows = [
        ["DAFTAR"],
        ["No", "Nama", "Alamat", "Ketua", None, "Sekretaris", None, "SK"],
        [None, None, None, "Nama", "HP", "Nama", "HP"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, "Yayasan A", "Jl. Mawar", "Budi", "0812", "Ani", "0813", "12/2020"],
    ]
    header = find_header(rows, score)
    assert (header.first, header.last, header.body) == (1, 2, 4)
    assert header.labels == (
        "No", "Nama", "Alamat", "Ketua / Nama", "Ketua / HP", "Sekretaris / Nama", "Sekretaris / HP", "SK"
    )  # fmt: skip
    assert list(records(rows, header)) == [4]


def test_a_first_record_of_words_only_is_no_sub_heading():
    rows = [["Nama", "Alamat", None], ["Yayasan A", "Jl. Mawar", "pindahan"], ["Yayasan B", "Jl. Melati"]]
    assert find_header(rows, score).last == 0
    gap = [["Nama", "Alamat", None, "Ketua"], ["Yayasan A", None, "pindahan", "Budi"]]
    assert find_header(gap, score).last == 0


def test_unknown_headings_are_found_by_their_shape():
    rows = [["Laporan"], ["Kode", "Sebutan", "Letak"], [1, "X", "Y"]]
    header = find_header(rows, lambda labels: 0)
    assert (header.first, header.score) == (1, 0)
    assert find_header([[1, 2.5, date(2021, 3, 12)]], lambda labels: 0) is None
    assert find_header([], score) is None


def test_header_beyond_thirty_rows_can_be_named_by_hand():
    rows = [[n] for n in range(40)] + [["Nama", "Alamat", "SK"], [1, 2, 3], ["Yayasan A", "Jl. Mawar", "x"]]
    header = header_at(rows, 40, 40, score)
    assert (header.labels, header.body, header.score) == (("Nama", "Alamat", "SK"), 42, 3)


def test_joined_needs_no_equal_widths():
    assert joined([["A", "B"], [None or "", "", "c"]]) == ["A", "B", "c"]
    assert joined([["Ketua :", "", "Alamat"], ["Nama", "HP"]]) == ["Ketua / Nama", "Ketua / HP", "Alamat"]
    assert joined([]) == []


@pytest.mark.parametrize(
    ("texts", "counts"),
    [(["1", "2", "3"], True), (["(1)", "", "(2)", "(3)"], True), (["1", "3", "4"], False), (["1", "2"], False),
     (["1", "Yayasan", "3"], False), (["2", "3", "4"], False)],
)  # fmt: skip
def test_numbering(texts, counts):
    assert is_numbering(texts) is counts


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [None, " ", ""],
        ["Jumlah: 160"],
        [None, "JUMLAH", 160],
        ["Total seluruh organisasi", 12],
        [None, None, None, None, "Probolinggo, 3 Maret 2021"],
        [None, None, None, None, "Kota Probolinggo,     Maret 2021"],
        [None, None, None, None, "Kepala Badan Kesatuan Bangsa dan Politik"],
        [None, None, None, None, "NIP. 19700101 199003 1 001"],
        ["Catatan: data lama belum diperiksa"],
        ["*) masih dilengkapi"],
        ["A. Bidang Keagamaan"],
        ["IV. LSM"],
        [None, None, None, "Drs. BUDI"],
        ["KECAMATAN MAYANGAN"],
    ],
)
def test_what_is_no_record(cells):
    assert is_note(cells, 6, important=(1,))


@pytest.mark.parametrize(
    "cells",
    [
        [1, "Yayasan A"],
        [None, "Yayasan A"],
        [None, "Total Peduli"],
        [3, "Kepala Desa Bersatu"],
        [3, "Jumlah Berkah", None, "x"],
        [4, None, "Jl. Mawar", "Budi", "0812", "12-3-2021"],
        [None, "Yayasan Catatan Hati"],
    ],
)
def test_a_poor_record_is_still_one(cells):
    assert not is_note(cells, 6, important=(1,))


def test_records_leave_out_repeated_headers_totals_and_signatures():
    rows = [
        ["No", "Nama", "Alamat", "Ketua"],
        [1, "Yayasan A", "Jl. Mawar", "Budi"],
        ["No", "Nama", "Alamat", "Ketua"],
        [1, 2, 3, 4],
        [2, "Yayasan B"],
        ["Jumlah", 2],
        [None, None, None, "Probolinggo, 3 Maret 2021"],
    ]
    assert list(records(rows, find_header(rows, score), important=(1,))) == [1, 4]
