"""Dates as offices write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from aormas.core.sheets.cells import NOTHING, Cell, Unread

FIRST_YEAR, LAST_YEAR = 1900, 2100
PIVOT = 50  # a year of two digits below this is of this century, others are of the last one
_EPOCH = date(1899, 12, 30)  # day 0 of Excel, counted from 1 March 1900 on
_NO_DAY = "%(text)s has no day. Write day, month and year, such as 12-3-2021."
_NO_DATE = "%(text)s is no date. Write day, month and year, such as 12-3-2021."
_TWO = "%(text)s holds more than one date. Write only the one that the column asks for."
_IMPOSSIBLE = "The date %(text)s does not exist."
_OUTSIDE = "The year of %(text)s is not between 1900 and 2100."

# Indonesian, its old spellings, English; matched by their first letters
_MONTHS = (
    ("jan",),
    ("feb", "peb"),
    ("mar", "mrt"),
    ("apr",),
    ("mei", "may"),
    ("jun",),
    ("jul",),
    ("agu", "ags", "agt", "aug"),
    ("sep",),
    ("okt", "oct"),
    ("nov", "nop"),
    ("des", "dec"),
)
_MONTH_OF = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_WORD = "(" + "|".join(_MONTH_OF) + r")[a-z]*\.?"
_NUMBERS = re.compile(r"(?<!\d)(\d{1,4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,4})(?!\d)")
_NAMED = re.compile(rf"(?<!\d)(\d{{1,2}})\s*[-/. ]?\s*{_WORD}\s*[-/., ]?\s*(\d{{4}}|\d{{2}})(?!\d)")
_NAMED_FIRST = re.compile(rf"\b{_WORD}\s+(\d{{1,2}})\s*,\s*(\d{{4}})(?!\d)")
_TIME = re.compile(r"(?:(?<=\d{4} )\d{1,2}[.]|\b\d{1,2}:)\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:wib|am|pm)?$")
_SOLID = re.compile(r"(?<!\d)\d{8}(?!\d)")
_ONLY_MONTH = re.compile(rf"\b{_WORD}\s*[-/. ]?\s*\d{{2,4}}|\d{{1,2}}\s*[-/]\s*\d{{4}}")


def as_date(cell: Cell) -> date | None:
    """Return the day that a cell names; None for nothing.

    Excel's dates and day numbers, `12-3-2021`, `12/03/21`, `12.3.2021`, `2021-03-12`, `12 Maret 2021`,
    `Probolinggo, 12 Mar 2021`, `12032021`. The day comes first, unless the second number can be no month.
    Raises `Unread`: day or month missing, no date, two dates, impossible, a year outside 1900 to 2100.
    """
    if isinstance(cell, datetime):
        return _within(cell.date(), cell.date().isoformat())
    if isinstance(cell, date):
        return _within(cell, cell.isoformat())
    text = _plain(cell)
    if text.casefold() in NOTHING:
        return None
    if isinstance(cell, bool):
        raise Unread(_NO_DATE, text=text)
    if re.fullmatch(r"\d{7}", text) and isinstance(cell, int | float):
        text = "0" + text  # 03042021 that Excel took for a quantity
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return _serial(float(text), text)
    return _written(text)


def _plain(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else unicodedata.normalize("NFKC", str(cell))
    return " ".join(text.replace("–", "-").replace("—", "-").split())


def _serial(number: float, text: str) -> date:
    """Return the day of Excel's day number; a bare year is not one."""
    if number.is_integer() and FIRST_YEAR <= number <= LAST_YEAR:
        raise Unread(_NO_DAY, text=text)
    if number < 61:
        raise Unread(_NO_DATE, text=text)
    return _within(_EPOCH + timedelta(days=int(number)), text)


def _written(text: str) -> date:
    folded = text.casefold()
    folded = _TIME.sub("", re.sub(r"(\d{4}-\d{2}-\d{2})t(?=\d{2}:)", r"\1 ", folded))
    found = [_numbered(place.groups(), text) for place in _NUMBERS.finditer(folded)]
    found += [_made(int(year), _MONTH_OF[month], int(day), text) for day, month, year in _NAMED.findall(folded)]
    found += [_made(int(year), _MONTH_OF[month], int(day), text) for month, day, year in _NAMED_FIRST.findall(folded)]
    if not found and (solid := _SOLID.findall(folded)):
        found = [_solid(digits, text) for digits in solid]
    if len(set(found)) > 1:
        raise Unread(_TWO, text=text)
    if not found:
        raise Unread(_NO_DAY if _ONLY_MONTH.search(folded) else _NO_DATE, text=text)
    return found[0]


def _numbered(groups: tuple[str, ...], text: str) -> date:
    first, second, third = (int(group) for group in groups)
    if len(groups[0]) == 4:
        return _made(first, second, third, text)
    if len(groups[0]) > 2 or len(groups[2]) not in (2, 4):
        raise Unread(_NO_DATE, text=text)
    if second > 12 >= first:
        first, second = second, first
    return _made(third, second, first, text)


def _solid(digits: str, text: str) -> date:
    """Read 20210312 or 12032021; no day fits both."""
    if FIRST_YEAR <= int(digits[:4]) <= LAST_YEAR and int(digits[4:6]) <= 12:
        return _made(int(digits[:4]), int(digits[4:6]), int(digits[6:]), text)
    return _made(int(digits[4:]), int(digits[2:4]), int(digits[:2]), text)


def _made(year: int, month: int, day: int, text: str) -> date:
    if year < 100:
        year += 2000 if year < PIVOT else 1900
    try:
        made = date(year, month, day)
    except ValueError:
        raise Unread(_IMPOSSIBLE, text=text) from None
    return _within(made, text)


def _within(day: date, text: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unread(_OUTSIDE, text=text)
    return day
