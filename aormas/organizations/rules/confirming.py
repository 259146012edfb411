"""The yearly confirmation of an organisation's data. Pure.

No law asks for it; it keeps the register true, and agencies report on their data every six months (PP 58/2016 art. 29).
"""

from __future__ import annotations

from datetime import date, timedelta

YEAR = timedelta(days=365)
AHEAD = timedelta(days=30)  # from then on the portal asks


def due_on(confirmed_on: date | None, opened_on: date) -> date:
    """Return the day until which the data are to be confirmed: a year after the last time, or after the portal was opened."""
    return (confirmed_on or opened_on) + YEAR


def is_asked(confirmed_on: date | None, opened_on: date, today: date) -> bool:
    """Tell whether the organisation is asked to confirm now."""
    return due_on(confirmed_on, opened_on) - today <= AHEAD
