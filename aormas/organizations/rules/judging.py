"""What a row of a list changes of what the register knows; only that is taken over. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from aormas.core.identifiers import fold
from aormas.core.sheets.values import as_text
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.rules.differences import KEYS, Difference, differences
from aormas.organizations.rules.keys import key
from aormas.organizations.rules.names import words
from aormas.organizations.rules.spelling import SHARED, exact_days, known_as, people, same_person, same_place
from aormas.organizations.rules.status import form_of_name

BASIS = (
    "basis_kind",
    "basis_number",
    "basis_date",
    "basis_until",
    "basis_issuer",
    "deed_number",
    "deed_date",
    "notary",
)
SEAT = (
    "address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude",
)  # fmt: skip
TERM = ("decree_number", "decree_date", "term_start", "term_end")
NUMBERS = ("basis_number", "decree_number", "deed_number", "domicile_number")
_EMPTY: dict[str, Any] = {name: field.default for name, field in FiledFacts.__dataclass_fields__.items() if name not in ("members", "cleared")} | {
    "name": "", "form": "", "scope": "",
}  # fmt: skip


def nothing() -> FiledFacts:
    """Return facts that say nothing."""
    return FiledFacts(name="", form="", scope="", whole_board=False)


def without(facts: FiledFacts, *names: str) -> FiledFacts:
    """Return facts that say nothing of some keys."""
    silent: dict[str, Any] = {name: () if name == "members" else _EMPTY[name] for name in names}
    return replace(facts, **silent)


def for_new(facts: FiledFacts) -> FiledFacts:
    """Return what can be written of a new organisation: a board is whole, a term needs people, a deed needs a decree."""
    facts = replace(facts, whole_board=True)
    return _possible(nothing(), facts)


def judged(known: FiledFacts, facts: FiledFacts) -> tuple[FiledFacts, list[Difference]]:
    """Return what a row says otherwise than the register, and the differences in the order in which people read them.

    Spelling alone is no difference. What is returned is all that is written, so that the same list again says nothing new.
    """
    said = _completed(known, _spelt_alike(known, _possible(known, facts)))
    found = differences(known, said, loose=True)
    return _only(said, {difference.key for difference in found}), found


def added(facts: FiledFacts, more: FiledFacts) -> FiledFacts:
    """Return the facts of one row with what a later row of the same organisation says beyond it."""
    fresh = {
        name: getattr(more, name) for name in KEYS if more.says(name) and not facts.says(name) and name not in ("name",)
    }
    if facts.says("basis_number") and key(facts.basis_number) != key(more.basis_number):
        fresh = {name: value for name, value in fresh.items() if name not in BASIS}
    if facts.says("address", "village_code") and not _same_seat(facts, more):
        fresh = {name: value for name, value in fresh.items() if name not in SEAT}
    held = {member.office for member in facts.members} - SHARED
    named = {fold(member.name) for member in facts.members}
    joining = [member for member in more.members if fold(member.name) not in named and member.office not in held]
    return replace(facts, **fresh, members=(*facts.members, *joining))


def not_added(facts: FiledFacts, more: FiledFacts) -> list[Difference]:
    """Return what a later row says otherwise than an earlier one of the same organisation, which therefore is not taken."""
    joined = added(facts, more)
    if same_name(facts.name, more.name):
        more = replace(more, name=joined.name)
    kept = replace(more, **{**_as_written(joined, more), "members": ()})
    left = [found for found in differences(joined, kept, loose=True) if found.before != found.after]
    named = [(joined.holder(member.office), member) for member in more.members]
    people_left = [
        Difference(f"board.{member.office}", then.name, member.name)
        for then, member in named
        if then and member.office not in SHARED and not same_person(then.name, member.name)
        and fold(member.name) not in {fold(one.name) for one in joined.members}
    ]  # fmt: skip
    return left + people_left


@dataclass(frozen=True)
class Lost:
    """What the register knows of something that is replaced, and which does not go on: of a `person` by name, a `seat`, a `basis`."""

    kind: str
    name: str
    keys: tuple[str, ...]


def lost(known: FiledFacts, facts: FiledFacts) -> list[Lost]:
    """Return what is not carried over when a row is written: personal details of who leaves, what belonged to the former seat or decree."""
    said, found = judged(known, facts)
    changed = {difference.key for difference in found}
    gone = [
        Lost("person", then.name, told)
        for then in known.members
        if (told := tuple(part for part in ("nik", "phone", "email") if getattr(then, part)))
        and any(name.startswith("board.") for name in changed)
        and (said.whole_board or said.holder(then.office))
        and not any(known_as([then], member) for member in said.members)
    ]
    moved = changed & {"address", "village_code"} and not _same_seat(known, said)
    parts = [("seat", SEAT, moved), ("basis", BASIS, known.basis_number and "basis_number" in changed)]
    for kind, group, another in parts:
        kept = tuple(name for name in group[1:] if another and known.says(name) and not said.says(name))
        kept = tuple(name for name in kept if name not in ("village_code", "basis_kind"))
        gone += [Lost(kind, "", kept)] if kept else []
    return gone


def _same_seat(one: FiledFacts, other: FiledFacts) -> bool:
    """Tell whether what two sources say of a seat is one place; who says no address means the other's."""
    address = other.address or one.address
    return same_place(one.address or address, one.village_code, address, other.village_code)


def beyond(facts: FiledFacts, more: FiledFacts) -> FiledFacts:
    """Return what a later row of the same organisation says beyond what earlier ones said."""
    joined = added(facts, more)
    fresh = {name for name in KEYS if getattr(joined, name) != getattr(facts, name)}
    members = tuple(member for member in joined.members if member not in facts.members)
    return replace(without(more, *(name for name in KEYS if name not in fresh)), members=members)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same but for spelling: case, punctuation, usual abbreviations, order of words."""
    return bool(one and other) and sorted(words(one)) == sorted(words(other))


def _possible(known: FiledFacts, facts: FiledFacts) -> FiledFacts:
    if not facts.members and not known.members:
        facts = without(facts, *TERM)
    if not facts.basis_number and not known.basis_number:
        facts = without(facts, *BASIS)
    return facts


def _spelt_alike(known: FiledFacts, facts: FiledFacts) -> FiledFacts:
    """Return facts in which what differs only in spelling stands as the register has it: numbers, white space, the name."""
    alike: dict[str, Any] = {}
    for name in KEYS:
        before, after = getattr(known, name), getattr(facts, name)
        if isinstance(before, str) and before and after and before != after:
            same = key(before) == key(after) if name in NUMBERS else _line(before) == _line(after)
            alike |= {name: before} if same else {}
    if same_name(known.name, facts.name) or (facts.acronym and same_name(known.name, f"{facts.name} {facts.acronym}")):
        alike["name"] = known.name
        if not same_name(known.name, facts.name):
            alike["acronym"] = known.acronym  # it stands in the name itself
    if not known.form and facts.form == form_of_name(known.name):
        alike["form"] = ""
    return replace(facts, **{**alike, **_as_written(known, facts)})


def _as_written(known: FiledFacts, facts: FiledFacts) -> dict[str, Any]:
    """Return address, days of the term and people as the register has them, where a row means the same."""
    found = exact_days(known, facts)
    if known.address and facts.address and _same_seat(known, facts):
        found["address"] = known.address
    return {**found, "members": people(known.members, facts.members)}


def _line(text: str) -> str:
    """Return a text as a cell of a list has it: one line."""
    return as_text(text)


def _completed(known: FiledFacts, facts: FiledFacts) -> FiledFacts:
    """A row with several people of one office is made whole with those whom the register knows; else people are compared by office."""
    offices = [member.office for member in facts.members]
    there = [member.office for member in known.members if member.office in offices]
    if len(offices) == len(set(offices)) and len(there) == len(set(there)) and "member" not in offices:
        return replace(facts, whole_board=False)
    stay = [stays for member in known.members if (stays := _stays(member, known, facts.members)) is not None]
    found = {_who(member): _kept(known, member) for member in (*stay, *facts.members)}
    dates = {name: getattr(known, name) for name in TERM[:2] + TERM[3:] if not facts.says(name)}
    return replace(facts, members=tuple(found.values()), whole_board=True, **dates)


def _who(member: FiledMember) -> tuple[str, str]:
    return member.office, fold(member.name)


def _stays(member: FiledMember, known: FiledFacts, said: tuple[FiledMember, ...]) -> FiledMember | None:
    """Return who stands where a member stood: the same person, or who took an office that one person holds; None for one who rose."""
    same = next((m for m in said if _who(m) == _who(member)), None)
    if same is None and member.office == "member" and any(fold(m.name) == fold(member.name) for m in said):
        return None
    there, now = ([m for m in people if m.office == member.office] for people in (known.members, said))
    if same is None and member.office != "member" and len(now) == 1 and len(there) == 1:
        same = now[0]
    return same or member


def _kept(known: FiledFacts, member: FiledMember) -> FiledMember:
    before = next((m for m in known.members if (m.office, fold(m.name)) == (member.office, fold(member.name))), None)
    if before is None:
        return member
    said = {name: getattr(member, name) or getattr(before, name) for name in vars(member)}
    return FiledMember(**{**said, "name": before.name})


def _only(facts: FiledFacts, keys: set[str]) -> FiledFacts:
    """Return facts that say only what differs; a paper, a seat or a board that is another one is said whole."""
    kept = set(keys)
    for group, leading in ((BASIS, ("basis_number",)), (SEAT, ("address", "village_code"))):
        if kept & set(leading):
            kept.update(group)
    board = any(name.startswith("board.") for name in keys)
    if board or kept & set(TERM):
        kept.update(TERM)
    members: tuple[FiledMember, ...] = ()
    if board:
        members = facts.members if facts.whole_board else tuple(m for m in facts.members if f"board.{m.office}" in keys)
    return replace(without(facts, *(name for name in KEYS if name not in kept)), members=members)
