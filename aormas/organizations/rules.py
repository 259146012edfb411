"""What the facts about an organisation say. Pure."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import date

from aormas.core.identifiers import fold

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

FORM_WORDS = {
    "yayasan": "Foundation",
    "perkumpulan": "Association",
    "tidak_berbadan_hukum": "Without legal personality",
}

ABBREVIATIONS = {
    "yys": "yayasan", "yay": "yayasan", "perk": "perkumpulan", "pkp": "perkumpulan", "kel": "kelurahan", "kec": "kecamatan",
    "kab": "kabupaten", "dpc": "dewan pimpinan cabang", "dpd": "dewan pimpinan daerah", "lsm": "lembaga swadaya masyarakat",
    "org": "organisasi", "ik": "ikatan", "paguyuban": "paguyuban", "komnas": "komite nasional", "prob": "probolinggo",
}  # fmt: skip


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


def words(text: str) -> list[str]:
    """Return the folded words of a name, usual abbreviations written out, in their order."""
    found: list[str] = []
    for word in fold(text).split():
        found.extend(ABBREVIATIONS.get(word, word).split())
    return found


@functools.lru_cache(2_000)
def trigrams(word: str) -> frozenset[str]:
    """Return the trigrams of a word with its edges marked."""
    padded = f"  {word} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


def likeness(typed: str, known: str) -> float:
    """Return how alike two words are (0–1): shared trigrams, a beginning counts fully."""
    if known == typed:
        return 1.0
    if len(typed) >= 3 and known.startswith(typed):
        return 0.95
    one, other = trigrams(typed), trigrams(known)
    return 2 * len(one & other) / (len(one) + len(other))


def sort_name(name: str) -> str:
    """Return a name as lists sort it: folded."""
    return fold(name)[:300]


def register_number(region_code: str, sequence: int) -> str:
    """Return a register number: `ORM-3574-0042`."""
    return f"ORM-{re.sub(r'[^0-9]', '', region_code)[:4]}-{sequence:04d}"
