"""Two organisations that are one: what is compared beside each other, and which value stays unless somebody says otherwise. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

KEEP, AWAY = "keep", "away"

# What is chosen as a whole: key → the facts that it is made of. Every other key is one fact.
GROUPS = {
    "basis": ("basis_kind", "basis_number", "basis_date", "basis_until", "basis_issuer", "deed_number", "deed_date", "notary"),
    "seat": ("address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude"),
    "board": ("members", "term_start", "term_end", "decree_number", "decree_date"),
}  # fmt: skip
CONTACTS = ("phone", "email", "website")
# In the order in which people read them.
KEYS = (
    "name", "acronym", "form", "basis", "npwp", "seat", *CONTACTS, "board", "fields", "characteristic", "scope", "purpose", "founded_on",
    "founded_at", "member_count", "parent_name", "highest_body", "wings", "businesses", "funding", "emblem_text", "emblem",
)  # fmt: skip


def values(known: Any, emblem: str | None) -> dict[str, tuple[Any, ...]]:
    """Return key → what an organisation's present facts say of it, as values that compare; empty ones where nothing is said."""
    found = {key: tuple(getattr(known, part) for part in GROUPS.get(key, (key,))) for key in KEYS if key != "emblem"}
    return {**found, "emblem": (emblem or "",)}


def says(value: tuple[Any, ...]) -> bool:
    """Tell whether anything is said."""
    return any(part not in ("", None, ()) for part in value)


def asked(keep: dict[str, tuple[Any, ...]], away: dict[str, tuple[Any, ...]]) -> list[str]:
    """Return the keys about which a choice is to be made: the one that leaves says something else than the one that stays."""
    return [key for key in KEYS if says(away[key]) and away[key] != keep[key]]


def stays(key: str, keep: tuple[Any, ...], away: tuple[Any, ...], keep_on: date | None, away_on: date | None) -> str:
    """Return which value stays by itself: what says more, then what was written down on a later day, then the one that stays.

    A name stays with its organisation unless somebody chooses the other one.
    """
    mine, theirs = _amount(keep), _amount(away)
    if mine != theirs:
        return KEEP if mine > theirs else AWAY
    if key == "name" or keep_on is None or away_on is None:
        return KEEP
    return AWAY if away_on > keep_on else KEEP


def _amount(value: tuple[Any, ...]) -> int:
    return sum(len(part) if isinstance(part, tuple) else part not in ("", None) for part in value)


def begins(keep_since: date | None, away_since: date | None, today: date, *, replaces: bool) -> date | None:
    """Return the day from which a value that is taken over holds.

    Where nothing stood there, it holds since it held; where it takes a value's place, since then only if that is later.
    """
    if not replaces:
        return away_since
    return (
        away_since
        if away_since is not None and (keep_since is None or away_since > keep_since) and away_since <= today
        else today
    )
