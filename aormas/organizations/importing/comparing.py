"""The verdict on each row of a list: new, same, changes, probably the same as …, or an error."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aormas.organizations.filed import FiledFacts
from aormas.organizations.filed_json import packed, plain
from aormas.organizations.models.imports import APPLY, AS_ROW, CHANGES, ERROR, NEW, PROBABLE, SAME, SKIP
from aormas.organizations.queries import doubles, matching
from aormas.organizations.queries.present import present_facts_of
from aormas.organizations.rules import doubles as likeness
from aormas.organizations.rules import grouping, judging, keys, sort_name, sparing
from aormas.organizations.rules.differences import Difference
from aormas.organizations.rules.listed import Listed

DECIDED_BEFORE = "decided so in an earlier import"
LEFT_OUT = "left out in an earlier import"
LEFT_AS_IT_WAS = "in an earlier import left as the register has it: %(facts)s"
REGISTER_NUMBER = "the register number stands in the row"
GOES_ON = "The row has no name; it goes on with the row above."
HINTS = 3  # organisations of the register that are offered for a row
ROW_BEFORE = "the row before it"


@dataclass(frozen=True)
class Heard:
    """A row as it was read: its number, what it says, and the name of the row above where it has none itself."""

    number: int
    listed: Listed
    above: int = 0
    above_name: str = ""

    @property
    def facts(self) -> FiledFacts:
        """What the row says."""
        return self.listed.facts

    @property
    def signature(self) -> str:
        """What the row says, as a short text by which the same row is known again."""
        said = json.dumps(
            [packed(self.facts), self.listed.register_number, self.above_name, *self._unread()],
            sort_keys=True,
            ensure_ascii=False,
        )
        return hashlib.sha256(said.encode()).hexdigest()

    def _unread(self) -> list[Any]:
        return [[problem.column, problem.message, problem.values] for problem in self.listed.problems]


@dataclass
class Verdict:
    """What a row is, and what follows when nobody decides otherwise."""

    verdict: str
    reasons: list[Any] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    differences: list[Any] = field(default_factory=list)
    target_id: int | None = None
    decision: str = ""
    spared: list[str] = field(default_factory=list)


class Comparison:
    """The rows of a list beside the register. `progress` is told how many rows have been looked up."""

    def __init__(self, rows: Sequence[Heard], progress: Callable[[int], None] = lambda done: None) -> None:
        self.rows = rows
        sound = {row.number: row.facts for row in rows if not row.listed.problems and row.facts.name}
        self.numbers = matching.by_numbers(sound)
        self.registered = matching.by_register_numbers(row.listed.register_number for row in rows)
        self.named = matching.by_names(facts.name for facts in sound.values())
        self.memory = matching.remembered(row.signature for row in rows)
        self.spared = matching.spared(row.signature for row in rows)
        self.left_out = matching.left_out(row.signature for row in rows if row.listed.problems)
        self.earlier = grouping.earlier(sound)
        self.claimed: dict[int, tuple[int, FiledFacts]] = {}
        self.hints = self._hints(sound, progress)
        wanted = (
            {id for found in self.numbers.values() for id in found}
            | set(self.registered.values())
            | set(self.memory.values())
        )
        wanted |= {id for found in self.named.values() for id in found} | {
            hint.organization_id for found in self.hints.values() for hint in found
        }
        self.known = present_facts_of(wanted)
        self.called = matching.called(wanted)

    def _hints(self, sound: Mapping[int, FiledFacts], progress: Callable[[int], None]) -> dict[int, list[Any]]:
        sure = {row.number for row in self.rows if self._sure(row) is not None}
        found = {}
        for done, (number, facts) in enumerate(sound.items(), start=1):
            if number not in sure:
                found[number] = doubles.candidates(facts, HINTS)
            progress(done)
        return found

    def verdicts(self) -> Iterable[tuple[Heard, Verdict]]:
        """Yield each row with its verdict, in order."""
        for row in self.rows:
            yield row, self._verdict(row)

    def _verdict(self, row: Heard) -> Verdict:
        if row.listed.problems:
            reasons = [[p.column, p.message, p.values] for p in row.listed.problems]
            again = row.signature in self.left_out
            return Verdict(
                ERROR, [*reasons, *([[None, LEFT_OUT, {}]] if again else [])], decision=SKIP if again else ""
            )
        sure = self._sure(row)
        if sure is not None:
            return self._matched(row, *sure)
        if row.above:
            above = next(other for other in self.rows if other.number == row.above)
            candidate = _of_row(above, 1.0, [[ROW_BEFORE, {}]])
            return Verdict(PROBABLE, [[None, GOES_ON, {}]], [candidate], decision=f"{AS_ROW}:{row.above}")
        candidates = self._candidates(row)
        exact = self._same_name(row)
        if exact is not None and not (found := judging.judged(self.known[exact], row.facts)[1]):
            self.claimed.setdefault(exact, (row.number, row.facts))
            return Verdict(SAME, [[None, likeness.SAME_NAME, {}]], target_id=exact, differences=_plain(found))
        if candidates:
            return Verdict(PROBABLE, candidates=candidates)
        return Verdict(NEW, decision=APPLY)

    def _sure(self, row: Heard) -> tuple[int, list[Any], bool] | None:
        """Return the organisation that a row surely is, why, and whether its name may change there."""
        if (remembered := self.memory.get(row.signature)) is not None:
            return remembered, [[None, DECIDED_BEFORE, {}]], False
        if (own := self.registered.get(keys.as_register_number(row.listed.register_number))) is not None:
            return own, [[None, REGISTER_NUMBER, {}]], True
        found = self.numbers.get(row.number, {})
        if len(found) != 1:
            return None
        (organization, reasons), *_ = found.items()
        return organization, [[None, *reason] for reason in reasons], True

    def _matched(self, row: Heard, organization: int, reasons: list[Any], renames: bool) -> Verdict:
        known, facts = self.known.get(organization), row.facts
        if known is None:
            return Verdict(NEW, decision=APPLY)
        by_number = row.number in self.numbers and reasons[0][1] not in (DECIDED_BEFORE, REGISTER_NUMBER)
        if by_number and not _akin(known, facts):
            return Verdict(PROBABLE, candidates=self._candidates(row))
        if not renames and not judging.same_name(known.name, facts.name):
            facts = judging.without(facts, "name", "acronym")
        if organization in self.claimed:
            first, said = self.claimed[organization]
            facts = judging.beyond(said, facts)
            differing = judging.judged(known, facts)[1]
            self.claimed[organization] = (first, judging.added(said, row.facts))
            if differing and by_number:
                return Verdict(PROBABLE, candidates=self._candidates(row))
        else:
            self.claimed[organization] = (row.number, row.facts)
        return self._beside(row, organization, facts, reasons)

    def _beside(self, row: Heard, organization: int, facts: FiledFacts, reasons: list[Any]) -> Verdict:
        """Return the verdict on a row that is a known organisation; what was left before is not offered again."""
        known, spared = self.known[organization], self.spared.get(row.signature, [])
        left = [part for part in sparing.parts(d.key for d in judging.judged(known, facts)[1]) if part in spared]
        reasons = [*reasons, *([[None, LEFT_AS_IT_WAS, {"facts": left}]] if left else [])]
        differing = judging.judged(known, sparing.spare(known, facts, spared))[1]
        if not differing:
            return Verdict(SAME, reasons, target_id=organization, spared=spared)
        return Verdict(
            CHANGES, reasons, differences=_plain(differing), target_id=organization, decision=APPLY, spared=spared
        )

    def _same_name(self, row: Heard) -> int | None:
        found = self.named.get(sort_name(row.facts.name), [])
        if len(found) != 1 or found[0] not in self.known or grouping.contradict(self.known[found[0]], row.facts):
            return None
        return found[0]

    def _candidates(self, row: Heard) -> list[dict[str, Any]]:
        """Return what the row may be the same as: an earlier row of the list, organisations of the register, the likeliest first."""
        found: dict[int, tuple[float, list[Any]]] = {}
        for organization, reasons in self.numbers.get(row.number, {}).items():
            found[organization] = (1.0, [list(reason) for reason in reasons])
        for organization in self.named.get(sort_name(row.facts.name), []):
            found.setdefault(organization, (0.99, []))
        for hint in self.hints.get(row.number, []):
            found.setdefault(hint.organization_id, (hint.score, [list(reason) for reason in hint.reasons]))
        made = [
            self._candidate(row, organization, *what)
            for organization, what in found.items()
            if organization in self.known
        ]
        if earlier := self.earlier.get(row.number):
            other = next(other for other in self.rows if other.number == earlier.row)
            made.append(_of_row(other, earlier.score, _because(other.facts, row.facts, earlier.reasons)))
        return sorted(made, key=lambda candidate: (-candidate["score"], candidate["id"] or 0))[:5]

    def _candidate(self, row: Heard, organization: int, score: float, reasons: list[Any]) -> dict[str, Any]:
        known = self.known[organization]
        facts = (
            row.facts
            if judging.same_name(known.name, row.facts.name)
            else judging.without(row.facts, "name", "acronym")
        )
        differing = judging.judged(known, facts)[1]
        return {
            "id": organization,
            "row": None,
            "name": known.name,
            "number": self.called.get(organization, ("", ""))[1],
            "village": known.village_code,
            "score": score,
            "reasons": _because(known, row.facts, reasons),
            "differences": _plain(differing),
        }


def _of_row(row: Heard, score: float, reasons: list[Any]) -> dict[str, Any]:
    """Return an earlier row of the list as something that a row may be the same as."""
    said = {"name": row.facts.name, "number": "", "village": row.facts.village_code}
    return {"id": None, "row": row.number, **said, "score": score, "reasons": reasons, "differences": []}


def _because(known: FiledFacts, facts: FiledFacts, more: Iterable[Any]) -> list[Any]:
    """Return every reason why a row may be the same, the strongest first; `more` was found otherwise, as by a former name."""
    told = likeness.compare(likeness.traits(known), likeness.traits(facts)).reasons
    found: list[list[Any]] = [list(reason) for reason in told]
    said = {reason[0] for reason in found}
    numbered = {keys.key(str(value)) for _reason, values in told for value in values.values()}
    named = said & {likeness.SAME_NAME, likeness.SAME_CORE, likeness.FEW_LETTERS}
    numbered |= {keys.key(facts.npwp)} if likeness.SAME_NPWP in said else set()
    for message, values in more:
        again = message in said or (message == grouping.LIKE_NAME and named)
        found += [] if again or keys.key(str(values.get("number", "?"))) in numbered else [[message, values]]
    return found


def _akin(known: FiledFacts, facts: FiledFacts) -> bool:
    """Tell whether two names share a telling word, so that a number copied to a wrong row is noticed."""
    one, other = grouping.telling(known.name), grouping.telling(facts.name)
    return any(grouping.near(word, also) for word in one for also in other) or judging.same_name(known.name, facts.name)


def _plain(found: Iterable[Difference]) -> list[list[Any]]:
    return [[difference.key, plain(difference.before), plain(difference.after)] for difference in found]
