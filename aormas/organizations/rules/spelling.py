"""What is the same but for how it is written: places, years for days, names of people in one office. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from aormas.core.identifiers import fold
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.rules.doubles import address_key
from aormas.organizations.rules.names import TITLES

# Offices that several people may hold; of any other there is one.
SHARED = frozenset({"patron", "advisor", "founder", "member"})
MUHAMMAD = frozenset(
    {"m", "moh", "muh", "moch", "mohamad", "mohammad", "muhamad", "mochamad", "mochammad", "muhammad", "mohammed"}
)
DEGREES = frozenset(
    {"s", "m", "a", "sh", "mh", "se", "mm", "st", "mt", "spd", "mpd", "pd", "pdi", "i", "si", "msi", "ssi", "sos", "ag", "sag", "kom", "skom", "hum", "ip", "sip", "kep", "md", "amd", "ap", "th", "ked"}
)  # fmt: skip
ABBREVIATED = 4  # letters at most of a shortened word: Abd. for Abdul
WORD = 3  # letters at least of a word that tells a person


def same_place(address: str, village: str, other: str, other_village: str) -> bool:
    """Tell whether two seats are one place: street and number agree however they are written, and no other kelurahan is named."""
    if village and other_village and village != other_village:
        return False
    if fold(address) == fold(other):
        return True
    return bool(kept := address_key(address)) and kept == address_key(other)


def in_years(start: date | None, end: date | None) -> bool:
    """Tell whether a term names whole years only: 1 January of one to 31 December of another."""
    return (
        end is not None and (end.month, end.day) == (12, 31) and (start is None or (start.month, start.day) == (1, 1))
    )


def exact_days(known: FiledFacts, facts: FiledFacts) -> dict[str, Any]:
    """Return the known days of a term that the years of a list agree with."""
    if not in_years(facts.term_start, facts.term_end):
        return {}
    pairs = {name: (getattr(known, name), getattr(facts, name)) for name in ("term_start", "term_end")}
    return {name: then for name, (then, said) in pairs.items() if then and said and then.year == said.year}


def person_words(name: str) -> list[str]:
    """Return the folded words of a person's name without titles before it; an initial at its end stays."""
    found = fold(name.partition(",")[0]).split()
    while len(found) > 1 and found[0] in TITLES:
        found = found[1:]
    return found


def same_person(one: str, other: str) -> bool:
    """Tell whether two names in one office are probably one person's: `Imam K.`, `Imam Kusuma` and `H. Imam Kusuma, S.Pd`."""
    short, long = sorted((person_words(one), person_words(other)), key=len)
    if not short:
        return False
    pairs = list(zip(short, long, strict=False))
    rest = long[len(short) :]
    told = any(word == known and len(word) >= WORD for word, known in pairs)
    return told and all(_same_word(*pair) for pair in pairs) and all(word in DEGREES for word in rest)


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or {one, other} <= MUHAMMAD or (len(short) <= ABBREVIATED and long.startswith(short))


def _fuller(one: str, other: str) -> bool:
    """Tell whether a name says more of a person than another: a word for an initial."""
    pairs = zip(person_words(one), person_words(other), strict=False)
    return any(len(word) > len(known) and word not in MUHAMMAD for word, known in pairs)


def people(known: Sequence[FiledMember], said: Sequence[FiledMember]) -> tuple[FiledMember, ...]:
    """Return the people of a row, those whom the register knows as it knows them.

    Who is written shorter keeps the known name; who is written fuller, or has another office now, keeps the NIK and phone.
    """
    return tuple(_as_known(member, then) if (then := known_as(known, member)) else member for member in said)


def known_as(known: Sequence[FiledMember], member: FiledMember) -> FiledMember | None:
    """Return the person of the register who a named one probably is: of the same office, or of the same name in another."""
    there = [then for then in known if not (then.nik and member.nik and then.nik != member.nik)]
    same = [then for then in there if fold(then.name) == fold(member.name)]
    alike = [then for then in there if then.office == member.office and same_person(then.name, member.name)]
    return next((then for then in (*same, *alike) if then.office == member.office), same[0] if same else None)


def _as_known(member: FiledMember, then: FiledMember) -> FiledMember:
    if fold(then.name) != fold(member.name) and not _fuller(member.name, then.name):
        return replace(member, name=then.name)
    if then.office == member.office and fold(then.name) == fold(member.name):
        return member
    kept = {key: getattr(member, key) or getattr(then, key) for key in ("nik", "phone", "email", "gender")}
    return replace(member, **kept)
