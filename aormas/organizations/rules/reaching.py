"""Whether the office knows where an organisation is. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

REACHED = "reached"
# Result → message id.
RESULTS = {
    "letter_returned": "A letter came back",
    "number_dead": "The number is dead or belongs to somebody else",
    "visit_failed": "A visit found nobody",
    "no_answer": "Nobody answered",
    REACHED: "Reached",
}
LOST = frozenset({"letter_returned", "number_dead", "visit_failed"})
NO_ANSWERS = 3  # so many calls without an answer in a row count as lost too


@dataclass(frozen=True)
class Tried:
    """One attempt, as far as it matters here."""

    made_on: date
    result: str


def lost_since(tried: Iterable[Tried], heard_on: date | None) -> date | None:
    """Return since when an organisation cannot be reached, or None when it can.

    `heard_on` is the last day on which it was heard of otherwise: a confirmation, a filing, a new address or number.
    What was tried before an organisation was reached or heard of does not count any more.
    """
    open_tries: list[Tried] = []
    for one in sorted(tried, key=lambda t: t.made_on):
        if one.result == REACHED:
            open_tries = []
        elif heard_on is None or one.made_on > heard_on:
            open_tries.append(one)
    if any(one.result in LOST for one in open_tries):
        return min(one.made_on for one in open_tries if one.result in LOST)
    return open_tries[0].made_on if len(open_tries) >= NO_ANSWERS else None
