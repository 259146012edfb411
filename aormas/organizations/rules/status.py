"""The status that facts and decisions give an organisation on a day. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aormas.organizations.rules.names import words

ACTIVE, TERM_ENDED, BASIS_ENDED = "aktif", "masa_bakti_habis", "dasar_hukum_habis"
INACTIVE, DISSOLVED, MERGED, MOVED = "tidak_aktif", "bubar", "bergabung", "pindah"

# Message ids and tones of the status words.
STATUS_WORDS = {
    ACTIVE: ("Active", "ok"),
    TERM_ENDED: ("Board's term has ended", "wait"),
    BASIS_ENDED: ("Legal basis has ended", "wait"),
    INACTIVE: ("Inactive (administrative)", "plain"),
    DISSOLVED: ("Dissolved", "plain"),
    MERGED: ("Merged", "plain"),
    MOVED: ("Moved away", "plain"),
}
DECIDED = frozenset({INACTIVE, DISSOLVED, MERGED, MOVED})
GONE = frozenset({DISSOLVED, MERGED, MOVED})  # no longer there

# Asked for together: the forms with legal personality (UU 17/2013 art. 11).
LEGAL, LEGAL_FORMS = "berbadan_hukum", ("yayasan", "perkumpulan")
FORM_WORDS = {
    "yayasan": "Foundation",
    "perkumpulan": "Association",
    "tidak_berbadan_hukum": "Without legal personality",
}


@dataclass(frozen=True)
class Status:
    """A status with the sentence's facts: the word's code, since when, and the day that decided."""

    code: str
    since: date | None = None


def status(
    *, decided: str | None, decided_on: date | None, term_end: date | None, basis_until: date | None, today: date
) -> Status:
    """Return the status that decisions and facts give on a day: a decision first, then the legal basis, then the board."""
    if decided in DECIDED:
        return Status(decided, decided_on)
    if basis_until is not None and basis_until < today:
        return Status(BASIS_ENDED, basis_until)
    if term_end is not None and term_end < today:
        return Status(TERM_ENDED, term_end)
    return Status(ACTIVE)


def check_fate(status: str, *, joined: bool, town: str) -> tuple[str, str] | None:
    """Return (field, message id) of what does not fit a decided status: who was joined, or the town moved to; None if all fits."""
    if joined and status != MERGED:
        return "successor", "Only one that merged has joined another. Choose the status “Merged”, or leave this empty."
    if town and status != MOVED:
        return "town", "Only one that moved away has another town. Choose the status “Moved away”, or leave this empty."
    if status == MOVED and not town:
        return "town", "Write to which town or regency it moved."
    return None


def form_of_name(name: str) -> str:
    """Return the legal form that a name tells of; without a word for it, none is claimed (`tidak_berbadan_hukum`)."""
    first = next(iter(words(name)), "")
    return first if first in {"yayasan", "perkumpulan"} else "tidak_berbadan_hukum"
