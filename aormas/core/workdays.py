"""Working-day arithmetic. Pure: the calendar comes in as facts.

Every "hari" of PP 58/2016 is a working day (art. 1 number 13). The day after an event is day 1 unless the office's
setting says that the day of the event counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

NATIONAL, JOINT_LEAVE, LOCAL = "national", "joint_leave", "local"
FIVE_DAY_WEEK = frozenset({0, 1, 2, 3, 4})
HORIZON = 3660  # days; a calendar without any working day must not turn into an endless loop


@dataclass(frozen=True)
class Calendar:
    """Which days the office works: week days (Monday is 0), holidays by date, and whether joint leave is off."""

    holidays: Mapping[date, str] = field(default_factory=dict)
    weekdays: frozenset[int] = FIVE_DAY_WEEK
    joint_leave_off: bool = True
    first_day_counts: bool = False

    def is_working(self, day: date) -> bool:
        """Tell whether the office works on a day."""
        kind = self.holidays.get(day)
        if day.weekday() not in self.weekdays:
            return False
        return kind is None or (kind == JOINT_LEAVE and not self.joint_leave_off)

    def add(self, start: date, days: int) -> date:
        """Return the last day of a term of `days` working days that an event on `start` opens.

        Raises ValueError for a negative number or when the calendar has no working days.
        """
        if days < 0:
            raise ValueError("a term has no negative days")
        day, left = start, days
        if self.first_day_counts and left and self.is_working(start):
            left -= 1
        for _ in range(HORIZON):
            if left == 0:
                return day
            day += timedelta(days=1)
            left -= self.is_working(day)
        raise ValueError("the calendar has no working days")

    def between(self, start: date, end: date) -> int:
        """Return how many working days of a term that began on `start` are used up by the end of `end`; 0 if earlier."""
        first = start if self.first_day_counts else start + timedelta(days=1)
        return sum(self.is_working(first + timedelta(days=n)) for n in range((end - first).days + 1))

    def left(self, due: date, today: date) -> int:
        """Return working days from today to a due day: 0 on the day itself, negative when it has passed."""
        if today <= due:
            return sum(self.is_working(today + timedelta(days=n)) for n in range(1, (due - today).days + 1))
        return -sum(self.is_working(due + timedelta(days=n)) for n in range(1, (today - due).days + 1))
