"""Words about doubles: why two may be one, how likely, two records beside each other, what moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_date, format_phone
from aormas.organizations.models import Organization
from aormas.organizations.presentation import basis_word, deed_word, term_word
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries.merging import fact_of
from aormas.organizations.queries.present import present_facts
from aormas.organizations.rules import merging
from aormas.organizations.rules.doubles import SAME_PHONE, SURE

# Table of rows that move → message id; what is not named here is counted as further records.
MOVING = {
    "applications": "%(n)s applications", "letters": "%(n)s letters", "representatives": "%(n)s people with access to the portal",
    "confirmations": "%(n)s yearly confirmations", "affiliations": "%(n)s branches", "organizations": "%(n)s earlier merges",
    "attempts": "%(n)s attempts to reach it", "status_decisions": "%(n)s decisions that name it as the one that was merged with", "outside_decisions": "%(n)s decisions about outside lists",
}  # fmt: skip
FURTHER = "%(n)s further records"


def reasons(told: Iterable[Any]) -> list[str]:
    """Return reasons, as (message id, values), in the present language."""
    return [
        _(message, **({**values, "number": format_phone(values["number"])} if message == SAME_PHONE else values))
        for message, values in told
    ]


def likely(score: float) -> tuple[str, str]:
    """Return (word, tone) of how likely two are one."""
    return (_("almost certainly the same"), "late") if score >= SURE else (_("probably the same"), "wait")


@dataclass(frozen=True)
class Line:
    """One fact of two organisations beside each other: what each says and where that comes from, and which stays by itself."""

    key: str
    word: str
    keep: str
    away: str
    keep_source: str
    away_source: str
    asked: bool
    stays: str


def lines(keep: Organization, away: Organization) -> list[Line]:
    """Return the facts of two organisations beside each other, those that neither says left out."""
    mine = merging.values(present_facts(keep), keep.emblem_sha256)
    theirs = merging.values(present_facts(away), away.emblem_sha256)
    asked = set(merging.asked(mine, theirs))
    found = []
    for key in merging.KEYS:
        if not (merging.says(mine[key]) or merging.says(theirs[key])):
            continue
        ours, other = fact_of(keep, key), fact_of(away, key)
        stays = merging.stays(key, mine[key], theirs[key], _written(ours), _written(other))
        found.append(
            Line(
                key,
                word(key),
                value(key, mine[key]),
                value(key, theirs[key]),
                _source(ours),
                _source(other),
                key in asked,
                stays,
            )
        )
    return found


def word(key: str) -> str:
    """Return what a line is called."""
    return {"basis": _("Legal basis"), "seat": _("Seat of the secretariat")}.get(key) or record_words.fact_word(key)


def value(key: str, said: tuple[Any, ...]) -> str:
    """Return what an organisation says, in one line of text; a NIK is never part of it."""
    if not merging.says(said):
        return "–"
    if key in merging.GROUPS:
        return GROUPED[key](dict(zip(merging.GROUPS[key], said, strict=True)))
    return _("An emblem is recorded") if key == "emblem" else record_words.value_word(key, said[0])


def _basis(said: dict[str, Any]) -> str:
    parts = [f"{basis_word(said['basis_kind'])} {said['basis_number']}".strip(), _on(said["basis_date"])]
    if said["basis_until"]:
        parts.append(_("valid until %(date)s", date=format_date(said["basis_until"])))
    if said["deed_number"]:
        parts.append(deed_word(said["deed_number"], said["notary"]))
    return ", ".join(part for part in parts if part)


def _seat(said: dict[str, Any]) -> str:
    village = record_words.value_word("village_code", said["village_code"]) if said["village_code"] else ""
    return ", ".join(part for part in (said["address"], village and f"{_('Kel.')} {village}", said["postcode"]) if part)


def _board(said: dict[str, Any]) -> str:
    people = [f"{record_words.fact_word(f'board.{member.office}')} {member.name}" for member in said["members"][:4]]
    if len(said["members"]) > 4:
        people.append(_("and %(n)s more", n=len(said["members"]) - 4))
    return ", ".join(people) + (f" ({term_word(*days)})" if any(days := (said["term_start"], said["term_end"])) else "")


def _on(day: Any) -> str:
    return str(format_date(day)) if day else ""


GROUPED = {"basis": _basis, "seat": _seat, "board": _board}


def _written(fact: Any) -> Any:
    return clock.day_of(fact.recorded_at) if fact is not None else None


def _source(fact: Any) -> str:
    if fact is None:
        return ""
    since = _("since %(date)s", date=format_date(fact.since)) if fact.since else ""
    return ", ".join(part for part in (since, fact.source) if part)


def moving(counts: dict[str, int]) -> list[str]:
    """Return what moves (`table.column` → how many), counted in words."""
    told: dict[str, int] = {}
    for place, number in counts.items():
        message = MOVING.get(place.partition(".")[0], FURTHER)
        told[message] = told.get(message, 0) + number
    return [_(message, n=number) for message, number in told.items()]
