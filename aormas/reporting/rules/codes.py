"""The short code on a paper form: whose report, on which period, with a sign that tells mistakes. Pure.

`L26-1-0042-K`: L for laporan, the year, the period within it (1 to 9, A, B, C for the tenth to the twelfth), the
organisation's number, a check sign. The check sign finds every single wrong sign and every two neighbours changed about.
"""

from __future__ import annotations

import re

from aormas.core.identifiers import ALPHABET, clean_code

PERIODS = "123456789ABC"
PAGE = "/meja/laporan/kode"  # the officers' page that takes codes; a portal on another machine prints it too
_SHAPE = re.compile(r"L(\d\d)([1-9ABC])(\d{4,9})([0-9A-Z])")
_ADDRESS = re.compile(r"[?&]kode=([^&#\s]+)", re.IGNORECASE)
_READ_AS = str.maketrans("OQDILSZ", "0001152")  # what hands and eyes take for digits
UNREADABLE = (
    "This is no code of a paper form. It looks like L26-1-0042-K and stands beside the QR at the top of the form."
)
WRONG_SIGN = "One sign of this code is not right. Please compare it with the form once more."


def code_of(organization: int, period: str) -> str:
    """Return the code of an organisation's form for a period such as `2026-1`."""
    year, _, number = period.partition("-")
    head = f"L{year[-2:]}{PERIODS[int(number or 1) - 1]}{organization:04d}"
    return f"{head[:3]}-{head[3]}-{head[4:]}-{check_sign(head)}"


def check_sign(head: str) -> str:
    """Return the check sign of a code without it: a weighted sum over a prime number of signs."""
    total = sum((place + 1) * int(sign, 36) for place, sign in enumerate(head[1:]))
    return ALPHABET[total % len(ALPHABET)]


def read(text: str) -> tuple[int, str]:
    """Return (organisation, period's code) of a code as people type or scan it.

    Small letters, spaces, missing dashes, letters for digits and the whole address of the QR are taken. Raises ValueError
    with a message id.
    """
    address = _ADDRESS.search(text)
    plain = clean_code(address[1] if address else text)
    if not plain.startswith("L") or not 9 <= len(plain) <= 14:
        raise ValueError(UNREADABLE)
    head = plain[0] + plain[1:3].translate(_READ_AS) + _period(plain[3]) + plain[4:-1].translate(_READ_AS)
    found = _SHAPE.fullmatch(head + plain[-1])
    if found is None:
        raise ValueError(UNREADABLE)
    if check_sign(head) != plain[-1]:
        raise ValueError(WRONG_SIGN)
    return int(found[3]), f"20{found[1]}-{PERIODS.index(found[2]) + 1}"


def _period(sign: str) -> str:
    return "1" if sign in "IL" else sign
