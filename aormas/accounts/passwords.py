"""Passwords: argon2id with the memory of one modest machine in mind."""

from __future__ import annotations

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10
_hasher = PasswordHasher(memory_cost=19456, time_cost=2, parallelism=1)
_gate = threading.BoundedSemaphore(2)  # eight at once with the library's defaults took 557 MB


def hash_password(password: str) -> str:
    """Return the hash that the database keeps."""
    with _gate:
        return _hasher.hash(password)


_DUMMY = _hasher.hash("no such person")


def matches(password: str, stored: str | None) -> bool:
    """Tell whether a password is right; an unknown person costs the same time."""
    with _gate:
        try:
            return _hasher.verify(stored or _DUMMY, password) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def outdated(stored: str) -> bool:
    """Tell whether a hash was made with older parameters."""
    return _hasher.check_needs_rehash(stored)


def weakness(password: str, *names: str) -> str | None:
    """Return a message id that says what is wrong with a new password, or None."""
    if len(password) < SHORTEST:
        return "A password has at least 10 characters; three or four words in a row are easy to remember."
    if len(password) > 200:
        return "A password has at most 200 characters."
    if len(set(password.lower())) < 4 or password.lower() in COMMON:
        return "This password is easy to guess; three or four words in a row are better."
    if any(name and len(name) > 3 and name.lower() in password.lower() for name in names):
        return "A password does not hold your own name; three or four words in a row are better."
    return None


COMMON = {
    "1234567890",
    "password123",
    "bismillah123",
    "bakesbangpol",
    "probolinggo",
    "indonesia1",
    "qwertyuiop",
    "administrator",
}
