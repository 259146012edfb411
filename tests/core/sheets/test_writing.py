"""What is written opens in every program as it was meant, holds no formula, and reads back without loss."""

from __future__ import annotations

import csv
import tempfile
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aormas.core.sheets.reading import read
from aormas.core.sheets.writing import Table, guarded, sheet_names, write_csv, write_xlsx

DAY = date(2021, 3, 12)
HEADER = ["Nama", "NIK", "Tanggal", "Jumlah"]
DANGEROUS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://x.id";"klik")',
    "=cmd|' /C calc'!A0",
]
# Lines of text as people type them, and what attackers add; the signs that no table can hold are left out of both.
texts = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
tricky = st.builds(
    str.__add__,
    st.sampled_from(["", "=", "+", "-", "--", "@", "'", "'=", "''-", "\t", "\n", '"', ";", ",", "_x0041_"]),
    texts,
)


def plain_rows(path: Path) -> list[list[object]]:
    return read(path, "t").sheets[0].rows


def test_workbook_reads_back_with_its_kinds(tmp_path):
    path = tmp_path / "t.xlsx"
    rows = [["Yayasan A", "3574011203700001", DAY, 12], ["0015", 10**16, date(1850, 1, 2), 1.5], [None, "", True, 0]]
    moment = datetime(2021, 3, 12, 1, 30, tzinfo=UTC)
    write_xlsx(
        path, [Table("Data: satu/dua", HEADER, rows), Table("Kedua", ["x"], [[moment]])], "Daftar", "Bakesbangpol"
    )
    first, second = read(path, "t").sheets
    assert first.rows == [
        HEADER,
        ["Yayasan A", "3574011203700001", DAY, 12],
        ["0015", "10000000000000000", "02-01-1850", 1.5],
        [None, None, True, 0],
    ]
    assert (first.name, second.rows[1]) == ("Data  satu dua", [datetime(2021, 3, 12, 8, 30)])
    properties = zipfile.ZipFile(path).read("docProps/core.xml").decode()
    assert "Daftar" in properties
    assert "Bakesbangpol" in properties


def test_header_stays_in_view_and_filters(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", [Table("Data", HEADER, [["x" * 200]])])
    sheet = zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:D2"/>' in sheet
    assert 'width="60.7' in sheet


def test_no_cell_becomes_a_formula_in_a_spreadsheet(tmp_path, convert):
    rows = [[text, "x"] for text in DANGEROUS]
    write_xlsx(tmp_path / "t.xlsx", [Table("Data", ["a", "b"], rows)])
    assert "<f>" not in zipfile.ZipFile(tmp_path / "t.xlsx").read("xl/worksheets/sheet1.xml").decode()
    shown = opened(convert(tmp_path / "t.xlsx", "csv"))
    assert [row[0] for row in shown[1:]] == DANGEROUS

    write_csv(tmp_path / "u.csv", ["a", "b"], rows)
    book = convert(tmp_path / "u.csv", "fods")
    assert "table:formula" not in book.read_text(encoding="utf-8")
    assert book.read_text(encoding="utf-8").count('office:value-type="float"') == 0


def test_the_test_of_formulas_can_fail(tmp_path, convert):
    (tmp_path / "u.csv").write_text("a;b\n=1+1;x\n", encoding="utf-8-sig")
    assert "table:formula" in convert(tmp_path / "u.csv", "fods").read_text(encoding="utf-8")


def opened(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_text_of_semicolons_as_indonesian_excel_opens_it(tmp_path):
    path = tmp_path / "t.csv"
    write_csv(path, HEADER, [["Yayasan “A”; B", "0015", DAY, 1.5], ["=1", None, True, 10**16], ["-", "-5", 3.0, -5]])
    content = path.read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"Nama";')
    assert content.decode("utf-8-sig").splitlines()[1:] == [
        '"Yayasan “A”; B";"0015";"12-03-2021";"1,5"',
        '"\'=1";"";"Ya";"10000000000000000"',
        '"-";"\'-5";3;-5',
    ]


@given(st.lists(st.tuples(tricky, tricky), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_reads_back_from_both_kinds(rows):
    marked = [[*row, "ujung"] for row in rows]
    with tempfile.TemporaryDirectory() as room:
        book, lines = Path(room, "t.xlsx"), Path(room, "t.csv")
        write_xlsx(book, [Table("Data", ["a", "b", "c"], marked)])
        write_csv(lines, ["a", "b", "c"], marked)
        for path in (book, lines):
            back = [[cell or "" for cell in row] for row in plain_rows(path)[1:]]
            assert back == marked, path.name


@given(tricky)
def test_what_is_guarded_begins_with_no_sign_of_a_formula(text):
    assert not guarded(text).startswith(("=", "+", "@", "\t", "\r", "\n"))
    assert not guarded(text).startswith("-") or set(text) == {"-"}


def test_signs_that_no_table_can_hold_are_left_out(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", [Table("Data", ["a"], [["x\x00\x01\x0b\ud800\uffffy"]])])
    write_csv(tmp_path / "t.csv", ["a"], [["x\x00\x01\x0b\ud800\uffffy"]])
    assert plain_rows(tmp_path / "t.xlsx")[1] == plain_rows(tmp_path / "t.csv")[1] == ["xy"]


def test_what_excel_cannot_hold_is_an_error_and_no_silent_loss(tmp_path):
    with pytest.raises(ValueError, match="longer than"):
        write_xlsx(tmp_path / "t.xlsx", [Table("Data", ["a"], [["x" * 32_768]])])
    with pytest.raises(ValueError, match="no place"):
        write_xlsx(tmp_path / "t.xlsx", [Table("Data", ["a"], [["x", "y"]])])


def test_names_of_sheets_are_what_excel_allows():
    names = sheet_names(["Data", "data", "a/b:c", "x" * 40, "x" * 40, "", "'kutip'"])
    assert names == ["Data", "data 2", "a b c", "x" * 31, "x" * 27 + " 2", "Lembar", "kutip"]


def test_a_table_without_rows_is_one_of_its_header(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", [Table("Data", HEADER, [])])
    write_csv(tmp_path / "t.csv", HEADER, [])
    assert plain_rows(tmp_path / "t.xlsx") == plain_rows(tmp_path / "t.csv") == [HEADER]
