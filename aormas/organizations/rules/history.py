"""When facts hold. Pure.

A fact holds from `since` until before its end; an unknown `since` holds from ever, no end holds still. An empty span
(end on the first day) was taken back or replaced on the same day, and never held.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol, TypeVar


class Fact(Protocol):
    """Whatever has a first day and an end."""

    since: Any
    until: Any


F = TypeVar("F", bound=Fact)


def holds(since: date | None, end: date | None, day: date) -> bool:
    """Tell whether a fact holds on a day."""
    return (since is None or since <= day) and (end is None or day < end)


def on(facts: Iterable[F], day: date) -> F | None:
    """Return the fact of a row of facts, oldest first, that holds on a day: the last one where several do."""
    return next((fact for fact in reversed(list(facts)) if holds(fact.since, fact.until, day)), None)


def ever_held(since: date | None, end: date | None) -> bool:
    """Tell whether a fact held on any day at all."""
    return end is None or since is None or since < end


def end_of(since: date | None, wanted: date) -> date:
    """Return the day on which a fact may end: the wanted one, but never before its first day."""
    return max(since, wanted) if since else wanted
