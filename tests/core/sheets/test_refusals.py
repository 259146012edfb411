"""What is no table, too much or dangerous is refused with its own sentence and its place; memory stays small."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from fpdf import FPDF
from PIL import Image

from aormas.core.files.decoding.compound import MAGIC
from aormas.core.sheets import reading
from aormas.core.sheets.reading import read
from aormas.core.sheets.refusals import MESSAGES, SheetRefused
from tests import messages


def refused(path) -> SheetRefused:
    with pytest.raises(SheetRefused) as caught:
        read(path, "tabel.xlsx")
    return caught.value


def test_every_sentence_has_indonesian():
    known = messages.translated()
    assert [text for text in MESSAGES.values() if text not in known] == []


def photo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20)).save(buffer, "JPEG")
    return buffer.getvalue()


def pdf() -> bytes:
    letter = FPDF()
    letter.add_page()
    return bytes(letter.output())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\n;;\n ; \n", "blank"),
        (pdf(), "pdf"),
        (photo(), "photo"),
        (b"\x7fELF\x02\x01\x01" + bytes(100), "unknown_kind"),
        (b"a;b\n\x01\x02;c", "unknown_kind"),
        (b"<html><body><table><tr><td>x</td></tr></table>", "web_page"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook>", "web_page"),
        (rb"{\rtf1\ansi x}", "document"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (MAGIC + bytes(20), "damaged"),
        (MAGIC + bytes(2000), "unknown_kind"),
    ],
)
def test_what_is_no_table_has_a_sentence_of_its_own(text, content, code):
    assert refused(text(content)).code == code


def test_more_than_ten_megabytes_are_refused_unread(text):
    assert refused(text(b"a;b\n" * (reading.FILE_MOST // 4 + 1))).code == "too_large"


def test_word_files_archives_and_binary_workbooks(package):
    assert refused(package({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"})).code == "document"
    assert refused(package({"data.csv": b"a;b"})).code == "archive"
    assert refused(package({"xl/workbook.bin": b"x"})).code == "other_workbook"
    assert refused(package({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""})).code == (
        "document"
    )


def test_damaged_workbooks(workbook, package, convert):
    whole = workbook(Data=[["Nama"], ["Yayasan"]])
    assert refused(package({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}, whole)).code == "damaged"
    assert refused(package({"xl/workbook.xml": b"no xml"}, whole)).code == "damaged"
    cut = convert(whole, "xls")
    cut.write_bytes(cut.read_bytes()[:1500])
    assert refused(cut).code in ("damaged", "unknown_kind")


def test_workbook_cut_off_in_the_middle(workbook):
    path = workbook(Data=[["Nama", n] for n in range(1000)])
    path.write_bytes(path.read_bytes()[:-200])
    assert refused(path).code == "damaged"


def renamed(path, old: str, new: str) -> None:
    """Give an entry in the directory of an old Office file another name."""
    content = bytearray(path.read_bytes())
    place = content.index(old.encode("utf-16-le"))
    name = new.encode("utf-16-le")
    content[place : place + 64] = name.ljust(64, b"\0")
    content[place + 64 : place + 66] = struct.pack("<H", len(name) + 2)
    path.write_bytes(content)


def test_locked_excel_workbook_is_an_old_container(workbook, convert):
    path = convert(workbook(Data=[["Nama"]]), "xls")
    renamed(path, "Workbook", "EncryptedPackage")
    assert refused(path).code == "encrypted"


def test_locked_workbook_of_excel_2003(workbook, convert):
    path = convert(workbook(Data=[["Nama"]]), "xls")
    content = bytearray(path.read_bytes())
    begin = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # BOF of the workbook; FILEPASS follows it
    second = begin + 4 + 16
    content[second : second + 2] = struct.pack("<H", 0x2F)
    path.write_bytes(content)
    assert refused(path).code == "encrypted"


def test_locked_open_workbook(workbook, package, convert):
    ods = convert(workbook(Data=[["Nama"]]), "ods")
    manifest = zipfile.ZipFile(ods).read("META-INF/manifest.xml")
    locked = manifest.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>")
    assert refused(package({"META-INF/manifest.xml": locked}, ods)).code == "encrypted"


def test_text_document_of_word_2003(workbook, convert):
    path = convert(workbook(Data=[["Nama"]]), "xls")
    renamed(path, "Workbook", "WordDocument")
    assert refused(path).code == "document"


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_programs_in_an_excel_workbook(workbook, package, part):
    assert refused(package({part: b"x"}, workbook(Data=[["Nama"]]))).code == "macros"


def test_workbook_that_calls_itself_one_with_macros(workbook, package):
    whole = workbook(Data=[["Nama"]])
    types = zipfile.ZipFile(whole).read("[Content_Types].xml")
    types = types.replace(
        b"openxmlformats-officedocument.spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
    )
    assert refused(package({"[Content_Types].xml": types}, whole)).code == "macros"


def test_programs_in_old_and_open_workbooks(workbook, package, convert):
    whole = workbook(Data=[["Nama"]])
    assert refused(package({"Basic/Standard/Module1.xml": b"<x/>"}, convert(whole, "ods"))).code == "macros"
    assert refused(package({"Scripts/python/x.py": b"x"}, convert(whole, "ods"))).code == "macros"
    old = convert(whole, "xls")
    renamed(old, "\x05DocumentSummaryInformation", "_VBA_PROJECT_CUR")
    assert refused(old).code == "macros"


def test_zip_bombs_are_refused_by_their_directory(workbook, package):
    whole = workbook(Data=[["Nama"]])
    assert refused(package({"xl/media/image1.png": bytes(70 * 2**20)}, whole)).code == "bomb"
    assert refused(package({"xl/media/image1.png": bytes(20 * 2**20)}, whole)).code == "bomb"  # by its ratio
    assert refused(package({f"xl/media/{n}.png": b"x" for n in range(2001)}, whole)).code == "bomb"


def test_document_types_are_refused(workbook, package):
    sheet = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>'
    assert refused(package({"xl/worksheets/sheet1.xml": sheet}, workbook(Data=[["x"]]))).code == "bomb"


def sheet_xml(*cells: str) -> bytes:
    rows = "".join(f'<row><c r="{place}"><v>1</v></c></row>' for place in cells)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def test_two_cells_far_apart_are_refused_with_their_place(workbook, package):
    whole = workbook(Data=[["x"]])
    far = refused(package({"xl/worksheets/sheet1.xml": sheet_xml("A1", "XFD1048576")}, whole))
    assert (far.code, far.values) == ("columns", {"row": 1048576, "column": "XFD"})
    sparse = refused(package({"xl/worksheets/sheet1.xml": sheet_xml("A1", "CV1048576")}, whole))
    assert (sparse.code, sparse.values) == ("spread", {"row": 1048576, "column": "CV"})


def test_what_slips_past_the_measure_ends_in_the_child_alone(workbook, package):
    """A worksheet under a name that is not looked at: the reader runs out of its memory, and only it."""
    whole = workbook(Data=[["x"]])
    rels = zipfile.ZipFile(whole).read("xl/_rels/workbook.xml.rels").replace(b"worksheets/sheet1.xml", b"hidden.xml")
    path = package({"xl/_rels/workbook.xml.rels": rels, "xl/hidden.xml": sheet_xml("A1", "XFD1048576")}, whole)
    assert refused(path).code == "bomb"


def test_repeated_cells_of_an_open_workbook(workbook, package, convert):
    ods = convert(workbook(Data=[["x", "y"]]), "ods")
    content = zipfile.ZipFile(ods).read("content.xml")
    cell = b'<table:table-cell office:value-type="string"'
    wide = content.replace(cell, cell.replace(b"cell ", b'cell table:number-columns-repeated="5000" '), 1)
    long = content.replace(b"<table:table-row ", b'<table:table-row table:number-rows-repeated="900000" ', 1)
    assert b"5000" in wide
    assert b"900000" in long
    assert refused(package({"content.xml": wide}, ods)).code == "columns"
    assert refused(package({"content.xml": long}, ods)).code == "rows"


def test_one_row_one_column_one_sign_too_many(workbook, text):
    rows = refused(workbook(Data=([n] for n in range(20_001))))
    assert (rows.code, rows.values) == ("rows", {"sheet": "Data", "row": 20001})
    assert refused(workbook(Data=[["x"], range(201)])).values == {"row": 2, "column": "GS"}
    cell = refused(text("a;b\nc;" + "x" * 32_768))
    assert (cell.code, cell.values) == ("cell", {"row": 2, "column": "B"})
    assert refused(workbook(**{f"s{n}": [["x"]] for n in range(51)})).code == "many_sheets"


def test_rows_of_all_sheets_count_together(workbook):
    assert refused(workbook(A=([n] for n in range(15_000)), B=([n] for n in range(15_000)))).code == "rows"


def test_one_long_text_in_very_many_cells(workbook):
    assert refused(workbook(Data=(["x" * 30_000] * 10 for _ in range(100)))).code == "bomb"


def test_line_in_another_encoding_is_named(text):
    mixed = refused(text("Nama;Alamat\nCafé;x\n".encode() + "Ébène;y\n".encode("cp1252")))
    assert (mixed.code, mixed.values) == ("mixed_encoding", {"row": 3, "column": "A"})
    later = refused(text("Nama;Alamat;Ketua\nCafé;x;y\n".encode() + '"a;b";c;Ébène\n'.encode("cp1252")))
    assert later.values == {"row": 3, "column": "C"}
    unreadable = refused(text(b"Nama\n\x81\x8d;x\n"))
    assert (unreadable.code, unreadable.values) == ("unreadable_text", {"row": 2, "column": "A"})


def test_quotation_mark_that_is_never_closed_is_named(text):
    assert refused(text('Nama;Alamat\nA;"Jl. B\nC;D\nE;F\n')).values == {"row": 2}
    assert refused(text('Nama;Alamat\nA;"Jl. B\n' + "C;D\n" * 100_000)).code == "quote"


def test_busy_and_slow_are_said(text, monkeypatch):
    from aormas.core.files import children

    path = text("Nama;Alamat\n" + "A;B\n" * 19_000)
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    assert refused(path).code == "timeout"
    monkeypatch.setattr(children, "WAIT", 0.01)
    with children._one_at_a_time:
        assert refused(path).code == "busy"


def test_reading_leaves_no_file_behind(text, tmp_path):
    read(text("a;b\nc;d"), "t.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["tabel.csv"]
