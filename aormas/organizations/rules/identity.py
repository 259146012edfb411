"""Forms of numbers that people type: NIK, NPWP, AHU, phone. Pure.

Each check returns None or a message id that says what to do and shows a right example. Only an impossible form is
refused; what is merely unusual is a hint for the officer (domain: NIK region of first registration never changes, so a
NIK from elsewhere is right; older decrees have other forms).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from aormas.organizations.rules.keys import digits

AHU = re.compile(r"^AHU-\d{4,7}\.AH\.01\.\d{2}\.TAHUN \d{4}$")
AHU_FORM = {"04": "yayasan", "05": "yayasan", "07": "perkumpulan", "08": "perkumpulan"}
AHU_OTHER_YEAR = "The year in the decree's number is not the year of its date. Compare both with the decree."
DEED_AFTER_DECREE = "The deed is dated after the AHU decree that approves it. Check both dates."
FOUNDED_AFTER_DEED = "The day of founding lies after the date of the deed. Check both dates."
WOMEN = 40  # added to the day of birth in a woman's NIK (PP 37/2007 art. 37)


def check_nik(text: str) -> str | None:
    """Check the form of a NIK: 16 digits with a possible day and month of birth (PP 37/2007 art. 37)."""
    nik = digits(text)
    if re.sub(r"[\s.-]", "", text) != nik:
        return "A NIK has only digits, as on the identity card, for example 3574014507900003."
    if len(nik) != 16:
        return "A NIK has 16 digits, as on the identity card, for example 3574014507900003. Count them again."
    day, month = int(nik[6:8]), int(nik[8:10])
    day = day - WOMEN if day > WOMEN else day
    if not (1 <= day <= 31 and 1 <= month <= 12) or nik[12:] == "0000" or nik[:2] == "00":
        return "This NIK cannot be right: digits 7 to 12 are the date of birth. Compare it with the identity card, for example 3574014507900003."
    return None


def masked(nik: str) -> str:
    """Return a NIK with its middle hidden."""
    return f"{nik[:4]}••••••••{nik[-4:]}" if len(nik) >= 12 else "••••"


def nik_birth(nik: str) -> tuple[int, int, int]:
    """Return (day, month, two-digit year) of birth that a well-formed NIK says."""
    day = int(nik[6:8])
    return (day - WOMEN if day > WOMEN else day, int(nik[8:10]), int(nik[10:12]))


def nik_gender(nik: str) -> str:
    """Return `P` for a woman's and `L` for a man's NIK."""
    return "P" if int(nik[6:8]) > WOMEN else "L"


def check_npwp(text: str) -> str | None:
    """Check the form of an organisation's NPWP: 15 digits, or 16 beginning with 0 or issued directly (PMK 136/2023)."""
    if re.sub(r"[\s.-]", "", text) != digits(text):
        return "An NPWP has only digits, dots and a dash, for example 01.234.567.8-625.000 or 0012345678625000."
    if len(digits(text)) not in {15, 16}:
        return "An NPWP has 15 or 16 digits, for example 01.234.567.8-625.000 or 0012345678625000. Count them again."
    return None


def normal_npwp(text: str) -> str:
    """Return an NPWP as 16 digits: the old 15 with a 0 before them."""
    number = digits(text)
    return f"0{number}" if len(number) == 15 else number


def normal_ahu(text: str) -> str:
    """Return an AHU number in its usual spelling: upper case, single spaces, none around dots and dashes."""
    plain = re.sub(r"\s+", " ", text.strip().upper())
    plain = re.sub(r"\s*([.-])\s*", r"\1", plain)
    return re.sub(r"\.?TAHUN\s*", ".TAHUN ", plain)


def check_ahu(text: str) -> str | None:
    """Check the form of an AHU decree number after normalising it."""
    if AHU.match(normal_ahu(text)):
        return None
    return "Write the decree number as AHU-0001234.AH.01.04.Tahun 2021, as it stands at the top of the decree."


def ahu_form(text: str) -> str | None:
    """Return the legal form that a decree number speaks of, if its code is known."""
    plain = normal_ahu(text)
    return AHU_FORM.get(plain.split(".AH.01.")[1][:2]) if AHU.match(plain) else None


def ahu_year(text: str) -> int | None:
    """Return the year that a decree number of today's form names."""
    plain = normal_ahu(text)
    return int(plain[-4:]) if AHU.match(plain) else None


def odd_dates(typed: Mapping[str, Any], about: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (field, message id) of what is odd about the legal dates; ISO texts of the steps `legalitas` and `ormas`.

    A deed comes first, then the decree that approves it in the year that its number names, and nothing is founded
    by a deed that is made later. Older bodies may have newer deeds, so this is a second look and refuses nothing.
    """
    number, decree = str(typed.get("ahu_number") or ""), _day(typed.get("ahu_date"))
    deed, founded = _day(typed.get("deed_date")), _day(about.get("founded_on"))
    if number and decree and ahu_year(number) not in {None, decree.year}:
        yield "ahu_date", AHU_OTHER_YEAR
    if number and deed and decree and deed > decree:
        yield "deed_date", DEED_AFTER_DECREE
    if deed and founded and founded > deed:
        yield "founded_on", FOUNDED_AFTER_DEED


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def check_phone(text: str) -> str | None:
    """Check a phone number: Indonesian mobile or landline."""
    number = digits(text)
    if re.sub(r"[\s()+.-]", "", text) != number:
        return "Write the phone number with digits only, for example 0812 3456 7890."
    if not 9 <= len(number) <= 15:
        return "The phone number is too short or too long. Write it whole, for example 0812 3456 7890."
    if not (number.startswith(("0", "62")) or text.strip().startswith("+62")):
        return "A phone number begins with 0 or +62, for example 0812 3456 7890."
    return None


def normal_phone(text: str) -> str:
    """Return a phone number as +62…"""
    number = digits(text)
    number = number[2:] if number.startswith("62") else number.lstrip("0")
    return f"+62{number}"


def check_past(day: date, today: date) -> str | None:
    """Check a date of something that has happened: not in the future, not before 1900."""
    if day > today:
        return "This date lies in the future. Check the year."
    if day.year < 1900:
        return "This date is too long ago. Write the year with four digits, for example 2018."
    return None


def check_term(start: date | None, end: date | None) -> str | None:
    """Check that a term of office ends after it began and lasts at most ten years."""
    if start is None or end is None:
        return None
    if end <= start:
        return "The term ends before it begins. Check both dates."
    if (end - start).days > 3660:
        return "A term of more than ten years is unusual. Check both dates."
    return None
