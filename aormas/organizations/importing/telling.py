"""What officers are told beside a row before they decide: what would not go on, and what another row says otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aormas.organizations.filed import FiledFacts
from aormas.organizations.filed_json import unpacked
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.models.imports import AS_ROW, CHANGES, LIST
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.present import present_facts_of
from aormas.organizations.rules import judging, sparing
from aormas.organizations.rules.differences import Difference
from aormas.organizations.rules.judging import Lost


@dataclass(frozen=True)
class Beside:
    """What stands beside the rows of a page: organisations of the register by id, other rows of the list by number."""

    known: dict[int, FiledFacts] = field(default_factory=dict)
    rows: dict[int, FiledFacts] = field(default_factory=dict)

    def lost(self, line: ImportRow, target: int | None) -> list[Lost]:
        """Return what the register would not carry over when a row is that organisation."""
        known = self.known.get(target or 0)
        if known is None:
            return []
        facts = unpacked(line.facts["said"])
        facts = sparing.spare(known, facts, sparing.kept(line.spared))
        named = facts if judging.same_name(known.name, facts.name) else judging.without(facts, "name", "acronym")
        return judging.lost(known, named)

    def not_taken(self, line: ImportRow, other: int | None) -> list[Difference]:
        """Return what would not be taken of a row that is the same as an earlier one."""
        first = self.rows.get(other or 0)
        return [] if first is None else judging.not_added(first, unpacked(line.facts["said"]))


def beside(row: Import, lines: Iterable[ImportRow]) -> Beside:
    """Return what stands beside the rows of a page; the statements do not grow with the rows."""
    if row.kind != LIST:
        return Beside()
    lines = list(lines)
    wanted = {line.target_id for line in lines if line.verdict == CHANGES}
    wanted |= {c["id"] for line in lines for c in line.candidates if c["differences"]}
    numbers = {c["row"] for line in lines for c in line.candidates if c["row"]}
    numbers |= {int(line.decision.partition(":")[2]) for line in lines if line.decision.startswith(f"{AS_ROW}:")}
    return Beside(
        present_facts_of(id for id in wanted if id),
        {one.number: unpacked(one.facts["said"]) for one in queries.lines_of(row, numbers)} if numbers else {},
    )
