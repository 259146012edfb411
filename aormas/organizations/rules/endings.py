"""When a board's term ends, in the words of the desk's filter. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from aormas.organizations.rules.spans import WITHOUT, written

ENDED, SOON = "habis", "90hari"
SOON_DAYS = 90


def ending(word: str, today: date) -> str:
    """Return the span of days that a word of the filter means today; any other text as it is."""
    yesterday = today - timedelta(days=1)
    spans = {ENDED: written(None, yesterday), SOON: written(today, today + timedelta(days=SOON_DAYS)), WITHOUT: WITHOUT}
    return spans.get(word, word)
