"""Days of what the Ministry decides. Pure."""

from __future__ import annotations

from datetime import date

SKT_YEARS = 5  # office practice; no article names the term


def five_years(issued_on: date) -> date:
    """Return the day on which an SKT ends; the 29th of February becomes the 28th."""
    try:
        return issued_on.replace(year=issued_on.year + SKT_YEARS)
    except ValueError:
        return issued_on.replace(year=issued_on.year + SKT_YEARS, day=28)


def outside(on: date, earliest: date | None, today: date) -> str | None:
    """Return what is wrong with the day of something that has happened, as a message id, or None."""
    if on > today:
        return "This date lies in the future. Check the year."
    if earliest is not None and on < earliest:
        return "This day is before the step that comes first. Check the date."
    return None
