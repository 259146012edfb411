"""Names: their words, how alike they are, how lists sort them, and register numbers. Pure."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from aormas.core.identifiers import fold

ABBREVIATIONS = {
    "yys": "yayasan", "yay": "yayasan", "perk": "perkumpulan", "perkump": "perkumpulan", "pkp": "perkumpulan", "kel": "kelurahan", "kec": "kecamatan",
    "kab": "kabupaten", "dpp": "dewan pimpinan pusat", "dpw": "dewan pimpinan wilayah", "dpd": "dewan pimpinan daerah", "dpc": "dewan pimpinan cabang",
    "dpac": "dewan pimpinan anak cabang", "pw": "pimpinan wilayah", "pd": "pimpinan daerah", "pc": "pimpinan cabang", "pac": "pimpinan anak cabang",
    "lsm": "lembaga swadaya masyarakat", "lbh": "lembaga bantuan hukum", "ponpes": "pondok pesantren", "org": "organisasi", "ik": "ikatan",
    "komnas": "komite nasional", "prob": "probolinggo", "indo": "indonesia",
}  # fmt: skip
TITLES = frozenset(
    {"k", "h", "kh", "hj", "drs", "dra", "dr", "ir", "prof", "ust", "ustad", "ustadz", "almarhum", "alm"}
)
SMALL_WORDS = frozenset({"dan", "di", "ke", "dari", "untuk", "yang", "atau", "se", "of", "the", "and"})
# What an acronym usually leaves out at the beginning: the form, and the level of the board.
HEADS = frozenset({
    "yayasan", "perkumpulan", "paguyuban", "organisasi", "lembaga", "dewan", "pimpinan", "pengurus", "pusat", "wilayah", "daerah", "cabang", "anak",
})  # fmt: skip
MARK = "="  # begins initials that nobody wrote as a word
ACRONYM = range(3, 11)


def words(text: str) -> list[str]:
    """Return the folded words of a name, usual abbreviations written out, titles left out, in their order."""
    found: list[str] = []
    for word in fold(text).split():
        found.extend(ABBREVIATIONS.get(word, word).split())
    return [word for word in found if word not in TITLES] or found


def person_words(name: str) -> list[str]:
    """Return the folded words of a person's name, without titles before it and degrees after its comma."""
    found = fold(name.partition(",")[0]).split()
    return [word for word in found if word not in TITLES] or found


def initials(name: str) -> set[str]:
    """Return the acronyms that a name may go by: MUI for Majelis Ulama Indonesia, FKP and YFKP for Yayasan Forum Komunikasi Pemuda."""
    return initials_of(words(name))


def initials_of(folded: list[str]) -> set[str]:
    """Return the acronyms of a name from its words."""
    spelt = [word for word in folded if not word.isdigit()]
    said = [word for word in spelt if word not in SMALL_WORDS]
    core = next((said[n:] for n, word in enumerate(said) if word not in HEADS), [])
    made = {"".join(word[0] for word in part) for part in (spelt, said, core)}
    return {acronym for acronym in made if len(acronym) in ACRONYM}


def name_tokens(names: Iterable[tuple[str, str]]) -> set[str]:
    """Return the words by which names (name, acronym) are found; initials carry the mark."""
    found: set[str] = set()
    for name, acronym in names:
        found.update(word[:80] for word in words(f"{name} {acronym}"))
        found.update(MARK + made for made in initials(name))
    return found


@functools.lru_cache(2_000)
def trigrams(word: str) -> frozenset[str]:
    """Return the trigrams of a word with its edges marked."""
    padded = f"  {word} "
    return frozenset(padded[n : n + 3] for n in range(len(padded) - 2))


@functools.lru_cache(4_000)
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
