"""What a source says differently from what the register knows. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from aormas.core.identifiers import fold
from aormas.organizations.filed import FiledFacts, FiledMember

# Keys in the order in which people read them.
KEYS = (
    "name", "acronym", "form", "fields", "characteristic", "scope", "purpose", "founded_on", "founded_at", "member_count", "npwp",
    "basis_kind", "basis_number", "basis_date", "basis_until", "basis_issuer", "deed_number", "deed_date", "notary",
    "address", "village_code", "postcode", "tenure", "tenure_until", "domicile_number", "domicile_until", "latitude", "longitude",
    "phone", "email", "website", "decree_number", "decree_date", "term_start", "term_end",
    "parent_name", "highest_body", "wings", "businesses", "funding", "emblem_text",
)  # fmt: skip
LOOSE = frozenset(
    {"name", "acronym", "address", "notary", "purpose", "founded_at", "characteristic", "parent_name", "basis_issuer"}
)


@dataclass(frozen=True)
class Difference:
    """One fact that differs; `key` is a fact's key or `board.<office>`, values as they stand in `FiledFacts`."""

    key: str
    before: Any
    after: Any


def differences(known: FiledFacts, said: FiledFacts, *, loose: bool = False) -> list[Difference]:
    """Return what `said` says otherwise than `known`; what it says nothing of is no difference.

    Loosely, texts that differ only in case, punctuation or spaces are the same.
    """
    found = [
        Difference(key, getattr(known, key), getattr(said, key))
        for key in KEYS
        if said.says(key) and not _same(key, getattr(known, key), getattr(said, key), loose)
    ]
    return found + _board(known, said, loose)


def _same(key: str, before: Any, after: Any, loose: bool) -> bool:
    if key == "fields":
        return set(before) == set(after) and ((not loose and before[:1] == after[:1]) or loose)
    if loose and key in LOOSE:
        return fold(before or "") == fold(after or "")
    return bool(before == after) or (before in ("", None) and after in ("", None))


def _board(known: FiledFacts, said: FiledFacts, loose: bool) -> list[Difference]:
    if not said.members:
        return []
    if not said.whole_board:
        named = [(known.holder(member.office), member) for member in said.members]
        return [_person(then, now) for then, now in named if not _same_person(then, now, loose)]
    before = {_place(known.members, n): member for n, member in enumerate(known.members)}
    after = {_place(said.members, n): member for n, member in enumerate(said.members)}
    return [
        Difference(f"board.{place}", _called(before.get(place)), _called(after.get(place)))
        for place in dict.fromkeys([*before, *after])
        if not (
            place in before and place in after and _same_person(before[place], after[place], loose, said.exact_board)
        )
    ]


def _place(members: tuple[FiledMember, ...], number: int) -> str:
    """Return a member's office with its count among those of the same office: `member`, `member.2`."""
    office = members[number].office
    count = sum(member.office == office for member in members[: number + 1])
    return office if count == 1 else f"{office}.{count}"


def _person(then: FiledMember | None, now: FiledMember) -> Difference:
    return Difference(f"board.{now.office}", _called(then), _called(now))


def _called(member: FiledMember | None) -> str:
    return member.name if member else ""


def _same_person(then: FiledMember | None, now: FiledMember, loose: bool, exact: bool = False) -> bool:
    """Tell whether a member stays as known; what the source does not say of a person is no difference, unless it is exact."""
    if then is None or exact:
        return then == now
    names = (fold(then.name), fold(now.name)) if loose else (then.name, now.name)
    told = ("nik", "phone", "email", "title", "gender")
    return names[0] == names[1] and all(getattr(now, key) in ("", getattr(then, key)) for key in told)
