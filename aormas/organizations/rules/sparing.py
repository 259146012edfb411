"""Which facts of a list's row stay as the register has them. Pure.

A choice is made for a part: the key of a fact, or `board.<office>` for all who hold an office.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from aormas.organizations.filed import FiledFacts
from aormas.organizations.rules.differences import KEYS

BOARD = "board."


def part_of(key: str) -> str:
    """Return the part to which a difference belongs: `board.member.2` → `board.member`."""
    return ".".join(key.split(".")[:2])


def parts(keys: Iterable[str]) -> list[str]:
    """Return the parts of some differences, each once, in their order; what is no single fact has none."""
    return list(dict.fromkeys(part_of(key) for key in keys if key in KEYS or key.startswith(BOARD)))


def kept(text: str) -> list[str]:
    """Return the parts that a row keeps, from how they are stored."""
    return [part for part in text.split(",") if part]


def spare(known: FiledFacts, facts: FiledFacts, spared: Collection[str]) -> FiledFacts:
    """Return what a row says when some parts of it are as the register knows them."""
    if not spared:
        return facts
    same: dict[str, Any] = {key: getattr(known, key) for key in spared if key in KEYS}
    offices = {part.removeprefix(BOARD) for part in spared if part.startswith(BOARD)}
    members = tuple(member for member in facts.members if member.office not in offices)
    return replace(facts, **same, members=members)
