"""Tables are read as they are, from every program that offices use."""

from __future__ import annotations

import shutil
from datetime import date, datetime

import pytest

from aormas.core.sheets.reading import read

DAY = date(2021, 3, 12)
ROWS = [
    ["No", "Nama", "NIK", "Tanggal", "Jumlah"],
    [1, "Yayasan Ébène “Nur”", "3574011203700001", DAY, 1.5],
    [],
    [2, "Perkumpulan\ndua baris", "0015", DAY, 7],
]


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_workbook_of_every_program_gives_the_same_rows(workbook, convert, ending):
    path = workbook(Data=ROWS, Kosong=[], Kedua=[["x"]])
    book = read(path if ending == "xlsx" else convert(path, ending), "apa saja.txt")
    assert book.kind == ending
    assert [sheet.name for sheet in book.sheets] == ["Data", "Kedua"]
    assert book.sheets[0].rows == [row for row in ROWS if row]
    assert book.sheets[0].numbers == [1, 2, 4]
    assert type(book.sheets[0].rows[1][0]) is int


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
@pytest.mark.parametrize("wrong", ["t.xlsx", "t.ods", "t.xls", "t.csv", "t.pdf", "t"])
def test_a_wrong_name_changes_nothing(workbook, convert, tmp_path, ending, wrong):
    path = workbook(Data=[["x"]])
    renamed = tmp_path / "renamed" / wrong
    renamed.parent.mkdir()
    shutil.copy(path if ending == "xlsx" else convert(path, ending), renamed)
    assert (read(renamed, wrong).kind, read(renamed, wrong).sheets[0].rows) == (ending, [["x"]])


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_table_that_begins_further_down_and_right_keeps_its_places(workbook, convert, ending):
    path = workbook(Data=[[], [], ["", "", "x", "", "z"], [], ["", "", "", "y"]])
    sheet = read(path if ending == "xlsx" else convert(path, ending), "t").sheets[0]
    assert sheet.rows == [[None, None, "x", None, "z"], [None, None, None, "y"]]
    assert sheet.numbers == [3, 5]


def test_moments_truths_merged_cells_and_hidden_sheets(tmp_path, convert):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "t.xlsx", {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        sheet = book.add_worksheet("Satu")
        sheet.merge_range(0, 0, 0, 2, "Judul")
        sheet.write_row(1, 0, [True, datetime(2021, 3, 12, 8, 30)])
        sheet.write_formula(2, 0, "=1+1", None, 2)
        other = book.add_worksheet("Dua")
        other.write(0, 0, "x")
        other.hide()
    book = read(tmp_path / "t.xlsx", "t")
    assert book.sheets[0].rows == [["Judul"], [True, datetime(2021, 3, 12, 8, 30)], [2]]
    assert [sheet.hidden for sheet in book.sheets] == [False, True]
    assert [sheet.hidden for sheet in read(convert(tmp_path / "t.xlsx", "xls"), "t").sheets] == [False, True]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_text_in_every_encoding_and_with_every_delimiter(text, encoding, delimiter):
    lines = [
        ["Nama", "Alamat", "Tanggal"],
        ["Yayasan “Ébène”", f'"Jl. Mawar {delimiter} 3"', "12-3-2021"],
        ["Café", "Jl. A, B", "x"],
    ]
    if delimiter == ",":
        lines[2][1] = '"Jl. A, B"'
    path = text("\r\n".join(delimiter.join(line) for line in lines) + "\r\n", encoding)
    (sheet,) = read(path, "C:\\data ormas.csv").sheets
    assert sheet.rows[1] == ["Yayasan “Ébène”", f"Jl. Mawar {delimiter} 3", "12-3-2021"]
    assert sheet.rows[2][1] == "Jl. A, B"


def test_text_table_is_named_after_its_file_and_says_its_own_delimiter(text):
    (sheet,) = read(text("sep=|\r\na;b|c;d\r\n\r\ne|f\r\n"), "data ormas.csv").sheets
    assert (sheet.name, sheet.rows, sheet.numbers) == ("data ormas", [["a;b", "c;d"], ["e", "f"]], [1, 3])


def test_one_column_of_text_is_a_table_too(text):
    assert read(text("Nama\nYayasan A\nYayasan B"), "t.csv").sheets[0].rows == [["Nama"], ["Yayasan A"], ["Yayasan B"]]


def test_quoted_line_breaks_count_as_one_row_and_guarded_text_is_freed(text):
    (sheet,) = read(text("a;b\n\"x\ny\";'=1+1\n'biasa;''-2\n'+62812;'n'"), "t.csv").sheets
    assert sheet.rows == [["a", "b"], ["x\ny", "=1+1"], ["'biasa", "'-2"], ["+62812", "'n'"]]
    assert sheet.numbers == [1, 2, 3, 4]


def test_a_million_empty_rows_cost_nothing(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Nama")
        sheet.write(1_048_575, 1, "ujung")
    (sheet,) = read(tmp_path / "t.xlsx", "t").sheets
    assert (sheet.rows, sheet.numbers) == ([["Nama"], [None, "ujung"]], [1, 1_048_576])


def test_twenty_thousand_rows_are_read(workbook):
    (sheet,) = read(workbook(Data=([n, f"Yayasan {n}", "Jl. Mawar"] for n in range(20_000))), "t").sheets
    assert (len(sheet.rows), sheet.rows[-1][1]) == (20_000, "Yayasan 19999")
