"""Numbers and addresses as they are compared: letters and digits only, a phone number without its country. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

PHONE, EMAIL, NPWP, BASIS, DEED, DECREE = "phone", "email", "npwp", "basis", "deed", "decree"
SHORTEST_PART = 6  # signs that a part of a number needs to be looked for inside longer ones
NIK = 16


def key(text: str) -> str:
    """Return letters and digits of a number or address, lower case."""
    return re.sub(r"[^0-9a-z]", "", text.lower())[:200]


def digits(text: str) -> str:
    """Return the digits of a text."""
    return re.sub(r"[^0-9]", "", text)


def phone_key(text: str) -> str:
    """Return a phone number as it is compared: `+62 812-3456` and `0812 3456` are both `8123456`."""
    return digits(text).removeprefix("62").lstrip("0")


def key_of(kind: str, text: str) -> str:
    """Return what is kept of a number of a kind."""
    return phone_key(text) if kind == PHONE else key(text)


def as_nik(text: str) -> str:
    """Return the 16 digits of a whole NIK that was typed alone, with whatever signs between; empty for anything else."""
    plain = digits(text)
    return plain if len(plain) == NIK and not re.search(r"[^\d\s.\-]", text) else ""


def as_register_number(text: str) -> str:
    """Return a register number from how people type it (`orm 3574 12`), or the text in capitals."""
    found = re.fullmatch(r"orm\D*(\d{4})\D*(\d{1,9})", text.strip().lower(), re.ASCII)
    return f"ORM-{found[1]}-{int(found[2]):04d}" if found else text.strip().upper()


def register_part(text: str) -> tuple[str, int] | None:
    """Return (region, number) of a part of a register number: `0088`, `orm 88`, `3574-88`; the region is empty where none is said."""
    found = re.fullmatch(r"(?:orm)?[\s.-]*(?:(\d{4})[\s.-]+)?(\d{1,6})", text.strip().lower(), re.ASCII)
    return (found[1] or "", int(found[2])) if found else None


@dataclass(frozen=True)
class Wanted:
    """What a typed text may be of numbers: keys that are looked for inside kept ones, and one that must be the same."""

    parts: tuple[str, ...]
    whole: str


def wanted(text: str) -> Wanted:
    """Return the keys to look for: parts from six signs on with three digits at least, or an e-mail; whole ones from one digit on."""
    plain, number = key(text), digits(text)
    parts = []
    if len(plain) >= SHORTEST_PART and (len(number) >= 3 or "@" in text):
        parts.append(plain)
    core = phone_key(text)
    if len(number) >= SHORTEST_PART and not re.search(r"[^\W\d_]", text) and len(core) >= 3 and core not in parts:
        parts.append(core)
    return Wanted(tuple(parts), plain if number else "")
