"""Decisions about sign-in. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta

FREE_TRIES = 5
LOCK_FOR = timedelta(minutes=15)


def locked(locked_until: datetime | None, now: datetime) -> bool:
    """Tell whether an account is locked at a moment."""
    return locked_until is not None and now < locked_until


def after_failure(failures: int, now: datetime) -> tuple[int, datetime | None]:
    """Return (failures, locked until) after one more wrong password: five lock the account for 15 minutes."""
    failures += 1
    return (0, now + LOCK_FOR) if failures >= FREE_TRIES else (failures, None)


def minutes_left(locked_until: datetime, now: datetime) -> int:
    """Return the whole minutes until a lock ends, at least 1."""
    return max(1, -(-int((locked_until - now).total_seconds()) // 60))
