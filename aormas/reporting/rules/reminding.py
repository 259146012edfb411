"""Whom to remind today, and in which words. Pure.

A rule reminds once of a duty. Of several rules whose day has come only the latest counts, so that days without a round are not
made up for by a heap of reminders. Nobody is reminded twice within `REST` days, whatever the duties.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

CHANNELS = ("whatsapp", "email", "letter", "call")
REST = 6  # days of quiet after any reminder to an organisation
ANSWERED = 14  # days of quiet on a duty whose report was rejected: the organisation reads why and mends it
STALE = 45  # days after a rule's day on which it is still used
# What came of a reminder → message id.
ANSWERS = {
    "promised": "Will report soon",
    "asked_help": "Asked for help",
    "wrong_number": "Wrong number or address",
    "no_answer": "No answer",
    "gone": "Says that it is no longer active",
}
BRACED = re.compile(r"\{[^{}]*\}?|\}")  # also a brace that was not closed or opened
LEAST, MOST = -180, 365  # days from the last day that a rule may name
PLACES = ("{nama}", "{kewajiban}", "{tanggal}", "{keadaan}", "{kantor}", "{alamat}")


@dataclass(frozen=True)
class Rule:
    """A rule as far as it matters here: its id, its day from the last day that counts, its channels in order."""

    id: int
    days: int
    channels: tuple[str, ...]


@dataclass(frozen=True)
class Reach:
    """By what an organisation can be reached: a mobile number, an e-mail address, an address, a phone and whom to ask for."""

    mobile: str = ""
    email: str = ""
    seat: str = ""
    phone: str = ""
    person: str = ""


def due_rule(rules: Iterable[Rule], until: date, today: date, used: frozenset[int]) -> Rule | None:
    """Return the rule by which to remind today of a duty whose last day is `until`, or None.

    The latest rule whose day has come; when it was used already, nothing is due until the next one.
    """
    come = [rule for rule in rules if until + timedelta(days=rule.days) <= today]
    latest = max(come, key=lambda rule: rule.days, default=None)
    if latest is None or latest.id in used or (today - until).days - latest.days > STALE:
        return None
    return latest


def is_answered(rejected_on: date | None, office_turn: bool, today: date) -> bool:
    """Tell whether a duty is left alone because its report was rejected lately, or because the office owes the next word."""
    return rejected_on is not None and (office_turn or (today - rejected_on).days < ANSWERED)


def is_quiet(last_sent_on: date | None, today: date) -> bool:
    """Tell whether an organisation was reminded of anything so lately that it is left alone."""
    return last_sent_on is not None and (today - last_sent_on).days < REST


def channel(rule: Rule, reach: Reach, *, mail: bool) -> str:
    """Return the first channel of a rule by which an organisation can be reached; `call` when there is none.

    `mail` tells whether the office can send e-mail.
    """
    able = {
        "whatsapp": bool(reach.mobile),
        "email": mail and bool(reach.email),
        "letter": bool(reach.seat),
        "call": True,
    }
    return next((name for name in rule.channels if able[name]), "call")


def written(text: str, *, name: str, duty: str, day: str, state: str, office: str, url: str) -> str:
    """Return a rule's text for one organisation; days and states come as people read them."""
    values = {
        "{nama}": name,
        "{kewajiban}": duty,
        "{tanggal}": day,
        "{keadaan}": state,
        "{kantor}": office,
        "{alamat}": url,
    }
    for place, value in values.items():
        text = text.replace(place, value)
    return text


def fault(text: str) -> str | None:
    """Return why a text cannot be used (a message id), or None."""
    if any(place not in PLACES for place in BRACED.findall(text)):
        return "Only the named fields below are filled in; something else stands in braces here."
    return None if "{nama}" in text else "The text needs {nama}, so that each organisation is named."


def subject_fault(subject: str) -> str | None:
    """Return why a subject cannot be used (a message id), or None; only the name is filled in there."""
    wrong = any(place != "{nama}" for place in BRACED.findall(subject))
    return "Only {nama} is filled in here; something else stands in braces." if wrong else None


def unprintable(text: str) -> str:
    """Return the signs of a text that no letter prints, such as pictures of faces."""
    return "".join(sign for sign in text if ord(sign) > 0xFFFF or unicodedata.category(sign) in ("So", "Co", "Cn"))
