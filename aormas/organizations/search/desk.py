"""The desk's search: names, and also board members, phones, numbers; each hit says why it was found.

A whole NIK finds the boards it stands in. It is compared and forgotten: no page, link or trail repeats it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import func, or_, select, text

from aormas.core.database import db, is_sqlite
from aormas.core.office import office
from aormas.organizations import rules
from aormas.organizations.models import BoardMember, BoardTerm, Organization, SearchKey
from aormas.organizations.rules import keys
from aormas.organizations.search import names
from aormas.organizations.search.candidates import candidates
from aormas.organizations.search.words import PEOPLE

MOST = 60
PERSON_ENOUGH = 0.75
PERSON_WEIGHT = 0.92  # a name of an organisation that is as like comes first
BY_NUMBER, BY_PART = 2.0, 1.5
NAME, PERSON, FORMER_PERSON, NIK, REGISTER = "name", "person", "former_person", "nik", "register"

INSIDE = {
    True: text("SELECT rowid FROM search_keys_fts WHERE search_keys_fts MATCH :part LIMIT :most"),
    False: text("SELECT id FROM search_keys WHERE key LIKE :part LIMIT :most"),
}


@dataclass(frozen=True)
class Match:
    """How well an organisation fits what was typed, and why: a kind, and for board members the name and office."""

    score: float
    why: str = NAME
    person: str = ""
    office: str = ""

    @property
    def by_name(self) -> bool:
        """Whether the organisation's own name is what fits."""
        return self.why == NAME


def is_secret(typed: str) -> bool:
    """Tell whether what was typed is a whole NIK, which no page may show again."""
    return bool(keys.as_nik(typed))


def at_desk(typed: str) -> dict[int, Match]:
    """Return organisation id → how it fits and why, for what an officer typed."""
    found: dict[int, Match] = {}
    for part in (_by_nik(typed), _by_number(typed), _by_name(typed), _by_person(typed)):
        for number, match in part.items():
            if number not in found or found[number].score < match.score:
                found[number] = match
    return found


def _by_name(typed: str) -> dict[int, Match]:
    return {} if is_secret(typed) else {number: Match(score) for number, score in names.find(typed)}


def _by_nik(typed: str) -> dict[int, Match]:
    nik = keys.as_nik(typed)
    if not nik:
        return {}
    standing = func.coalesce(Organization.merged_into_id, Organization.id)
    statement = (
        select(standing)
        .join(BoardTerm, BoardTerm.organization_id == Organization.id)
        .join(BoardMember, BoardMember.term_id == BoardTerm.id)
    )
    return {n: Match(BY_NUMBER, NIK) for n in db.session.scalars(statement.where(BoardMember.nik == nik).limit(MOST))}


def _by_number(typed: str) -> dict[int, Match]:
    """Find by register number, address of the profile, and kept numbers that are the same or hold what was typed."""
    sought = keys.wanted(typed)
    own = select(Organization.id).where(
        or_(
            Organization.register_number.in_([keys.as_register_number(typed), *_register_numbers(typed)]),
            Organization.slug == typed.strip().rstrip("/").rpartition("/")[2].lower()[:100],
        )
    )
    found = {number: Match(BY_NUMBER, REGISTER) for number in db.session.scalars(own)}
    alike = [SearchKey.key == sought.whole] if sought.whole else []
    if inside := [number for part in sought.parts for number in _inside(part)]:
        alike.append(SearchKey.id.in_(inside))
    if not alike:
        return found
    columns = select(SearchKey.organization_id, SearchKey.kind, SearchKey.key == sought.whole)
    for number, kind, same in db.session.execute(columns.where(or_(*alike)).limit(MOST)):
        found.setdefault(number, Match(BY_NUMBER if same else BY_PART, kind))
    return found


def _register_numbers(typed: str) -> list[str]:
    part = keys.register_part(typed)
    return [rules.register_number(part[0] or office().region_code, part[1])] if part else []


def _inside(part: str) -> list[int]:
    """Return the numbers of kept keys that hold a part; it has letters and digits only."""
    sign = f'"{part}"' if is_sqlite() else f"%{part}%"
    return list(db.session.scalars(INSIDE[is_sqlite()], {"part": sign, "most": MOST}))


def _by_person(typed: str) -> dict[int, Match]:
    """Find by present and former board members; a former one is said to be one."""
    terms = list(dict.fromkeys(word[:80] for word in rules.person_words(typed)))[: names.MOST_TERMS]
    if not terms or all(term.isdigit() for term in terms):
        return {}
    found: defaultdict[int, Match] = defaultdict(lambda: Match(0.0))
    for number, name, role, present in _members(candidates(PEOPLE, PEOPLE.alike(terms))):
        likeness = names.met(terms, rules.person_words(name))
        score = PERSON_WEIGHT * likeness - (0.0 if present else 0.01)
        if likeness >= PERSON_ENOUGH and score > found[number].score:
            found[number] = Match(score, PERSON if present else FORMER_PERSON, name, role)
    return {number: match for number, match in found.items() if match.score}


def _members(numbers: list[int]) -> list[tuple[int, str, str, bool]]:
    if not numbers:
        return []
    statement = (
        select(BoardTerm.organization_id, BoardMember.name, BoardMember.office, BoardTerm.ended_on.is_(None))
        .join(BoardMember, BoardMember.term_id == BoardTerm.id)
        .where(BoardTerm.organization_id.in_(numbers))
        .where(or_(BoardTerm.ended_on.is_(None), BoardTerm.since.is_(None), BoardTerm.ended_on != BoardTerm.since))
    )
    return [(row[0], row[1], row[2], bool(row[3])) for row in db.session.execute(statement)]
