"""Numbers, templates and standing of letters, as tables of cases and as invariants."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aormas.letters import rules

DAY = date(2026, 11, 23)
PATTERN = "200.1.4.4/{urut}/425.207/{tahun}"
names = st.from_regex(r"[a-z][a-z_]{0,11}", fullmatch=True)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (PATTERN, "200.1.4.4/7/425.207/2026"),
        ("{kode}/{urut:3}/OR", "200.1.4.9/007/OR"),
        ("220/{urut:2}/{bulan_romawi}/{tahun}", "220/07/XI/2026"),
        ("{urut}-{bulan}-{{x}}", "7-11-{x}"),
    ],
)
def test_number_follows_its_pattern(pattern, number):
    assert rules.render_number(pattern, sequence=7, on=DAY, code="200.1.4.9") == number


def test_number_grows_past_its_width_instead_of_being_cut():
    assert rules.render_number("{urut:2}", sequence=1234, on=DAY) == "1234"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("200/{tahun}", "{urut}"),
        ("{urut}/{tahn}", "Did you mean {tahun}?"),
        ("{urut}/{zzz}", "Use one of: urut, tahun"),
        ("{urut}/{tahun:4}", "Only {urut} can have a width"),
        ("{urut:0}", "Only {urut} can have a width"),
        ("{urut}/{tahun", "A brace"),
        ("{urut}}/x", "A brace"),
        ("{urut.__class__}", "is not known"),
    ],
)
def test_a_wrong_pattern_is_named_and_never_gives_a_number(pattern, said):
    problems = rules.check_pattern(pattern)
    assert any(said in problem for problem in problems)
    with pytest.raises(ValueError):
        rules.render_number(pattern, sequence=1, on=DAY)


def test_a_right_pattern_has_no_problem():
    assert rules.check_pattern(PATTERN) == []
    assert rules.check_pattern("{urut:9}") == []


def test_a_problem_can_be_translated_from_its_parts():
    (problem,) = rules.check_pattern("{urut}/{tahn}")
    assert problem == problem.message % problem.values
    assert problem.values == {"field": "tahn", "near": "tahun"}


def test_numbers_of_a_book_begin_at_one():
    with pytest.raises(ValueError):
        rules.render_number(PATTERN, sequence=0, on=DAY)


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.sampled_from([PATTERN, "{urut:4}/{kode}", "A{urut}B"]))
def test_two_sequences_never_share_a_number(one, other, pattern):
    same = rules.render_number(pattern, sequence=one, on=DAY) == rules.render_number(pattern, sequence=other, on=DAY)
    assert same == (one == other)


def test_fields_are_found_once_and_in_order():
    assert rules.fields_in("{b} {a} {b} {{c}}") == ["b", "a"]


def test_an_unknown_field_is_named_with_the_nearest_one():
    (problem,) = rules.check_template("Yth. {nama_orma}", {"nama_ormas", "ketua"})
    assert "{nama_orma}" in problem
    assert "nama_ormas" in problem
    assert rules.check_template("Yth. {nama_ormas}", {"nama_ormas", "ketua"}) == []


def test_a_field_that_only_looks_a_little_alike_is_not_suggested():
    (problem,) = rules.check_template("{salah}", ["alasan", "kota"])
    assert problem == "The field {salah} is not known. Use one of: alasan, kota."


def test_a_stray_brace_is_a_problem_and_is_never_printed():
    assert rules.check_template("a } b", set()) == [rules.UNBALANCED]
    with pytest.raises(ValueError):
        rules.fill("a } b", {})


def test_a_missing_value_is_named():
    with pytest.raises(rules.MissingField) as raised:
        rules.fill("{nama} {ketua}", {"nama": "x", "ketua": None})
    assert raised.value.name == "ketua"


@pytest.mark.parametrize("hostile", ["{ketua}", "{{7*7}}", "{0.__class__}", "%s %(a)s", "\\1", "{% raw %}", "{", "}}"])
def test_what_stands_in_a_value_stays_text(hostile):
    assert rules.fill("<{nama}>{ketua}", {"nama": hostile, "ketua": "K"}) == f"<{hostile}>K"


def test_attributes_cannot_be_reached():
    with pytest.raises(rules.MissingField):
        rules.fill("{nama.__class__}", {"nama": "x"})


@given(st.dictionaries(names, st.text()), st.text(st.characters(exclude_characters="{}")))
def test_filling_puts_each_value_in_once_and_keeps_the_rest(values, between):
    template = between.join("{" + name + "}" for name in values)
    assert rules.check_template(template, values) == []
    assert rules.fill(template, values) == between.join(values.values())


@given(st.text())
def test_any_text_can_be_written_with_doubled_braces(text):
    assert rules.fill(text.replace("{", "{{").replace("}", "}}"), {}) == text


@pytest.mark.parametrize(
    ("withdrawn_on", "valid_until", "status"),
    [
        (None, None, "valid"),
        (None, DAY, "valid"),
        (None, DAY - timedelta(1), "expired"),
        (DAY, DAY + timedelta(9), "withdrawn"),
        (DAY, DAY - timedelta(9), "withdrawn"),
        (DAY + timedelta(1), None, "withdrawn"),
    ],
)
def test_a_letter_is_good_through_its_last_day_unless_withdrawn(withdrawn_on, valid_until, status):
    assert rules.letter_status(withdrawn_on=withdrawn_on, valid_until=valid_until, today=DAY) == status


@pytest.mark.parametrize(
    ("sequences", "first", "missing", "double"),
    [
        ([], 1, [], []),
        ([1, 2, 3], 1, [], []),
        ([3, 1], 1, [2], []),
        ([2, 2, 4], 1, [1, 3], [2]),
        ([57, 59], 57, [58], []),
    ],
)
def test_the_check_finds_gaps_and_doubles(sequences, first, missing, double):
    assert rules.gaps(sequences, first=first) == (missing, double)


@given(st.lists(st.integers(1, 60)))
def test_filling_the_gaps_and_dropping_doubles_gives_a_whole_book(sequences):
    found = rules.gaps(sequences)
    whole = sorted({*sequences, *found.missing})
    assert whole == list(range(1, len(whole) + 1))
    assert all(sequences.count(number) > 1 for number in found.double)
