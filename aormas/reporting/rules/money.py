"""Where an activity's money came from, and which amounts can be meant. Pure."""

from __future__ import annotations

import re

# Source → message id (UU 17/2013 art. 37: dues, gifts, own business, foreign aid, state or city budget, other lawful).
SOURCES = {
    "dues": "Members' dues",
    "gifts": "Gifts from the public",
    "business": "Own business",
    "state": "State or city budget (APBN/APBD)",
    "foreign": "Aid from abroad",
    "other": "Other lawful sources",
}
MOST = 1_000_000_000_000  # rupiah; beyond it a number was mistyped
ODD = 1_000_000_000  # from here on the page asks whether this is meant

_SIGNS = re.compile(r"(rp|idr|rupiah)\.?|[\s_]|,-$")
_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d{1,3}(,\d{3})+(\.\d{1,2})?|\d+(,\d{1,2})?")
_WORDS = {"rb": 1_000, "ribu": 1_000, "jt": 1_000_000, "juta": 1_000_000, "m": 1_000_000_000, "miliar": 1_000_000_000}
_WITH_WORD = re.compile(r"(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d{1,3})?)(rb|ribu|jt|juta|miliar|m)$")
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+(,\d+)?")


def rupiah(text: str) -> int:
    """Return whole rupiah of what people write: `1.500.000`, `Rp 1.500.000,-`, `1,5 juta`, `250rb`.

    Raises ValueError with a message id for a negative number, for what is no amount, and beyond `MOST`.
    """
    plain = _SIGNS.sub("", text.strip().lower()).strip()
    if plain.startswith(("-", "\u2212", "(")):
        raise ValueError(
            "An amount cannot be less than nothing. Write the money that was spent, for example 1.500.000."
        )
    if (match := _WITH_WORD.fullmatch(plain)) is not None:
        amount = round(_counted(match[1]) * _WORDS[match[2]])
    elif _DOTTED.fullmatch(plain):
        amount = int(re.sub(r"[.,]\d{1,2}$", "", plain).replace(".", "").replace(",", ""))
    else:
        raise ValueError("Write the amount in rupiah with digits, for example 1.500.000.")
    if amount > MOST:
        raise ValueError("This is more than a thousand billion rupiah. Please check the zeros.")
    return amount


def _counted(number: str) -> float:
    """Return how many thousands or millions are meant: a dot before three digits groups, else it is a decimal like a comma."""
    if _THOUSANDS.fullmatch(number):
        number = number.replace(".", "")
    return float(number.replace(",", "."))
