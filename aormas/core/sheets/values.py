"""What people write into cells: text, telephones, identity numbers, counts, yes and no. Dates are in `days`.

Each function takes a cell as `reading` gives it and returns a value, "" or None for an empty cell, or raises `Unread`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from aormas.core.sheets.cells import NOTHING, Cell, Unread
from aormas.core.sheets.days import as_date

__all__ = ["Phone", "Unread", "as_date", "as_digits", "as_int", "as_phone", "as_text", "as_yes", "is_blank"]

ROUNDED_FROM = 10**15  # Excel keeps 15 digits; of longer numbers the rest has become 0
_ROUNDED = "Excel has rounded this number: %(text)s. Type it again as text, with an apostrophe before it."
OTHER_COUNT = "%(text)s has %(count)s digits; %(wanted)s or %(most)s are needed."
_POWER = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_YES = frozenset(
    {"ya", "y", "iya", "ada", "benar", "sudah", "aktif", "yes", "true", "t", "1", "v", "x", "√", "✓", "✔", "☑"}
)
_NO = frozenset({"tidak", "tdk", "tidak ada", "t.a", "belum", "bukan", "salah", "no", "n", "false", "f", "0", "☐"})


def as_text(cell: Cell) -> str:
    """Return a cell as one line of text; a whole number without its point, a date as dd-mm-yyyy, "" for nothing."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Ya" if cell else "Tidak"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%d-%m-%Y" if cell.time().isoformat() == "00:00:00" else "%d-%m-%Y %H:%M")
    if isinstance(cell, date):
        return cell.strftime("%d-%m-%Y")
    visible = "".join(" " if sign.isspace() else sign for sign in str(cell) if sign.isspace() or not _hidden(sign))
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def _hidden(sign: str) -> bool:
    """Say whether a sign has no place of its own: controls, zero-width spaces, marks of direction."""
    return unicodedata.category(sign) in ("Cc", "Cf")


def is_blank(cell: Cell) -> bool:
    """Say whether a cell holds nothing, or one of the words and dashes that mean nothing."""
    return as_text(cell).casefold() in NOTHING


@dataclass(frozen=True)
class Phone:
    """A telephone number, digits only with + or 0 before them, and what else stood in the cell."""

    number: str
    remark: str = ""


def as_phone(cell: Cell) -> Phone | None:
    """Return the first telephone number of a cell; further numbers and words become its remark.

    What Excel turned into a number gets its 0 or +62 back. Raises `Unread` without any number of 6 to 15 digits.
    """
    if is_blank(cell):
        return None
    text = as_text(cell)
    _refuse_power(text)
    found = re.search(r"\+?\(?\d(?:[\d\s().\-–]*\d)?", text)
    if not found:
        raise Unread("%(text)s is no telephone number.", text=text)
    number = _dialled(found[0], isinstance(cell, int | float))
    if not 6 <= len(number.lstrip("+")) <= 15:
        raise Unread("The telephone number %(text)s is too short or too long.", text=text)
    return Phone(number, (text[: found.start()] + text[found.end() :]).strip(" /,;:()"))


def _dialled(text: str, was_number: bool) -> str:
    plus, digits = "+" if text.startswith("+") else "", re.sub(r"\D", "", text)
    if not plus and digits.startswith("62") and len(digits) >= 10:
        return "+" + digits
    lost = digits.startswith("8") and len(digits) >= 9
    return ("0" if not plus and (lost or (was_number and not digits.startswith("0"))) else plus) + digits


def as_digits(cell: Cell, lengths: Collection[int], leading_zeros: int = 0) -> str:
    """Return a number of identity as digits, without dots, dashes and spaces; "" for nothing.

    `lengths` are the allowed counts of digits. `leading_zeros` is how many zeros a number may have lost because Excel
    took it for a quantity (NPWP: 2, NIK: 0). Raises `Unread` also where Excel has rounded the last digits away.
    """
    if is_blank(cell):
        return ""
    text = as_text(cell)
    _refuse_power(text)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = _restored(cell, text, lengths, leading_zeros)
    digits = re.sub(r"[\s.,\-–'/]", "", text)
    if not digits.isdecimal() or not digits.isascii():
        raise Unread("%(text)s holds more than digits.", text=text)
    if len(digits) not in lengths:
        fewest, most = min(lengths), max(lengths)
        if fewest == most:
            raise Unread(
                "%(text)s has %(count)s digits; %(wanted)s are needed.", text=text, count=len(digits), wanted=most
            )
        raise Unread(OTHER_COUNT, text=text, count=len(digits), wanted=fewest, most=most)
    return digits


def _restored(cell: float, text: str, lengths: Collection[int], zeros: int) -> str:
    if abs(cell) >= ROUNDED_FROM and (isinstance(cell, float) or cell % 10 == 0):
        raise Unread(_ROUNDED, text=text)
    longer = [length for length in sorted(lengths) if 0 <= length - len(text) <= zeros]
    return text.zfill(longer[0]) if longer else text


def _refuse_power(text: str) -> None:
    """Refuse 3,57401E+15: what a CSV keeps of a long number."""
    if _POWER.fullmatch(text):
        raise Unread(_ROUNDED, text=text)


def as_int(cell: Cell) -> int | None:
    """Return the first whole number of a cell ("± 150 orang" is 150, "1.250" is 1250); None for nothing."""
    if is_blank(cell):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool) and float(cell).is_integer():
        return int(cell)
    text = as_text(cell)
    _refuse_power(text)
    found = re.search(r"\d{1,3}(?:[. ]\d{3})+(?!\d)|\d+(?!\d)", text)
    if isinstance(cell, bool | float | date) or not found or re.match(r"[.,]\d", text[found.end() :]):
        raise Unread("%(text)s is no whole number.", text=text)
    return int(re.sub(r"\D", "", found[0]))


def as_yes(cell: Cell) -> bool | None:
    """Return what a cell of yes and no says; None for nothing."""
    if isinstance(cell, bool):
        return cell
    text = as_text(cell).casefold().rstrip(".")
    if text in _YES or text in _NO:
        return text in _YES
    if is_blank(cell):
        return None
    raise Unread("%(text)s is neither yes nor no.", text=as_text(cell))
