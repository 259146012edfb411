"""The only place that knows what time it is. Moments are UTC; a day is the office's day."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Jakarta"

_frozen: datetime | None = None
_zone = ZoneInfo(DEFAULT_ZONE)


def now() -> datetime:
    """Return the present moment in UTC."""
    return _frozen or datetime.now(UTC)


def today() -> date:
    """Return the office's present day."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Return the moment as the office's wall clock shows it."""
    return moment.astimezone(_zone)


def day_of(moment: datetime) -> date:
    """Return the office's day on which a moment fell."""
    return local(moment).date()


def zone() -> ZoneInfo:
    """Return the office's time zone."""
    return _zone


def set_zone(name: str) -> None:
    """Set the office's time zone; raises `ZoneInfoNotFoundError` for an unknown name."""
    global _zone
    _zone = ZoneInfo(name)


@contextlib.contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Stop the clock at a moment: for tests, and for sample data that lies in the past."""
    global _frozen
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield
    finally:
        _frozen = before
