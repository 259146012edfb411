"""Quarters of a year (triwulan). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Quarter:
    """Three months of a year; `number` is 1 to 4."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return self.following.first - timedelta(days=1)

    @property
    def following(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


def quarters_from(day: date, count: int) -> list[Quarter]:
    """Return the quarter of a day and those that follow, `count` in all."""
    found = [Quarter(day.year, (day.month + 2) // 3)]
    while len(found) < count:
        found.append(found[-1].following)
    return found
