"""What a step of a filing must hold before it can be sent. Pure: answers as typed come in, problems go out.

A service of kind `change` asks only what has changed: a step that was left empty is right there. Numbers that are merely
unusual are kept when the person confirms them (domain: only an impossible form is refused).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from aormas.organizations.rules import identity
from aormas.registration.rules import board, texts
from aormas.registration.rules.answers import FURTHER
from aormas.registration.rules.texts import Problem, chosen, needed, past_day, short

FORMS = ("yayasan", "perkumpulan")
TENURES = ("own", "rent", "borrowed")
PURPOSE_LEAST = 20  # characters; less is no sentence
NUMBER_MOST = 9_999_999


@dataclass(frozen=True)
class Facts:
    """What the checks must know besides the answers: the service, today, and which codes are known."""

    track: str
    kind: str
    today: date
    villages: frozenset[str] = frozenset()
    fields: frozenset[str] = field(default_factory=frozenset)


def check(step: str, typed: Mapping[str, Any], facts: Facts) -> list[Problem]:
    """Return what is wrong with a step of the answers, in the order of its fields."""
    if facts.kind == "change" and step != "ormas" and texts.is_blank(typed):
        return []
    return list(CHECKS[step](typed, facts))


def about(typed: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Check step `ormas`."""
    yield from short(typed, "register_number", 40)
    if facts.kind == "change":
        yield from needed(typed, "changes", "Write what has changed, for example the new address or the new board.")
        yield from short(typed, "changes", 2000)
    yield from needed(typed, "name", "Write the full name of the organisation, as it stands in its deed.")
    yield from short(typed, "name", 300)
    yield from short(typed, "acronym", 60)
    if facts.track == "presence":
        yield from chosen(typed, "form", FORMS, "Choose the legal form, as it stands in the decree.")
    whole = facts.kind != "change"
    fields = [code for code in typed.get("fields") or [] if code in facts.fields]
    if whole and not fields:
        yield Problem("field_1", "Choose the main field of activity.")
    if whole:
        yield from needed(typed, "purpose", "Write in a few sentences what the organisation is for.")
        yield from needed(
            typed, "founded_on", "Write the day on which the organisation was founded, for example 17-08-2018."
        )
    yield from texts.told(
        typed, "purpose", PURPOSE_LEAST, "Write a whole sentence: everybody reads it. Say what you do and for whom."
    )
    yield from short(typed, "purpose", 2000)
    yield from past_day(typed, "founded_on", facts.today)
    yield from short(typed, "founded_at", 120)
    for name in FURTHER:
        yield from short(typed, name, 200)
    yield from _members(typed)


def _members(typed: Mapping[str, Any]) -> Iterator[Problem]:
    text = texts.said(typed, "member_count").replace(".", "")
    if text and not (text.isdecimal() and int(text) <= NUMBER_MOST):
        yield Problem("member_count", "Write the number of members with digits only, for example 45.")


def legal(typed: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Check step `legalitas`."""
    if facts.track == "presence":
        yield from needed(
            typed, "ahu_number", "Write the number of the decree, for example AHU-0001234.AH.01.04.Tahun 2021."
        )
        yield from short(typed, "ahu_number", 120)
        if unusual_ahu(typed) and not typed.get("ahu_unusual"):
            yield Problem("ahu_number", str(identity.check_ahu(texts.said(typed, "ahu_number"))))
        yield from needed(typed, "ahu_date", "Write the date of the decree, for example 17-08-2018.")
        yield from past_day(typed, "ahu_date", facts.today)
    else:
        yield from needed(typed, "deed_number", "Write the number of the notary's deed, for example 12.")
        yield from needed(typed, "deed_date", "Write the date of the deed, for example 17-08-2018.")
        yield from needed(typed, "notary", "Write the name of the notary who made the deed.")
    yield from short(typed, "deed_number", 80)
    yield from past_day(typed, "deed_date", facts.today)
    yield from short(typed, "notary", 160)
    yield from needed(
        typed, "npwp", "Write the organisation's NPWP, for example 01.234.567.8-625.000 or 0012345678625000."
    )
    yield from texts.at(typed, "npwp", identity.check_npwp)


def unusual_ahu(typed: Mapping[str, Any]) -> bool:
    """Tell whether the decree's number has another form than today's decrees have."""
    number = texts.said(typed, "ahu_number")
    return bool(number) and identity.check_ahu(number) is not None


def seat(typed: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Check step `sekretariat`."""
    yield from needed(typed, "address", "Write the street and number of the secretariat.")
    yield from short(typed, "address", 500)
    yield from chosen(typed, "village_code", facts.villages, "Choose the kelurahan in which the secretariat stands.")
    postcode = texts.said(typed, "postcode")
    if postcode and not (postcode.isdecimal() and len(postcode) == 5):
        yield Problem("postcode", "A postcode has five digits, for example 67211.")
    yield from chosen(typed, "tenure", TENURES, "Choose whose place it is.")
    yield from _tenure_end(typed, facts.today)
    yield from short(typed, "domicile_number", 80)
    yield from texts.real_day(typed, "domicile_until")
    yield from needed(
        typed, "phone", "Write a phone number at which the office reaches you, for example 0812 3456 7890."
    )
    yield from texts.at(typed, "phone", identity.check_phone)
    yield from short(typed, "email", 200)
    yield from texts.at(typed, "email", texts.check_email)
    yield from short(typed, "website", 200)


def _tenure_end(typed: Mapping[str, Any], today: date) -> Iterator[Problem]:
    if texts.said(typed, "tenure") != "rent":
        return
    yield from needed(typed, "tenure_until", "Write the day on which the lease ends, for example 17-08-2028.")
    yield from texts.real_day(typed, "tenure_until")
    end = texts.day(typed.get("tenure_until"))
    if end is not None and end < today:
        yield Problem("tenure_until", "The lease has ended already. Write the end of the present lease.")


def office(typed: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Check step `pengurus`: the decree, its term, and the people."""
    yield from needed(typed, "decree_number", "Write the number of the decision that appointed the board.")
    yield from short(typed, "decree_number", 120)
    yield from past_day(typed, "decree_date", facts.today)
    yield from needed(typed, "term_start", "Write the first day of the board's term, for example 17-08-2025.")
    yield from needed(typed, "term_end", "Write the last day of the board's term, for example 16-08-2030.")
    yield from texts.real_day(typed, "term_start")
    yield from texts.real_day(typed, "term_end")
    if message := identity.check_term(texts.day(typed.get("term_start")), texts.day(typed.get("term_end"))):
        yield Problem("term_end", message)
    yield from board.check(typed.get("members") or [])


def sending(typed: Mapping[str, Any], facts: Facts) -> Iterator[Problem]:
    """Check step `kirim`: who sends, and the agreement."""
    yield from needed(typed, "sender_name", "Write your name: the person who sends this.")
    yield from short(typed, "sender_name", 160)
    yield from needed(typed, "sender_phone", "Write your phone number, for example 0812 3456 7890.")
    yield from texts.at(typed, "sender_phone", identity.check_phone)
    if not typed.get("agreed"):
        yield Problem("agreed", "Tick that what you filled in is true.")


CHECKS: dict[str, Callable[[Mapping[str, Any], Facts], Iterator[Problem]]] = {
    "ormas": about,
    "legalitas": legal,
    "sekretariat": seat,
    "pengurus": office,
    "kirim": sending,
}
