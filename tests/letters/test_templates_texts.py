"""From a template to paragraphs and rows, whatever the values hold."""

from __future__ import annotations

import pytest

from aormas.letters import seeds, texts
from aormas.letters.fields import FIELDS


def test_rows_paragraphs_and_values_keep_their_places():
    template = "Yang bertanda tangan:\n\nNama : {nama}\nKota : {kota}\nKode : {kode}\n\nadalah {nama}.\nCatatan: {kota}"
    body = texts.fill_body(template, {"nama": "A : B\n\nC\tD", "kota": "", "kode": "7"})
    assert texts.blocks(body) == (
        "Yang bertanda tangan:",
        ("rows", [("Nama", "A : B\nC D"), ("Kode", "7")]),
        "adalah A : B\nC D.\nCatatan: –",
    )
    assert texts.without_value([template], {"nama": "x", "kode": " "}) == ["kota", "kode"]


def test_a_paragraph_of_rows_that_have_no_value_disappears():
    assert texts.fill_body("A : {a}\n\nZ", {}) == "Z"


def test_a_row_with_one_empty_field_is_left_out_instead_of_printing_a_hole():
    template = "Akta : Nomor {nomor}, tanggal {tanggal}\nNotaris : {notaris}\nNPWP : {npwp}"
    body = texts.fill_body(template, {"nomor": "", "tanggal": "5 Mei 2020", "notaris": "Sri Ayu, S.H.", "npwp": " "})
    assert texts.blocks(body) == (("rows", [("Notaris", "Sri Ayu, S.H.")]),)


@pytest.mark.parametrize("template", [seeds.PRESENCE_BODY, seeds.COVER_BODY])
@pytest.mark.parametrize("empty", ["nomor_akta", "tanggal_akta", "notaris"])
def test_the_first_letters_print_no_hole_for_a_deed_written_in_part(template, empty):
    known = dict.fromkeys(FIELDS, "x") | {empty: ""}
    body = texts.fill_body(template, known)
    assert texts.EMPTY not in body
    assert ("Notaris\t" in body) == (empty != "notaris")
    assert ("Akta pendirian\t" in body) == (empty == "notaris")
