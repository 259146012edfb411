"""The short reference of a case and the secret code that opens it. Pure."""

from __future__ import annotations

import hashlib
import hmac
import re
import uuid

from aormas.core.identifiers import ALPHABET

REFERENCE = re.compile(r"^P\d{2}-\d{4,6}$")
CODE_LENGTH = 10


def reference(year: int, sequence: int) -> str:
    """Return `P26-0412` for the 412th filing of 2026."""
    return f"P{year % 100:02d}-{sequence:04d}"


def normal_reference(text: str) -> str:
    """Return a reference as it is stored for what people type (`p26 0412`, `P260412`); empty for what is none."""
    plain = re.sub(r"[^0-9A-Z]", "", text[:40].upper())
    made = f"{plain[:3]}-{plain[3:]}"
    return made if REFERENCE.match(made) else ""


def code_of_form(client_id: str, secret: str) -> str:
    """Return the secret code that belongs to a form's id: `7KQ2M-9XWTB`.

    It is derived, not drawn, so that a form whose answer was lost gets the same code when it is sent again, while the
    database keeps only the code's digest. About 48 bits; `secret` is the instance's key.
    """
    digest = hmac.new(secret.encode(), f"case:{client_id}".encode(), hashlib.sha256).digest()
    number, signs = int.from_bytes(digest, "big"), ""
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs += ALPHABET[place]
    return "-".join(signs[n : n + 5] for n in range(0, CODE_LENGTH, 5))


def form_id(text: str) -> str:
    """Return the id of a form in its one spelling; empty for what is none."""
    try:
        return str(uuid.UUID(text[:50]))
    except ValueError:
        return ""


def spaced_code(text: str) -> str:
    """Return a typed code in groups of five, as it is shown."""
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    return "-".join(signs[n : n + 5] for n in range(0, len(signs), 5))
