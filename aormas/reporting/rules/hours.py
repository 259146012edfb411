"""Hours of an activity as people write them: 08.00–12.00, pukul 8.30, 19:00 s.d. selesai. Pure."""

from __future__ import annotations

import re
from datetime import time

_HOUR = r"(\d{1,2})[.:](\d{2})"
_SPAN = re.compile(
    rf"(?:pukul|jam|pk\.?)?\s*{_HOUR}(?:\s*(?:wib|wita|wit))?"
    rf"(?:\s*(?:-|–|—|s\.?\s?/?d\.?|sampai|hingga)\s*(?:{_HOUR}|selesai))?(?:\s*(?:wib|wita|wit))?\.?"
)


def read(text: str) -> tuple[time, time | None] | None:
    """Return when an activity begins and, where it says so, ends; None for what is no hours."""
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None:
        return None
    first, last = _time(found[1], found[2]), _time(found[3], found[4])
    if first is None or (found[3] and last is None):
        return None
    return first, last


def _time(hour: str | None, minute: str | None) -> time | None:
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59:
        return None
    return time(int(hour), int(minute))
