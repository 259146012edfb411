"""What officers type about an organisation: choices, and what cannot be right. Pure; sentences are message ids."""

from __future__ import annotations

import re
from datetime import date

FORMS = (
    ("yayasan", "Foundation (yayasan)"),
    ("perkumpulan", "Association (perkumpulan)"),
    ("tidak_berbadan_hukum", "Without legal personality"),
)
SCOPES = (("kota", "This city"), ("provinsi", "The province"), ("nasional", "The whole country"))
BASES = (("ahu", "Decree of the Ministry of Law"), ("skt", "SKT of the Minister of Home Affairs"))
TENURES = (("own", "Its own"), ("rent", "Rented"), ("borrowed", "Lent by somebody"))
FURTHER_OFFICES = (
    ("patron", "Patron (pembina)"), ("advisor", "Advisor"), ("founder", "Founder"), ("member", "Further board member"),
)  # fmt: skip
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_email(text: str) -> str | None:
    """Check the form of an e-mail address."""
    return None if EMAIL.fullmatch(text) else "Write the address such as nama@contoh.id."


def check_basis(kind: str, number: str) -> str | None:
    """Check that a legal basis has a kind and a number, or neither."""
    if kind and not number:
        return "Write the number as it stands in the decree or SKT."
    if number and not kind:
        return "Choose above what this number is: a decree of the Ministry of Law, or an SKT."
    return None


def check_until(kind: str, issued: date | None, until: date | None) -> str | None:
    """Check the end of a legal basis: only an SKT has one, and it lies after its date (five years by rule)."""
    if until is None:
        return None
    if kind == "ahu":
        return "A decree of the Ministry of Law has no end; leave this empty."
    if issued and until <= issued:
        return "The SKT ends before it begins. Compare both dates."
    return None
