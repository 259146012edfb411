"""Names for things that leave the house: short references for people, secrets nobody guesses, readable addresses."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
import uuid

# Without 0/O, 1/I/L, U/V: read aloud on the telephone and typed on a phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def secret_code(length: int = 10) -> str:
    """Return a random code for people, in groups of five: `7KQ2M-9XWTB` (10 signs are about 48 bits)."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(signs[n : n + 5] for n in range(0, length, 5))


def clean_code(text: str) -> str:
    """Return a typed code as it is compared: upper case, without spaces and dashes."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def digest(code: str) -> str:
    """Return what the database keeps instead of a code (sha256 of the cleaned code, hex)."""
    return hashlib.sha256(clean_code(code).encode()).hexdigest()


def same_code(code: str, stored: str) -> bool:
    """Compare a typed code with a stored digest in constant time."""
    return hmac.compare_digest(digest(code), stored)


def token() -> str:
    """Return an unguessable token for addresses and sessions."""
    return secrets.token_urlsafe(24)


def client_id() -> str:
    """Return a fresh id for a form that creates something once."""
    return str(uuid.uuid4())


def slug(text: str, fallback: str = "ormas") -> str:
    """Return text as a readable part of an address: lower case letters, digits, single dashes, at most 80 signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or fallback


def fold(text: str) -> str:
    """Return text for comparing: lower case, no accents, letters and digits and single spaces only."""
    plain = text.lower()
    if not plain.isascii():  # most text is, and then there is nothing to take off
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+", " ", plain).replace("_", " ").strip()
