"""Kelurahan and kecamatan in addresses as offices write them. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aormas.core.identifiers import fold

_VILLAGE = re.compile(r"[,;.\s(-]*\b(?:kelurahan|kel|desa|ds)\b[.:\s]*", re.IGNORECASE)
_DISTRICT = re.compile(r"[,;.\s(-]*\b(?:kecamatan|kec)\b[.:\s]*", re.IGNORECASE)
_POSTCODE = re.compile(r"\b(\d{5})\b\s*\)?$")
_CITY = re.compile(r"[,;.\s-]*\b(?:kota|kab\.?|kabupaten)\s+\w+.*$|[,;.\s-]*\bprobolinggo\b[\s\d.,-]*$", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """An address taken apart: what is left of it, and the names of its places."""

    street: str
    village: str = ""
    district: str = ""
    postcode: str = ""


def apart(text: str) -> Address:
    """Take `Jl. Mawar 5 Kel. Jati Kec. Mayangan 67217` apart; an address without such words stays whole."""
    rest, district = _cut(text, _DISTRICT)
    street, village = _cut(rest, _VILLAGE)
    if not village and district:
        street, village = rest, _cut(district, _VILLAGE)[1]
    code = _POSTCODE.search(text)
    if not (village or district):
        return Address(text.strip(), postcode=code[1] if code else "")
    return Address(street.strip(" ,;-"), _short(village), _short(district), code[1] if code else "")


def _cut(text: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    places = list(pattern.finditer(text))
    if not places:
        return text, ""
    return text[: places[-1].start()], text[places[-1].end() :]


def _short(name: str) -> str:
    name = _DISTRICT.split(name)[0]
    return re.sub(r"[\d.,;()-]+", " ", _CITY.sub("", name)).strip()


class Places:
    """The city's kelurahan by name; asked by the names that a list gives."""

    def __init__(self, villages: Iterable[tuple[str, str, str]]) -> None:
        self.by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, village, district in villages:
            self.by_name[_key(village)].append((code, _key(district)))
        self.districts = {district for found in self.by_name.values() for _, district in found}

    def village(self, name: str, district: str = "") -> str:
        """Return the code of a kelurahan, "" for one that is not known or not told apart without its kecamatan."""
        found = self.by_name.get(
            _key(re.sub(r"^\s*(kelurahan|kel|desa|ds)\b[.:\s]*", "", name, flags=re.IGNORECASE)), []
        )
        if len(found) > 1:
            found = [place for place in found if place[1] == _key(district)]
        return found[0][0] if len(found) == 1 else ""

    def lies_in(self, code: str, district: str) -> bool:
        """Tell whether a kelurahan lies in the kecamatan that was named; an unknown name contradicts nothing."""
        wanted = _key(re.sub(r"^\s*(kecamatan|kec)\b[.:\s]*", "", district, flags=re.IGNORECASE))
        if wanted not in self.districts:
            return True
        return any((code, wanted) in found for found in self.by_name.values())


def _key(name: str) -> str:
    return fold(name).replace(" ", "")
