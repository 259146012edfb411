"""What a report must hold before it is sent, and how it is kept as it was sent. Pure.

The law names no fields; what is asked is custom: activities with day, place, aim, people, partner, cost and source of money,
aid received, problems, the plan, changes of board and seat, two signers (PP 58/2016 art. 39: chair and secretary or their
equals).
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PHOTOS_MOST = 12  # of one activity
PHOTOS_MOST_REPORT = 60
ACTIVITIES_MOST = 200
PARTICIPANTS_MOST = 1_000_000


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: the field's name, a message id and its values."""

    field: str
    message: str
    values: Mapping[str, Any] = ()  # type: ignore[assignment]


def day_faults(starts_on: date | None, ends_on: date | None, first: date, last: date, today: date) -> list[Fault]:
    """Return what is wrong with an activity's days: outside the period, to come, ending before it begins."""
    if starts_on is None:
        return [Fault("starts_on", "Write the day of the activity.")]
    if starts_on > today:
        return [
            Fault("starts_on", "This day is still to come. Plans go under “Plan”; report the activity when it is over.")
        ]
    if not first <= starts_on <= last:
        return [
            Fault(
                "starts_on",
                "This day lies outside the period of %(first)s to %(last)s. Choose the period that it belongs to.",
                {"first": first, "last": last},
            )
        ]
    if ends_on is not None and ends_on < starts_on:
        return [Fault("ends_on", "The last day lies before the first one.")]
    if ends_on is not None and ends_on > today:
        return [Fault("ends_on", "This day is still to come. Report the activity when it is over.")]
    return []


def missing(nil: bool, activities: int, chair: str, secretary: str) -> list[Fault]:
    """Return what a report lacks before it can be sent."""
    faults = []
    if not nil and not activities:
        faults.append(Fault("", "There is no activity in this report. Add one, or say that there was none (nihil)."))
    if nil and activities:
        faults.append(
            Fault(
                "",
                "There are %(n)s activities in this report, so it is not nihil. Take them out, or send the report with them.",
                {"n": activities},
            )
        )
    if not chair.strip():
        faults.append(Fault("chair_name", "Write the name of the chair who signs."))
    if not secretary.strip():
        faults.append(Fault("secretary_name", "Write the name of the secretary who signs."))
    if chair.strip() and plain(chair) == plain(secretary):
        faults.append(Fault("secretary_name", "Chair and secretary are two people. Write who of them signs as what."))
    return faults


def plain(text: str) -> str:
    """Return a text's words without case, accents, signs and doubled spaces, to compare."""
    folded = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(re.findall(r"\w+", "".join(sign for sign in folded if not unicodedata.combining(sign))))


def digest(*texts: str) -> str:
    """Return a fingerprint of texts by their words; empty when there are none."""
    words = " ".join(filter(None, map(plain, texts)))
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def same(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Tell whether two contents are the same."""
    return json.dumps(first, sort_keys=True, default=str) == json.dumps(second, sort_keys=True, default=str)


def told(activities: Iterable[Mapping[str, Any]]) -> str:
    """Return the fingerprint of a whole report's activities."""
    return digest(*(f"{one.get('title', '')} {one.get('result', '')}" for one in activities))


def near(first: str, second: str, most: int = 6) -> bool:
    """Tell whether two photos look alike: their fingerprints (16 hex digits) differ in few places."""
    return bool(first) and bool(second) and (int(first, 16) ^ int(second, 16)).bit_count() <= most


_COUNT = re.compile(
    r"(?:\+/-|±|kurang lebih|sekitar|kira-kira)?\s*(\d{1,3}(?:[.,\s]\d{3})+|\d+)\s*(?:orang|peserta|jiwa|anggota)?"
)


def count(text: str) -> int:
    """Return a number of people as they write it: `1.200`, `40 orang`. Raises ValueError with a message id."""
    match = _COUNT.fullmatch(text.strip().lower())
    number = int(re.sub(r"\D", "", match[1])) if match else -1
    if not 0 <= number <= PARTICIPANTS_MOST:
        raise ValueError("Write how many people came, as a number up to 1,000,000.")
    return number
