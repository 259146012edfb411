"""Spans of days as they stand in an address: `2018`, `..2006`, `2026-10-01..2026-12-31`, `2028-01-01..`. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

WITHOUT = "tanpa"  # asks for what has no day (or no place) recorded
YEAR, DAY = re.compile(r"\d{4}", re.ASCII), re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included; None where it has no end."""

    first: date | None
    last: date | None


def span(text: str) -> Span | None:
    """Return the days that a text names, or None when it names none."""
    left, dots, right = text.strip().partition("..")
    first, last = _edge(left, (1, 1)), _edge(right if dots else left, (12, 31))
    readable = all(edge or not said for edge, said in ((first, left), (last, right)))
    if not readable or (first is None and last is None) or (first and last and last < first):
        return None
    return Span(first, last)


def written(first: date | None, last: date | None) -> str:
    """Return a span as it stands in an address."""
    return f"{first.isoformat() if first else ''}..{last.isoformat() if last else ''}"


def _edge(text: str, month_and_day: tuple[int, int]) -> date | None:
    try:
        if YEAR.fullmatch(text):
            return date(int(text), *month_and_day)
        return date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        return None
