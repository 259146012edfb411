"""What a workbook says of an organisation beside what the register says: facts to add, facts to end. Pure.

A fact is known again by what it says and since when; an end that the register does not know is taken over, a fact that
ended in the register stays ended, and what only the register knows stays. A fact that holds and has no paper yet takes the
paper that a package brings: the same fact, written once more with it, in the place of the one without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SLOTS = {"kontak": ("kind",), "keterangan": ("key",)}
END = {"masa_bakti": "ended_on"}


@dataclass
class Restored:
    """What is to be done, by sheet: facts to add, facts to end, facts to write once more with their paper.

    `end` is (sheet, place among the register's facts, end), `papers` (sheet, place, the fact as the workbook says it).
    """

    add: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    end: list[tuple[str, int, Any]] = field(default_factory=list)
    papers: list[tuple[str, int, dict[str, Any]]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Tell that the register says all of it already."""
        return not self.end and not self.papers and not any(self.add.values())


def compare(known: Mapping[str, Sequence[dict[str, Any]]], said: Mapping[str, Sequence[dict[str, Any]]]) -> Restored:
    """Compare facts by sheet; both sides say their values as JSON, without what only the register has (ids, change)."""
    found = Restored()
    for sheet, facts in said.items():
        _sheet(sheet, list(known.get(sheet, [])), facts, found)
    return found


def _sheet(sheet: str, known: list[dict[str, Any]], facts: Sequence[dict[str, Any]], found: Restored) -> None:
    end = END.get(sheet, "until")
    left: list[dict[str, Any] | None] = list(known)
    for fact in facts:
        place = next(
            (n for n, one in enumerate(left) if one is not None and identity(sheet, one) == identity(sheet, fact)), None
        )
        if place is None:
            if fact[end] is None or fact["since"] is None or fact[end] > fact["since"]:
                found.add.setdefault(sheet, []).append(fact)
                _end_open(sheet, left, fact, end, found)
            continue
        before = left[place]
        left[place] = None
        if before is not None and before[end] is None and fact[end] is not None:
            found.end.append((sheet, place, fact[end]))
        elif before is not None and before[end] is None and fact.get("file") and not before.get("file"):
            found.papers.append((sheet, place, fact))


def _end_open(sheet: str, left: list[dict[str, Any] | None], fact: dict[str, Any], end: str, found: Restored) -> None:
    """A fact that holds still takes the place of the one that the register holds in the same slot."""
    if fact[end] is not None:
        return
    slot: Callable[[dict[str, Any]], list[Any]] = lambda one: [one[key] for key in SLOTS.get(sheet, ())]  # noqa: E731
    for place, other in enumerate(left):
        if other is not None and other[end] is None and slot(other) == slot(fact):
            began = other["since"] or ""
            found.end.append((sheet, place, max(began, fact["since"] or began) or None))
            left[place] = None


def identity(sheet: str, fact: Mapping[str, Any]) -> list[Any]:
    """Return by what a fact is known again."""
    end = END.get(sheet, "until")
    return [[key, fact[key]] for key in sorted(fact) if key not in (end, "source", "recorded_at", "file")]
