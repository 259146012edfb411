"""The two clocks of a case, in working days. Pure.

The office's clock runs from the day an officer records the file as complete (UU 30/2014 art. 53 as changed by UU 11/2020
art. 175) and stands still while it is another's turn; silence of the office past its end counts as consent. The
applicant's clock begins anew with each correction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from aormas.core.workdays import Calendar
from aormas.registration.rules.stages import APPLICANT, OFFICE

WARN_BEFORE = 2  # working days before consent by silence


@dataclass(frozen=True)
class Span:
    """Whose turn it was from one office day to another; `ended` is None for the present turn."""

    turn: str
    began: date
    ended: date | None = None


@dataclass(frozen=True)
class Reading:
    """What a clock shows: days used and allowed, the last day of the term, days left (negative: past)."""

    used: int
    allowed: int
    due: date | None
    left: int | None
    running: bool

    @property
    def tone(self) -> str:
        """Return the status tone: late when past, wait when two or fewer days are left."""
        if self.left is None:
            return "plain"
        return "late" if self.left < 0 else "wait" if self.left <= WARN_BEFORE else "plain"


def office_clock(
    spans: Iterable[Span], complete_on: date | None, allowed: int, calendar: Calendar, today: date
) -> Reading:
    """Return the office's legal clock; before the file is recorded as complete it has not begun."""
    if complete_on is None:
        return Reading(0, allowed, None, None, False)
    used, running = 0, False
    for span in spans:
        if span.turn != OFFICE or (span.ended is not None and span.ended < complete_on):
            continue
        start = max(span.began, complete_on)
        used += calendar.between(start, min(span.ended or today, today))
        running = running or span.ended is None
    if not running:
        return Reading(used, allowed, None, None, False)
    due = _end(calendar, today, allowed - used)
    return Reading(used, allowed, due, calendar.left(due, today), True)


def _end(calendar: Calendar, today: date, days: int) -> date:
    if days >= 0:
        return calendar.add(today, days)
    return _back(calendar, today, -days)


def _back(calendar: Calendar, day: date, days: int) -> date:
    while days > 0 or not calendar.is_working(day):
        days -= calendar.is_working(day)
        day -= timedelta(days=1)
    return day


def check_clock(began: date, allowed: int, calendar: Calendar, today: date) -> Reading:
    """Return the office's own target for a look at a file that is not yet recorded as complete."""
    due = calendar.add(began, allowed)
    return Reading(calendar.between(began, today), allowed, due, calendar.left(due, today), True)


def applicant_clock(spans: Iterable[Span], allowed: int, calendar: Calendar, today: date) -> Reading:
    """Return the applicant's clock: it runs from the last hand-back and only while it is the applicant's turn."""
    present = next((span for span in spans if span.turn == APPLICANT and span.ended is None), None)
    if present is None:
        return Reading(0, allowed, None, None, False)
    due = calendar.add(present.began, allowed)
    return Reading(calendar.between(present.began, today), allowed, due, calendar.left(due, today), True)


def consent_is_near(reading: Reading) -> bool:
    """Tell whether the head must be warned that silence will count as consent."""
    return reading.running and reading.left is not None and reading.left <= WARN_BEFORE


def may_be_closed(reading: Reading) -> bool:
    """Tell whether a case that the applicant left may be proposed for closing."""
    return reading.left is not None and reading.left < 0
