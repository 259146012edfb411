"""The paper form: its code, its QR, its data, and the way from the paper to the page of entry."""

from __future__ import annotations

import re
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.reporting.rules import codes
from tests.factories import PASSWORD
from tests.reporting.factories import account, activity, filed, known_since, on, period, reporting_since

PERIODS = st.builds(lambda year, number: f"20{year}-{number}", st.integers(10, 99), st.integers(1, 12))


@given(st.integers(1, 10**6), PERIODS)
def test_a_code_carries_organisation_and_period(number, period):
    assert codes.read(codes.code_of(number, period)) == (number, period)


@given(st.integers(1, 10**6), PERIODS, st.data())
def test_one_wrong_sign_is_never_taken_for_another_form(number, period, data):
    plain = codes.code_of(number, period).replace("-", "")
    place = data.draw(st.integers(1, len(plain) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in "3456789" if sign != plain[place]]))
    with pytest.raises(ValueError):
        codes.read(plain[:place] + wrong + plain[place + 1 :])


@given(st.integers(1, 10**6), PERIODS, st.data())
def test_two_neighbours_changed_about_are_found(number, period, data):
    plain = codes.code_of(number, period).replace("-", "")
    place = data.draw(st.integers(1, len(plain) - 3))
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    if swapped != plain:
        with pytest.raises(ValueError):
            codes.read(swapped)


@pytest.mark.parametrize(
    "typed", ["{0}", " {0} ", "{1}", "{2}", "https://ormas.example/meja/laporan/kode?kode={0}", "{3}"]
)
def test_codes_are_typed_loosely(typed):
    code = codes.code_of(42, "2026-1")
    forms = (code, code.lower(), code.replace("-", " "), code.replace("0", "O"))
    assert codes.read(typed.format(*forms)) == (42, "2026-1")


@pytest.mark.parametrize(
    "typed", ["", "L", "L26", "kode", "P26-0412", "L26-1-00", "L26-D-0042-K", "L26-1-0042-K" * 9, "L26-1-\u0664042-K"]
)
def test_what_is_no_code_is_refused_in_words(typed):
    with pytest.raises(ValueError, match="code"):
        codes.read(typed)


@pytest.fixture
def office(app):
    """An organisation with a report of 2026-1, and the period 2026-2."""
    row = known_since(date(2025, 3, 1), name="Paguyuban Kertas")
    reporting_since(date(2026, 1, 1))
    user = account(row)
    with on(2026, 7, 20):
        activity(row, period("2026-1"), user, date(2026, 3, 7), title="Sarasehan kampung")
        sent = filed(row, period("2026-1"), user)
    return row, sent


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF, single spaces between them."""
    made = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(made.stdout.decode().split())


def test_the_form_has_the_organisations_data_and_a_qr_that_leads_to_its_entry(office, signed_in, tmp_path):
    row, _sent = office
    officer = signed_in("operator")
    answer = officer.get(f"/meja/laporan/formulir/{row.id}/2026-2.pdf")
    assert answer.mimetype == "application/pdf"
    text = text_of(answer.data)
    code = codes.code_of(row.id, "2026-2")
    for part in (
        "Paguyuban Kertas",
        row.register_number,
        code,
        "1 Februari 2027",
        "Sarasehan kampung",
        "nihil",
        "Bidang",
        "untuk umum",
    ):
        assert part in text
    assert f"{row.present_seat.address}, " in text
    (tmp_path / "form.pdf").write_bytes(answer.data)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", "form.pdf", "page"], cwd=tmp_path, check=True)
    pages = sorted(tmp_path.glob("page*.png"))
    assert len(pages) == 2
    read = subprocess.run(["zbarimg", "--raw", "-q", pages[0]], capture_output=True, check=True).stdout.decode().strip()
    assert read.endswith(f"/meja/laporan/kode?kode={code}")
    way = officer.get(read[read.index("/meja") :])
    assert way.status_code == 303
    assert way.location.endswith(f"/meja/laporan/isi/{row.id}/2026-2")


def test_a_list_prints_one_form_for_each_who_has_not_reported(office, signed_in):
    known_since(date(2025, 3, 1), name="Yayasan Kedua")
    from aormas.reporting.actions import opening

    opening.daily()
    text = text_of(signed_in("verifikator").get("/meja/laporan/formulir.pdf?periode=2026-1").data)
    assert "Yayasan Kedua" in text
    assert "Paguyuban Kertas" not in text
    everybody = text_of(signed_in("verifikator").get("/meja/laporan/formulir.pdf?periode=2026-2").data)
    assert len(re.findall("Laporan Kegiatan Organisasi", everybody)) == 2


def test_a_list_without_anybody_says_so(office, signed_in):
    officer = signed_in("operator")
    answer = officer.get("/meja/laporan/formulir.pdf?periode=2026-1", follow_redirects=True)
    assert "Tidak ada organisasi dalam daftar ini yang memerlukan formulir kertas." in answer.text


def test_wrong_codes_are_said_in_words_with_what_was_typed(office, signed_in):
    row, sent = office
    officer = signed_in("operator")
    code = codes.code_of(row.id, "2026-2")
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")
    answer = officer.get("/meja/laporan/kode", query_string={"kode": wrong})
    assert answer.status_code == 404
    assert "Satu tanda dalam kode ini tidak tepat." in answer.text
    assert wrong in answer.text
    stranger = officer.get("/meja/laporan/kode", query_string={"kode": codes.code_of(999, "2026-2")})
    assert stranger.status_code == 404
    assert officer.get("/meja/laporan/kode").status_code == 200
    for typed in (
        sent.receipt_number,
        sent.receipt_number.split("/")[0],
        str(sent.receipt_sequence),
        sent.receipt_code,
        sent.receipt_code.lower().replace("-", ""),
    ):
        way = officer.get("/meja/laporan/kode", query_string={"kode": typed})
        assert way.location.endswith(f"/meja/laporan/{sent.report_id}")


def test_an_organisation_prints_its_own_form(office, app):
    row, _sent = office
    browser = app.test_client()
    browser.post("/masuk", data={"username": "ormas", "password": PASSWORD})
    answer = browser.get("/portal/laporan/2026-2/formulir.pdf")
    assert codes.code_of(row.id, "2026-2") in text_of(answer.data)
    assert browser.get("/portal/laporan/1999-1/formulir.pdf").status_code == 404
