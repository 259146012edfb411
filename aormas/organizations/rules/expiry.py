"""What ends, and how far away its end is. Pure.

The law fixes no warning days; 90, 60 and 30 are custom (SKT: five years, yayasan boards: five years, UU 16/2001 art. 32).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

AHEAD = 90
# Kind → message id.
KINDS = {
    "board": "Board's term", "basis": "SKT", "domicile": "Domicile letter", "lease": "Lease of the secretariat", "letter": "Letter of the office",
}  # fmt: skip
# Span → (message id, first and last day from today; None is without bound).
SPANS: dict[str, tuple[str, int | None, int | None]] = {
    "lewat": ("past", None, -1),
    "30": ("within 30 days", 0, 30),
    "60": ("31 to 60 days", 31, 60),
    "90": ("61 to 90 days", 61, AHEAD),
}


@dataclass(frozen=True)
class Ending:
    """Something of an organisation that ends; `title` names it where the kind is not enough."""

    organization_id: int
    kind: str
    ends_on: date
    title: str = ""


def span_of(ends_on: date, today: date) -> str | None:
    """Return in which span an end lies, or None when it is further away than anybody asks."""
    days = (ends_on - today).days
    for name, (_word, first, last) in SPANS.items():
        if (first is None or days >= first) and (last is None or days <= last):
            return name
    return None


def bounds(span: str, today: date) -> tuple[date | None, date]:
    """Return the first and the last day of a span; without one, everything that is past or comes within 90 days."""
    _word, first, last = SPANS.get(span, ("", None, AHEAD))
    return (None if first is None else today + timedelta(days=first)), today + timedelta(
        days=AHEAD if last is None else last
    )
