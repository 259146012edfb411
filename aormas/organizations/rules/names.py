"""Names: their words, how alike they are, how lists sort them, and register numbers. Pure."""

from __future__ import annotations

import functools
import re

from aormas.core.identifiers import fold

ABBREVIATIONS = {
    "yys": "yayasan", "yay": "yayasan", "perk": "perkumpulan", "pkp": "perkumpulan", "kel": "kelurahan", "kec": "kecamatan",
    "kab": "kabupaten", "dpc": "dewan pimpinan cabang", "dpd": "dewan pimpinan daerah", "lsm": "lembaga swadaya masyarakat",
    "org": "organisasi", "ik": "ikatan", "paguyuban": "paguyuban", "komnas": "komite nasional", "prob": "probolinggo",
}  # fmt: skip


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
