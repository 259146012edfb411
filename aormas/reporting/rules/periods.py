"""Periods of reporting and their due days. Pure.

Semesters begin in January and July by custom; the law says only every six months (PP 58/2016 art. 39).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from aormas.core.workdays import Calendar

HOLIDAY_RULES = ("next", "previous", "stay")
MONTHS = (1, 2, 3, 4, 6, 12)  # a year must hold a whole number of periods


@dataclass(frozen=True)
class Span:
    """A period before it has a row: its code, first and last day."""

    code: str
    starts_on: date
    ends_on: date


def span_of(day: date, months: int) -> Span:
    """Return the period of a day, counted from January. Raises ValueError when a year is no whole number of periods."""
    if months not in MONTHS:
        raise ValueError("a year must hold a whole number of periods")
    number = (day.month - 1) // months
    starts = date(day.year, number * months + 1, 1)
    return Span(f"{day.year}-{number + 1}", starts, _months_on(starts, months) - timedelta(days=1))


def _months_on(day: date, months: int) -> date:
    whole = day.month - 1 + months
    return date(day.year + whole // 12, whole % 12 + 1, 1)


def spans(first: date, last: date, months: int) -> Iterator[Span]:
    """Yield the periods from the one of `first` to the one of `last`."""
    span = span_of(first, months)
    while span.starts_on <= last:
        yield span
        span = span_of(span.ends_on + timedelta(days=1), months)


def moved(day: date, rule: str, calendar: Calendar) -> date:
    """Return a due day as the holiday rule moves it: to the next or the previous working day, or not at all."""
    if rule == "stay":
        return day
    step = timedelta(days=1 if rule == "next" else -1)
    for _ in range(366):
        if calendar.is_working(day):
            return day
        day += step
    return day


def due_on(ends_on: date, due_days: int, rule: str, calendar: Calendar) -> date:
    """Return the due day of a period that ends on a day, never before the period is over."""
    due = moved(ends_on + timedelta(days=due_days), rule, calendar)
    return max(due, ends_on + timedelta(days=1))


def owes(known_since: date, period_starts: date, period_ends: date, newcomer_days: int) -> bool:
    """Tell whether an organisation that is in the register since a day owes the report of a period."""
    within = (period_ends - max(known_since, period_starts)).days + 1
    return known_since <= period_ends and (known_since <= period_starts or within >= newcomer_days)


def name_of(code: str, months: int = 6) -> tuple[str, int, int]:
    """Return (kind of period, number, year) that a code tells: `semester` for six months, else `period`, `year`."""
    year, _, number = code.partition("-")
    kind = {6: "semester", 12: "year"}.get(months, "period")
    return kind, int(number or 1), int(year)
