"""What an import would write, put together from its rows and what was decided of them; reckoned before the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from aormas.core.errors import Conflict
from aormas.organizations.filed import FiledFacts
from aormas.organizations.filed_json import plain, unpacked
from aormas.organizations.importing.offers import choosable, seen_differences
from aormas.organizations.models import ImportRow
from aormas.organizations.models.imports import AS_NEW, AS_ORGANIZATION, AS_ROW, NEW, SAME, SKIP
from aormas.organizations.queries import matching
from aormas.organizations.queries.present import present_facts_of
from aormas.organizations.rules import judging, sort_name, sparing

LOST = "Row %(row)d was said to be the same as row %(other)d, but that row is left out. Decide both."
MOVED = "The register has changed since the rows were compared (row %(row)d). Nothing was written; the rows have been compared anew."


@dataclass
class Group:
    """All rows that are one organisation: its id (None for a new one), what they say together, their numbers."""

    target: int | None
    facts: FiledFacts
    rows: list[int] = field(default_factory=list)
    spared: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    writes: bool = False
    entirely_new: bool = False


def groups(rows: Sequence[ImportRow], targets: dict[int, FiledFacts]) -> list[Group]:
    """Return what belongs together. Raises `Conflict` for a row that is said to be one that is left out."""
    by_row: dict[int, Group] = {}
    by_target: dict[int, Group] = {}
    made: list[Group] = []
    for row in rows:
        if not taken(row):
            continue
        group = _group_of(row, by_row, by_target)
        spared, facts = set(sparing.kept(row.spared)), _said(row, targets)
        if (known := targets.get(target_of(row) or 0)) is not None:
            facts = sparing.spare(known, facts, spared)
        if group is None:
            group = Group(target_of(row), facts, entirely_new=row.verdict == NEW)
            made.append(group)
            if group.target is not None:
                by_target[group.target] = group
        else:
            group.facts = judging.added(group.facts, facts)
        group.rows.append(row.number)
        group.spared |= spared
        group.taken |= set(choosable(row)) - spared
        group.writes = group.writes or row.verdict != SAME
        by_row[row.number] = group
    return made


def taken(row: ImportRow) -> bool:
    """Tell whether a row has a part in what is written: it is decided so, or it says what the register knows."""
    return row.verdict == SAME or row.decision not in ("", SKIP)


def target_of(row: ImportRow) -> int | None:
    """Return the organisation that a row is, None for a new one or for one of another row."""
    if row.decision.startswith(f"{AS_ORGANIZATION}:"):
        return int(row.decision.partition(":")[2])
    return None if row.decision == AS_NEW or row.decision.startswith(f"{AS_ROW}:") else row.target_id


def _group_of(row: ImportRow, by_row: dict[int, Group], by_target: dict[int, Group]) -> Group | None:
    if row.decision.startswith(f"{AS_ROW}:"):
        other = int(row.decision.partition(":")[2])
        if other not in by_row:
            raise Conflict(LOST, row=row.number, other=other)
        return by_row[other]
    target = target_of(row)
    return by_target.get(target) if target is not None else None


def _said(row: ImportRow, targets: dict[int, FiledFacts]) -> FiledFacts:
    """Return what a row says; where an officer or an earlier import said who it is, the register keeps its name."""
    facts, target = unpacked(row.facts["said"]), target_of(row)
    known = targets.get(target) if target is not None else None
    by_hand = row.decision.startswith(f"{AS_ORGANIZATION}:")
    renames = any(difference[0] in ("name", "acronym") for difference in row.differences)
    if known and not judging.same_name(known.name, facts.name) and (by_hand or not renames):
        return judging.without(facts, "name", "acronym")
    return facts


def written(group: Group, known: FiledFacts) -> FiledFacts | None:
    """Return what is written of a known organisation: only what was chosen; None where the register says all of it."""
    said = sparing.spare(known, group.facts, group.spared - group.taken)
    facts, differing = judging.judged(known, said)
    return facts if differing else None


def known_targets(rows: Sequence[ImportRow]) -> dict[int, FiledFacts]:
    """Return what the register knows of the organisations that rows are."""
    return present_facts_of(target for row in rows if taken(row) and (target := target_of(row)) is not None)


def refuse_moved(rows: Sequence[ImportRow], found: Sequence[Group], targets: dict[int, FiledFacts]) -> None:
    """Raise `Conflict` when the register no longer says what the officers saw: other differences, or a new organisation that is there by now."""
    lines = {row.number: row for row in rows}
    for group in found:
        line = lines[group.rows[0]]
        spared = sparing.kept(line.spared)
        now, then = (
            None if found is None else [d for d in found if sparing.part_of(d[0]) not in spared]
            for found in (_differing(line, targets), seen_differences(line))
        )
        if group.target is not None and now != then:
            raise Conflict(MOVED, row=line.number)
    fresh = {group.rows[0]: group.facts for group in found if group.entirely_new}
    names = matching.by_names(facts.name for facts in fresh.values())
    clash = {*matching.by_numbers(fresh), *(row for row, facts in fresh.items() if sort_name(facts.name) in names)}
    if clash:
        raise Conflict(MOVED, row=min(clash))


def _differing(line: ImportRow, targets: dict[int, FiledFacts]) -> list[Any] | None:
    known = targets.get(target_of(line) or 0)
    if known is None:
        return None
    return [[d.key, plain(d.before), plain(d.after)] for d in judging.judged(known, _said(line, targets))[1]]
