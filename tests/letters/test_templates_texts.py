"""From a template to paragraphs and rows, whatever the values hold."""

from __future__ import annotations

from aormas.letters import texts


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
