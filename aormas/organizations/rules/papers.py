"""Numbers of decrees with their dates, and terms of office, as one cell of a list holds them. Pure."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aormas.core.identifiers import fold
from aormas.core.sheets.cells import Cell, Unread
from aormas.core.sheets.values import as_date, as_text
from aormas.organizations.rules import identity

# Target → the keys under which its number and its date are kept while a row is read.
KEYS = {
    "ahu": ("ahu", "ahu_date"), "skt": ("skt", "skt_date"), "basis": ("basis", "basis_date"), "deed": ("deed_number", "deed_date"),
    "domicile": ("domicile_number", ""), "decree": ("decree_number", "decree_date"),
}  # fmt: skip
NUMBER_MOST = 120
SHORTER = {"deed": 80, "domicile": 80}
_SKT = re.compile(r"\d\d-\d\d-\d\d/")  # 01-00-00/0123/D.III.4/V/2022
_DATED = re.compile(r"[,;(\s]*\b(?:tanggal|tertanggal|tgl)\b\.?\s*:?\s*(.*)$", re.IGNORECASE)
_NOTARY = re.compile(r"[,;\s]*\b(?:notaris|oleh notaris|not)\b[.:\s]*(.+)$", re.IGNORECASE)
_YEARS = re.compile(
    r"((?:19|20)\d\d)\s*(?:-|–|—|/|s\W{0,2}d\W?|sampai(?: dengan)?|hingga|sd)\s*((?:19|20)\d\d)", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\s+(?:s\W{0,2}d\W?|sd|sampai(?: dengan)?|hingga)\s+|\s+[-–—]\s+|(?<=\d{4})\s*[-–—]\s*(?=\d)", re.IGNORECASE
)
_UNTIL = re.compile(r"(?:s\W{0,2}d\b\W*|sampai(?: dengan)?\b|hingga\b|berakhir\b)\W*", re.IGNORECASE)
_SINCE = re.compile(r"(?:sejak|mulai|dari)\b\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Paper:
    """A paper's number, its day, the notary named with it."""

    number: str
    day: date | None = None
    notary: str = ""


@dataclass(frozen=True)
class Term:
    """A term of office; `years_only` when the list gives no more."""

    start: date | None
    end: date | None
    years_only: bool = False


def is_endless(text: str) -> bool:
    """Tell whether an end's cell says that there is none."""
    return fold(text) in {
        "selamanya",
        "seumur hidup",
        "tidak terbatas",
        "tanpa batas",
        "berlaku selamanya",
        "sampai perubahan",
    }


def told(target: str, text: str) -> str:
    """Return which paper a number is: one that calls itself an SKT, or has its form, is none of the Ministry of Law."""
    skt = re.search(r"\bskt\b", text, re.IGNORECASE) or _SKT.match(text.strip())
    return "skt" if target in ("ahu", "basis") and skt and "ahu" not in text.lower() else target


def numbered(cell: Cell, target: str = "") -> Paper:
    """Take `AHU-0001234.AH.01.04.Tahun 2021 tgl 12-3-2021, Notaris Budi` apart. Raises `Unread`: a date alone, too long."""
    if isinstance(cell, date):
        raise Unread("%(text)s is a date and not the number of a paper.", text=as_text(cell))
    text, notary, day = as_text(cell), "", None
    if found := _NOTARY.search(text):
        text, notary = text[: found.start()], found[1].strip(" .,;")[:160]
    if found := _DATED.search(text):
        text, day = text[: found.start()], as_date(found[1])
    number = re.sub(r"^(nomor|nomer|no)\b[.:\s]*", "", text.strip(" ,;:"), flags=re.IGNORECASE)
    if target == "skt":
        number = re.sub(r"^skt\b\W*(?:(?:nomor|no)\b[.:\s]*)?(?=\w)", "", number, flags=re.IGNORECASE)
    number = re.sub(r"^sk\s+(?:kemen\w*|men\w*)\W+(?:nomor|no)?[.:\s]*(?=ahu)", "", number, flags=re.IGNORECASE)
    most = SHORTER.get(target, NUMBER_MOST)
    if len(number) > most:
        raise Unread(
            "%(count)s characters are too many; at most %(most)s have a place here. Shorten the text.",
            count=len(number),
            most=most,
        )
    if identity.check_ahu(number) is None:
        number = identity.normal_ahu(number)
    return Paper(number, day, notary)


def basis(said: MutableMapping[str, Any]) -> tuple[str, str, list[str]]:
    """Return kind and number of the legal basis among what was said, and the targets left out beside it.

    Its dates are put under `basis_date` and `basis_until`. A number whose column does not say which it is, is told by
    its form: AHU by its letters, by a yayasan or perkumpulan; else an SKT.
    """
    ahu, skt, other = (said.pop(key, "") for key in ("ahu", "skt", "basis"))
    days = {key: said.pop(key, None) for key in ("ahu_date", "skt_date", "skt_until")}
    if other and not (ahu or skt):
        kind = (
            "ahu"
            if identity.check_ahu(other) is None
            or "ahu" in other.lower()
            or said.get("form") in {"yayasan", "perkumpulan"}
            else "skt"
        )
        return kind, other, []
    if ahu:
        _dates(said, days["ahu_date"], None)
        return "ahu", ahu, [key for key, value in (("skt", skt), ("basis", other)) if value and value != ahu]
    until = days["skt_until"] or (said.get("basis_until") if skt else None)
    _dates(said, days["skt_date"] or days["ahu_date"], until)
    return ("skt" if skt else ""), skt, []


def _dates(said: MutableMapping[str, Any], day: date | None, until: date | None) -> None:
    said["basis_date"] = day or said.get("basis_date")
    said["basis_until"] = until


def term(cell: Cell) -> Term:
    """Read `2021-2026`, `2021 s.d. 2026`, `12 Maret 2021 s/d 11 Maret 2026`, `s.d. 2029`, `sejak 2024`. Raises `Unread`."""
    text = as_text(cell)
    if isinstance(cell, str) and (one := _one_day(text)):
        return one
    if years := _YEARS.fullmatch(text.strip(" .()")):
        return Term(date(int(years[1]), 1, 1), date(int(years[2]), 12, 31), years_only=True)
    if isinstance(cell, str):
        parts = [part for part in _BETWEEN.split(text) if part]
        if len(parts) == 2:
            return Term(as_date(parts[0]), as_date(parts[1]))
    raise Unread("%(text)s is no term of office. Write it such as 12-3-2021 s.d. 11-3-2026.", text=text)


def _one_day(text: str) -> Term | None:
    """Read a term of which only the end or only the beginning is said."""
    for pattern, ends in ((_UNTIL, True), (_SINCE, False)):
        if (found := pattern.match(text)) and not _BETWEEN.search(text[found.end() :]):
            rest = text[found.end() :].strip(" .:()")
            year = re.fullmatch(r"(?:tahun )?((?:19|20)\d\d)", rest, re.IGNORECASE)
            day = (date(int(year[1]), 12, 31) if ends else date(int(year[1]), 1, 1)) if year else as_date(rest)
            return Term(None if ends else day, day if ends else None, years_only=bool(year))
    return None
