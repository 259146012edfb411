"""What standings and layouts are called: message ids with their tone; the pages translate them."""

from __future__ import annotations

from flask_babel import gettext

STANDINGS = {
    "draft": ("draft", "wait"),
    "valid": ("in force", "ok"),
    "expired": ("no longer in force", "wait"),
    "withdrawn": ("revoked", "late"),
    "discarded": ("thrown away", "plain"),
    "reserved": ("reserved", "plain"),
    "cancelled": ("not used", "plain"),
}
LAYOUTS = {"statement": "Statement: title in the middle", "letter": "Letter: number, subject, addressee"}

# How the printed book, which is Indonesian whoever prints it, calls a line's standing.
PRINTED = {
    "valid": "berlaku",
    "expired": "habis masa berlaku",
    "withdrawn": "dicabut",
    "reserved": "diketik sendiri",
    "cancelled": "tidak dipakai",
}

# Standings in addresses, which are Indonesian and stay for good.
ADDRESSES = {"konsep": "draft", "berlaku": "valid", "habis": "expired", "dicabut": "withdrawn", "dibuang": "discarded"}


def standing_words() -> dict[str, tuple[str, str]]:
    """Return standing → (word in the present language, tone), made once for a page."""
    return {code: (gettext(word), tone) for code, (word, tone) in STANDINGS.items()}
