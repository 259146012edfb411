"""Cells are understood as the person meant them, or refused with why."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.core.sheets.values import Phone, Unread, as_date, as_digits, as_int, as_phone, as_text, as_yes, is_blank
from tests import messages

DAY = date(2021, 3, 12)
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
EPOCH = date(1899, 12, 30)
days = st.dates(date(1900, 3, 1), date(2100, 12, 31))
years = st.dates(date(1950, 1, 1), date(2049, 12, 31))


@given(days)
def test_any_day_in_any_spelling_reads_back(day):
    month = MONTHS[day.month - 1]
    for written in (
        f"{day:%d-%m-%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d.%m.%Y}", f"{day.day} . {day.month} . {day.year}",
        f"{day.day} {day.month} {day.year}", day.isoformat(), f"{day.isoformat()}T00:00:00", f"{day:%Y/%m/%d} 08:30",
        f"{day.day} {month} {day.year}", f"{day.day} {month.upper()} {day.year}", f"{day:%d}-{month[:3]}-{day.year}",
        f"Probolinggo, {day.day} {month} {day.year}", f"Jumat, {day:%d} {month[:3]}. {day.year}", f"{day:%d%m%Y}",
        f"{day:%Y%m%d}", f"{month} {day.day}, {day.year}", f"{day:%d-%m-%Y} 10.30 WIB",
    ):  # fmt: skip
        assert as_date(written) == day, written
    assert as_date(day) == as_date(datetime(day.year, day.month, day.day, 23, 59)) == day


@given(years)
def test_years_of_two_digits_lie_between_1950_and_2049(day):
    for written in (
        f"{day:%d-%m-%y}",
        f"{day:%d.%m.%y}",
        f"{day:%d}/{day.month}/{day:%y}",
        f"{day:%d} {MONTHS[day.month - 1]} {day:%y}",
    ):
        assert as_date(written) == day, written


@given(st.dates(date(1910, 1, 1), date(2100, 12, 31)))
def test_day_numbers_of_excel_read_back(day):
    serial = (day - EPOCH).days
    for cell in (serial, float(serial), serial + 0.75, str(serial), f"{serial}.0"):
        assert as_date(cell) == day


@pytest.mark.parametrize("written", ["12 Pebruari 1998", "12 Peb 1998", "12 february 1998", "12-FEB-98", "12Feb1998"])
def test_old_and_foreign_names_of_months(written):
    assert as_date(written) == date(1998, 2, 12)


def test_a_second_number_above_twelve_can_be_no_month():
    assert as_date("12/31/2021") == date(2021, 12, 31)
    assert as_date("3/4/2021") == date(2021, 4, 3)


def test_a_day_that_excel_took_for_a_quantity():
    assert as_date(12032021) == DAY
    assert as_date(3042021) == date(2021, 4, 3)


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "Tidak ada", "N/A"])
def test_nothing_is_no_error(cell):
    assert (as_date(cell), as_phone(cell), as_digits(cell, (16,)), as_int(cell)) == (None, None, "", None)
    assert is_blank(cell)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ("Maret 2021", "no day"), ("03/2021", "no day"), ("2021", "no day"), (2021, "no day"), ("Mar-21", "no day"),
        ("besok", "no date"), ("12/3/021", "no date"), (True, "no date"), (5, "no date"), ("12 Maret", "no date"),
        ("31-2-2021", "not exist"), ("13-13-2020", "not exist"), ("00-00-0000", "not exist"), ("31 Juni 2020", "not exist"),
        ("12-3-1821", "1900"), ("12-3-2101", "1900"), (date(1821, 3, 12), "1900"), (999_999, "1900"),
        ("12 Maret 2021 s/d 12 Maret 2026", "more than one"), ("1-2-2020/3-4-2021", "more than one"),
    ],
)  # fmt: skip
def test_what_is_no_day_says_why(cell, word):
    with pytest.raises(Unread, match=word):
        as_date(cell)


@pytest.mark.parametrize(
    ("cell", "number", "remark"),
    [
        (8.123456789e10, "081234567890", ""), (81234567890, "081234567890", ""), (335421234, "0335421234", ""),
        (6281234567890, "+6281234567890", ""), ("+62 812-3456-7890", "+6281234567890", ""),
        ("0812-3456 789 / 0335 421xxx", "08123456789", "0335 421xxx"), ("(0335) 421234", "0335421234", ""),
        ("081 234 567 890 (WA)", "081234567890", "WA"), ("Budi 081234567890", "081234567890", "Budi"),
        ("812 3456 7890", "081234567890", ""),
    ],
)  # fmt: skip
def test_telephones(cell, number, remark):
    assert as_phone(cell) == Phone(number, remark)


@pytest.mark.parametrize("cell", ["tanya RT", "123", "0" * 16, "8,12346E+11"])
def test_what_is_no_telephone(cell):
    with pytest.raises(Unread):
        as_phone(cell)


@given(st.from_regex(r"3574[0-9]{11}[1-9]", fullmatch=True))
def test_number_of_identity_in_any_dress(nik):
    dressed = f" {nik[:4]} {nik[4:8]}.{nik[8:12]}-{nik[12:]} "
    assert as_digits(nik, (16,)) == as_digits(dressed, (16,)) == as_digits("'" + nik, (16,)) == nik
    assert as_digits(int(nik), (16,)) == nik  # written by a program, not by Excel


@pytest.mark.parametrize("cell", [3574011203700000, 3.57401120370000e15, 2.0**60, "3,57401E+15", "3.57401e+15"])
def test_number_that_excel_has_rounded(cell):
    with pytest.raises(Unread, match="rounded"):
        as_digits(cell, (16,))


def test_tax_number_gets_back_its_zeros():
    assert as_digits("02.345.678.9-012.000", (15, 16)) == "023456789012000"
    assert as_digits(23456789012000, (15, 16), leading_zeros=2) == "023456789012000"
    assert as_digits(3456789012000, (15, 16), leading_zeros=2) == "003456789012000"
    for cell, zeros in ((23456789012000, 0), (456789012000, 2), ("23456789012000", 2)):
        with pytest.raises(Unread, match="digits"):
            as_digits(cell, (15, 16), zeros)


@pytest.mark.parametrize("cell", ["35740112O3700001", "1234", "³574011203700001"])
def test_what_is_no_number_of_identity(cell):
    with pytest.raises(Unread):
        as_digits(cell, (16,))


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("± 150 orang", 150),
        ("1.250", 1250),
        ("12.500 jiwa", 12500),
        (150.0, 150),
        ("3 (tiga)", 3),
        ("1 250", 1250),
        (0, 0),
    ],
)
def test_counts(cell, count):
    assert as_int(cell) == count


@pytest.mark.parametrize("cell", ["banyak", 1.5, "1,5", "1.5", True, DAY, "1E+05"])
def test_what_is_no_count(cell):
    with pytest.raises(Unread):
        as_int(cell)


def test_yes_and_no():
    assert [as_yes(cell) for cell in ("Ya", "√", "V", 1, True, "Ada.")] == [True] * 6
    assert [as_yes(cell) for cell in ("Tidak", "tdk", 0, False, "tidak ada", "Belum")] == [False] * 6
    assert [as_yes(cell) for cell in (None, "", "-")] == [None] * 3
    with pytest.raises(Unread):
        as_yes("mungkin")


def test_text_is_one_visible_line():
    assert as_text(" Yayasan\u00a0Nur\n\u200bIman\t ") == "Yayasan Nur Iman"
    assert as_text("Cafe\u0301") == "Café"
    assert [as_text(cell) for cell in (3.0, 7, 2.5, True, DAY, datetime(2021, 3, 12, 8, 30))] == [
        "3", "7", "2.5", "Ya", "12-03-2021", "12-03-2021 08:30"
    ]  # fmt: skip


def refusals() -> list[str]:
    found = []
    for read, cells in (
        (as_date, ("Maret 2021", "x", "1-1-2020 2-2-2020", "31-2-2021", "1-1-1800")),
        (as_phone, ("x", "123")),
        (lambda cell: as_digits(cell, (16,)), (3574011203700000, "x", "1")),
        (as_int, ("x",)),
        (as_yes, ("mungkin",)),
    ):
        for cell in cells:
            with pytest.raises(Unread) as caught:
                read(cell)
            assert str(caught.value)
            found.append(caught.value.message)
    return found


def test_every_refusal_has_indonesian():
    known, found = messages.translated(), refusals()
    assert len(set(found)) == 12
    assert [text for text in found if text not in known] == []
