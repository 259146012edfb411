"""Numbers, texts and standing of letters. Pure: patterns and templates are the office's data, checked here before use.

Patterns and templates know only named fields in single braces; `{{` and `}}` stand for the braces themselves. There
is no format specification, attribute or index, so neither an office text nor a value filled into it can reach
anything else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Literal, NamedTuple

from aormas.core.workdays import HORIZON, Calendar

NUMBER_FIELDS = ("urut", "tahun", "bulan", "bulan_romawi", "kode")
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# Message ids; the pages translate them with the values that the problem carries.
UNKNOWN_FIELD = "The field {%(field)s} is not known. Use one of: %(known)s."
UNKNOWN_FIELD_NEAR = "The field {%(field)s} is not known. Did you mean {%(near)s}?"
UNBALANCED = "A brace is left open or closed without a partner. Write {{ or }} for a brace that should be printed."
WITHOUT_SEQUENCE = "The pattern needs {urut}, or two letters would get the same number."
BAD_WIDTH = "Only {urut} can have a width, from 1 to 9, such as {urut:3}."

Status = Literal["valid", "expired", "withdrawn"]

_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_WIDTH = re.compile(r"urut:([1-9])")


class Problem(str):
    """What is wrong with a pattern or template: an English sentence; `message` and `values` translate it."""

    message: str
    values: dict[str, str]

    def __new__(cls, message: str, **values: str) -> Problem:
        """Fill the sentence."""
        problem = super().__new__(cls, message % values if values else message)
        problem.message, problem.values = message, values
        return problem


class MissingField(ValueError):
    """A template names a field for which no value was given; `name` says which."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no value for the field {{{name}}}")
        self.name = name


# --- texts with named fields --------------------------------------------------------------------------------------


def fields_in(text: str) -> list[str]:
    """Return the names of the fields in a text, each once, in order of appearance."""
    return list(dict.fromkeys(name for name in _names(text) if name is not None))


def check_template(text: str, allowed: Collection[str]) -> list[Problem]:
    """Return what is wrong with a template: an unknown field, with the nearest allowed one; a stray brace."""
    problems = [_unknown(name, allowed) for name in fields_in(text) if name not in allowed]
    return problems + ([Problem(UNBALANCED)] if None in _names(text) else [])


def fill(text: str, values: Mapping[str, str | None]) -> str:
    """Return the text with its fields filled, in one pass: what stands in a value is never read again.

    Raises `MissingField` when a value is absent or None, ValueError when a brace has no partner.
    """

    def piece(match: re.Match[str]) -> str:
        if match[0] in ("{{", "}}"):
            return match[0][0]
        if match[1] is None:
            raise ValueError(UNBALANCED)
        value = values.get(match[1])
        if value is None:
            raise MissingField(match[1])
        return value

    return _PIECE.sub(piece, text)


def _names(text: str) -> Iterator[str | None]:
    """Yield the name of each field, and None for each brace without a partner."""
    for match in _PIECE.finditer(text):
        if match[0] not in ("{{", "}}"):
            yield match[1]


def _unknown(name: str, allowed: Collection[str]) -> Problem:
    near = get_close_matches(name.strip().lower(), allowed, n=1, cutoff=0.7)
    if near:
        return Problem(UNKNOWN_FIELD_NEAR, field=name, near=near[0])
    return Problem(UNKNOWN_FIELD, field=name, known=", ".join(allowed))


# --- numbers ------------------------------------------------------------------------------------------------------


def check_pattern(pattern: str) -> list[Problem]:
    """Return what is wrong with a number pattern such as `200.1.4.4/{urut}/425.207/{tahun}`."""
    problems: list[Problem] = []
    names = fields_in(pattern)
    for name in names:
        if _WIDTH.fullmatch(name) or name in NUMBER_FIELDS:
            continue
        known = name.split(":")[0] in NUMBER_FIELDS
        problems.append(Problem(BAD_WIDTH) if known else _unknown(name, NUMBER_FIELDS))
    if not any(name.split(":")[0] == "urut" for name in names):
        problems.append(Problem(WITHOUT_SEQUENCE))
    return problems + ([Problem(UNBALANCED)] if None in _names(pattern) else [])


def render_number(pattern: str, *, sequence: int, on: date, code: str = "") -> str:
    """Return the letter number. Raises ValueError for a pattern that `check_pattern` refuses or a sequence below 1.

    `{urut}` is the sequence (`{urut:3}` with leading zeros), `{bulan}` has two digits, `{bulan_romawi}` is I to XII.
    """
    problems = check_pattern(pattern)
    if problems:
        raise ValueError(problems[0])
    if sequence < 1:
        raise ValueError("the numbers of a book begin at 1")
    values = {
        "urut": str(sequence),
        "tahun": str(on.year),
        "bulan": f"{on.month:02}",
        "bulan_romawi": ROMAN_MONTHS[on.month - 1],
        "kode": code,
    }
    widths = {f"urut:{width}": str(sequence).zfill(width) for width in range(1, 10)}
    return fill(pattern, values | widths)


class Gaps(NamedTuple):
    """What a book-year lacks and what it holds more than once, both in order."""

    missing: list[int]
    double: list[int]


def gaps(sequences: Iterable[int], *, first: int = 1) -> Gaps:
    """Return which numbers from `first` up to the highest are absent, and which are there more than once.

    `first` is the number with which the office began this book-year, when it began in the middle of one.
    """
    counted = Counter(sequences)
    highest = max(counted, default=first - 1)
    missing = [number for number in range(first, highest + 1) if number not in counted]
    return Gaps(missing, sorted(number for number, times in counted.items() if times > 1))


# --- standing -----------------------------------------------------------------------------------------------------


def end_of_validity(signed_on: date, years: int | None, calendar: Calendar) -> date | None:
    """Return the last day of a letter that holds for some years, None for one without an end.

    An end on a day off moves to the next working day (UU 30/2014 art. 58); 29 February becomes 28 February. Raises
    ValueError when the calendar has no working days.
    """
    if years is None:
        return None
    leap = (signed_on.month, signed_on.day) == (2, 29)
    end = signed_on.replace(year=signed_on.year + years, day=28 if leap else signed_on.day)
    following = (end + timedelta(days=n) for n in range(HORIZON))
    working = next((day for day in following if calendar.is_working(day)), None)
    if working is None:
        raise ValueError("the calendar has no working days")
    return working


def letter_status(*, withdrawn_on: date | None, valid_until: date | None, today: date) -> Status:
    """Return how a signed letter stands.

    It is good through its last day; without one it does not end. Withdrawal goes before all.
    """
    if withdrawn_on is not None:
        return "withdrawn"
    return "expired" if valid_until is not None and today > valid_until else "valid"
