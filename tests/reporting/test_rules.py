"""Periods, money, photos, receipts, reminding: tables of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.core.workdays import Calendar
from aormas.reporting.rules import content, money, periods, receipts, reminding
from aormas.reporting.rules.reminding import Reach, Rule

CALENDAR = Calendar({date(2026, 8, 17): "national"})


@pytest.mark.parametrize(
    ("day", "months", "code", "first", "last"),
    [
        (date(2026, 6, 30), 6, "2026-1", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), 6, "2026-2", date(2026, 7, 1), date(2026, 12, 31)),
        (date(2024, 2, 29), 3, "2024-1", date(2024, 1, 1), date(2024, 3, 31)),
        (date(2026, 12, 31), 12, "2026-1", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_the_period_of_a_day(day, months, code, first, last):
    assert periods.span_of(day, months) == periods.Span(code, first, last)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(periods.MONTHS))
def test_periods_follow_each_other_without_gap_or_overlap(day, months):
    span = periods.span_of(day, months)
    after = periods.span_of(span.ends_on + timedelta(days=1), months)
    assert span.starts_on <= day <= span.ends_on
    assert after.starts_on == span.ends_on + timedelta(days=1)
    assert after.ends_on > after.starts_on


def test_a_year_that_is_no_whole_number_of_periods_is_refused():
    with pytest.raises(ValueError, match="whole number"):
        periods.span_of(date(2026, 1, 1), 5)


@pytest.mark.parametrize(
    ("rule", "due"), [("next", date(2027, 2, 1)), ("previous", date(2027, 1, 29)), ("stay", date(2027, 1, 31))]
)
def test_a_due_day_on_a_sunday_moves_as_the_rule_says(rule, due):
    assert periods.due_on(date(2026, 12, 31), 31, rule, CALENDAR) == due


def test_a_due_day_on_a_holiday_moves_behind_it():
    assert periods.moved(date(2026, 8, 15), "next", CALENDAR) == date(2026, 8, 18)


def test_newcomers_owe_a_period_that_they_knew_long_enough():
    first, last = date(2026, 7, 1), date(2026, 12, 31)
    assert periods.owes(date(2020, 1, 1), first, last, 90)
    assert periods.owes(date(2026, 10, 3), first, last, 90)
    assert not periods.owes(date(2026, 10, 4), first, last, 90)
    assert not periods.owes(date(2027, 1, 1), first, last, 0)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.500.000", 1_500_000), ("Rp 1.500.000,-", 1_500_000), ("Rp1.500.000,00", 1_500_000), ("1500000", 1_500_000),
        ("1,500,000", 1_500_000), ("1,5 juta", 1_500_000), ("250rb", 250_000), ("2 jt", 2_000_000), ("0", 0), ("rp. 75.000", 75_000),
        ("1,2 miliar", 1_200_000_000), ("IDR 10 000", 10_000), ("1.500 ribu", 1_500_000), ("1.500rb", 1_500_000), ("1.5 juta", 1_500_000),
        ("2.500 juta", 2_500_000_000), ("1.500,5 ribu", 1_500_500), ("0,25 juta", 250_000),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(text, amount):
    assert money.rupiah(text) == amount


@pytest.mark.parametrize("text", ["-5000", "(5000)", "banyak", "", "1.5.0", "9" * 14])
def test_what_is_no_amount_is_refused_in_words(text):
    with pytest.raises(ValueError, match=r"\w{3}"):
        money.rupiah(text)


@given(st.integers(0, money.MOST))
def test_an_amount_shown_with_dots_is_read_back(amount):
    assert money.rupiah(f"Rp {amount:,}".replace(",", ".")) == amount


@pytest.mark.parametrize(
    ("starts", "ends", "field"),
    [
        (date(2026, 8, 1), None, None),
        (date(2026, 6, 30), None, "starts_on"),
        (date(2026, 12, 1), None, "starts_on"),
        (date(2026, 8, 1), date(2026, 7, 30), "ends_on"),
        (date(2026, 8, 1), date(2026, 12, 24), "ends_on"),
        (None, None, "starts_on"),
    ],
)
def test_days_of_an_activity_lie_in_its_period_and_in_the_past(starts, ends, field):
    faults = content.day_faults(starts, ends, date(2026, 7, 1), date(2026, 12, 31), date(2026, 11, 24))
    assert [fault.field for fault in faults] == ([field] if field else [])


def test_a_report_needs_activities_or_nihil_and_two_signers():
    assert content.missing(False, 1, "Siti", "Bagus") == []
    assert content.missing(True, 0, "Siti", "Bagus") == []
    assert [fault.field for fault in content.missing(True, 2, "", "")] == ["", "chair_name", "secretary_name"]
    assert [fault.field for fault in content.missing(False, 1, "Siti", "SITI ")] == ["secretary_name"]


def test_texts_are_compared_by_their_words():
    assert content.digest("Kerja bakti,  SUNGAI") == content.digest("kerja bakti", "sungai")
    assert content.digest("", " ") == ""


def test_photos_that_differ_in_few_bits_look_alike():
    assert content.near("00000000000000ff", "00000000000000fe")
    assert not content.near("00000000000000ff", "ffffffffffffffff")
    assert not content.near("", "")


def test_receipt_numbers_follow_the_pattern_and_a_pattern_needs_number_and_year():
    assert receipts.number("{nomor}/TTL/{tahun}", 7, 2026, "2026-1") == "0007/TTL/2026"
    assert receipts.fault("TTL/{nomor}")
    assert not receipts.fault("{nomor}/{tahun}")


UNTIL = date(2026, 7, 31)
RULES = [Rule(1, -14, ("whatsapp",)), Rule(2, 7, ("letter",)), Rule(3, 30, ("call",))]


@pytest.mark.parametrize(
    ("today", "used", "rule"),
    [
        (date(2026, 7, 16), (), None),
        (date(2026, 7, 17), (), 1),
        (date(2026, 7, 30), (), 1),
        (date(2026, 7, 30), (1,), None),
        (date(2026, 8, 7), (), 2),
        (date(2026, 8, 29), (1, 2), None),
        (date(2026, 8, 30), (1,), 3),  # the one that was missed is not made up for
        (date(2026, 12, 1), (), None),  # long ago
    ],
)
def test_the_latest_rule_whose_day_has_come_reminds_once(today, used, rule):
    found = reminding.due_rule(RULES, UNTIL, today, frozenset(used))
    assert (found.id if found else None) == rule


def test_the_first_way_that_reaches_an_organisation_is_taken():
    rule = Rule(1, 0, ("whatsapp", "email", "letter"))
    assert reminding.channel(rule, Reach(mobile="+628123", email="a@b"), mail=True) == "whatsapp"
    assert reminding.channel(rule, Reach(email="a@b", seat="Jalan"), mail=True) == "email"
    assert reminding.channel(rule, Reach(email="a@b", seat="Jalan"), mail=False) == "letter"
    assert reminding.channel(rule, Reach(), mail=True) == "call"


def test_nobody_is_reminded_twice_within_a_few_days():
    today = date(2026, 8, 10)
    assert reminding.is_quiet(today - timedelta(days=reminding.REST - 1), today)
    assert not reminding.is_quiet(today - timedelta(days=reminding.REST), today)
    assert not reminding.is_quiet(None, today)
