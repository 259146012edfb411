"""Small checks of typed texts that the rules of a filing share. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from aormas.organizations.rules import identity
from aormas.registration.rules.answers import day

__all__ = [
    "Problem",
    "at",
    "check_email",
    "chosen",
    "day",
    "is_blank",
    "needed",
    "past_day",
    "real_day",
    "said",
    "short",
    "told",
]

EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
TOO_LONG = "At most %(most)d characters fit here; %(count)d are written."
NO_DAY = "This is no date of the calendar. Write it like 17-08-2018."


@dataclass(frozen=True)
class Problem:
    """What is wrong: the field as forms name it (`members-0-nik`), a message id, and what fills its named places.

    `whose` is the message id of whom it speaks of, where the same sentence can stand at several people.
    """

    field: str
    message: str
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    whose: str = ""


def said(typed: Mapping[str, Any], name: str) -> str:
    """Return what was typed in a field, trimmed; empty for nothing."""
    return str(typed.get(name) or "").strip()


def is_blank(typed: Mapping[str, Any]) -> bool:
    """Tell whether nothing at all was typed in a step."""
    return not any(_is_said(value) for name, value in typed.items() if name not in {"office", "scope"})


def _is_said(value: Any) -> bool:
    if isinstance(value, Mapping):
        return not is_blank(value)
    if isinstance(value, list):
        return any(_is_said(part) for part in value)
    return bool(value)


def needed(typed: Mapping[str, Any], name: str, message: str) -> Iterator[Problem]:
    """Yield a problem when nothing was typed."""
    if not said(typed, name):
        yield Problem(name, message)


def short(typed: Mapping[str, Any], name: str, most: int) -> Iterator[Problem]:
    """Yield a problem when more was typed than can be kept."""
    count = len(said(typed, name))
    if count > most:
        yield Problem(name, TOO_LONG, {"most": most, "count": count})


def told(typed: Mapping[str, Any], name: str, least: int, message: str) -> Iterator[Problem]:
    """Yield a problem when something was typed that is too short to say anything."""
    if 0 < len(said(typed, name)) < least:
        yield Problem(name, message)


def chosen(typed: Mapping[str, Any], name: str, known: Collection[str], message: str) -> Iterator[Problem]:
    """Yield a problem when none of the known codes was chosen."""
    if said(typed, name) not in known:
        yield Problem(name, message)


def at(typed: Mapping[str, Any], name: str, rule: Callable[[str], str | None]) -> Iterator[Problem]:
    """Yield a problem when something was typed that a rule refuses."""
    text = said(typed, name)
    if text and (message := rule(text)):
        yield Problem(name, message)


def real_day(typed: Mapping[str, Any], name: str) -> Iterator[Problem]:
    """Yield a problem when something was typed that is no date."""
    if said(typed, name) and day(typed.get(name)) is None:
        yield Problem(name, NO_DAY)


def past_day(typed: Mapping[str, Any], name: str, today: date) -> Iterator[Problem]:
    """Yield a problem when something was typed that is no date, or one that something past cannot have."""
    yield from real_day(typed, name)
    moment = day(typed.get(name))
    if moment is not None and (message := identity.check_past(moment, today)):
        yield Problem(name, message)


def check_email(text: str) -> str | None:
    """Check the form of an e-mail address."""
    return None if EMAIL.match(text) else "Write the e-mail address like nama@contoh.id, or leave it empty."
