"""The search that everyone has: names, former names, acronyms. It cannot reach people or numbers."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import repeat

from sqlalchemy import select, text

from aormas.core.database import db, is_sqlite
from aormas.organizations import rules
from aormas.organizations.models import Organization, Word
from aormas.organizations.search.candidates import CANDIDATES, Alike, candidates
from aormas.organizations.search.words import LIKE_ENOUGH, NAMES

MOST_TERMS = 8
NEAR_THE_BEST = 0.72  # what is much less alike than the best is noise
SIMILAR_ENOUGH = 0.62
BEGINNINGS = 12
SHORTENED = 0.9  # a name that is an acronym, found by the words that it may stand for
SHORTEST_RUN, LONGEST_RUN = 3, 6


@dataclass(frozen=True)
class Name:
    """A present or former name as it is compared: the words that stand there, and the acronyms it may go by."""

    said: tuple[list[str], ...]
    spelt: list[str]

    def met(self, terms: list[str]) -> float:
        """Return how well the typed words are met (0–1)."""
        return max(met(terms, words) for words in self.said)


def find(typed: str, limit: int = CANDIDATES) -> list[tuple[int, float]]:
    """Return (organisation id, score) of the names that fit what was typed, best first; empty for nothing typed.

    The score is how well every typed word is met, weighted by length; names that say nothing else come first.
    """
    terms = list(dict.fromkeys(word[:80] for word in rules.words(typed)))[:MOST_TERMS]
    if not terms:
        return []
    alike = NAMES.alike(terms)
    shortened = _shortened(terms, alike)
    reached = list(dict.fromkeys([*candidates(NAMES, alike), *_reached(shortened)]))
    names = _names(reached, rules.sort_name(typed))
    ranked = [(number, max(_score(name, terms, shortened) for name in names[number])) for number in names]
    least = max(LIKE_ENOUGH, NEAR_THE_BEST * max((score for _, score in ranked), default=0.0))
    return sorted((row for row in ranked if row[1] >= least), key=lambda row: (-row[1], row[0]))[:limit]


def met(terms: list[str], words: list[str]) -> float:
    """Return how well words meet the typed ones (0–1); words that nobody typed cost a little."""
    said = whole = 0.0
    for term in terms:
        weight = max(len(term), 2)
        whole += weight
        said += weight * max(map(rules.likeness, repeat(term), words), default=0.0)
    unsaid = max(0, len(words) - len(terms)) / max(len(words), 1)
    return said / whole * (1 - 0.08 * unsaid)


def _score(name: Name, terms: list[str], shortened: list[tuple[list[str], Alike]]) -> float:
    other = max((SHORTENED * met(fewer, name.spelt) for fewer, _ in shortened), default=0.0)
    return max(name.met(terms), other)


def _shortened(terms: list[str], alike: Alike) -> list[tuple[list[str], Alike]]:
    """Return the typed words with a run of them replaced by its acronym, where some name is written with that acronym."""
    runs = {
        "".join(term[0] for term in terms[begin:end]): (begin, end)
        for begin in range(len(terms))
        for end in range(begin + SHORTEST_RUN, min(begin + LONGEST_RUN, len(terms)) + 1)
    }
    if not runs:
        return []
    found = db.session.execute(select(Word.word, Word.id).where(Word.word.in_(list(runs))))
    readings: list[tuple[list[str], Alike]] = []
    for word, number in found:
        begin, end = runs[word]
        readings.append(([*terms[:begin], word, *terms[end:]], [*alike[:begin], [(number, 1.0)], *alike[end:]]))
    return readings


def _reached(shortened: list[tuple[list[str], Alike]]) -> list[int]:
    return [number for _, alike in shortened[:2] for number in candidates(NAMES, alike)]


# Written out. Three parts, not one condition with "or": each goes by its own index. The numbers go in as one value, since the
# engines read a list of 120 faster than drivers take 120 values in.
AMONG = {True: "IN (SELECT value FROM json_each(:numbers))", False: "= ANY(CAST(:numbers AS integer[]))"}
HELD = "(n.until IS NULL OR n.since IS NULL OR n.until <> n.since)"
NAMES_OF = """
    SELECT coalesce(o.merged_into_id, n.organization_id), n.name, n.acronym
    FROM organization_names n JOIN organizations o ON o.id = n.organization_id WHERE {held} AND n.organization_id {among}
    UNION SELECT coalesce(o.merged_into_id, n.organization_id), n.name, n.acronym
    FROM organization_names n JOIN organizations o ON o.id = n.organization_id WHERE {held} AND n.organization_id IN
        (SELECT id FROM (SELECT id FROM organizations WHERE listed AND sort_name >= :typed ORDER BY sort_name LIMIT :beginnings) b)
    UNION SELECT o.merged_into_id, n.name, n.acronym
    FROM organization_names n JOIN organizations o ON o.id = n.organization_id WHERE {held} AND o.merged_into_id {among}
"""
STATEMENTS = {sqlite: text(NAMES_OF.format(held=HELD, among=among)) for sqlite, among in AMONG.items()}


def _names(numbers: list[int], typed: str) -> dict[int, list[Name]]:
    """Return every present and former name of some organisations, and of those whose name begins as typed.

    The names of organisations that were merged are names of those that stand for them.
    """
    given = json.dumps(numbers) if is_sqlite() else numbers
    asked = {"numbers": given, "typed": typed, "beginnings": BEGINNINGS}
    found: defaultdict[int, list[Name]] = defaultdict(list)
    for number, name, acronym in db.session.connection().execute(STATEMENTS[is_sqlite()], asked):
        found[number].append(_name(name, acronym))
    return found


def _name(name: str, acronym: str) -> Name:
    spelt, short = rules.words(name), rules.words(acronym) if acronym else []
    said = [spelt, [*spelt, *sorted(rules.initials_of(spelt))]]
    if short:
        said += [short, [*spelt, *short]]
    return Name(tuple(said), spelt)


def similar_names(name: str, limit: int = 5) -> list[tuple[int, str, str, str, str]]:
    """Return (id, name, acronym, slug, register number) of organisations whose name is close to a name, closest first."""
    close = [number for number, score in find(name, 30) if score >= SIMILAR_ENOUGH][:limit]
    if not close:
        return []
    columns = (
        Organization.id,
        Organization.name,
        Organization.acronym,
        Organization.slug,
        Organization.register_number,
    )
    rows = {row[0]: tuple(row) for row in db.session.execute(select(*columns).where(Organization.id.in_(close)))}
    return [rows[number] for number in close if number in rows]  # type: ignore[misc]
