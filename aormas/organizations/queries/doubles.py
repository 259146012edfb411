"""Organisations of the register that facts may be about already: nearly sure, or probable, each with why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from aormas.core.database import db
from aormas.organizations import search
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import BoardMember, BoardTerm, Organization, PersonWord, SearchKey, Seat
from aormas.organizations.queries.traits import traits_of
from aormas.organizations.rules import doubles, keys
from aormas.organizations.rules.doubles import Reason
from aormas.organizations.search.candidates import candidates as holders
from aormas.organizations.search.words import PEOPLE

NAMES, OTHERS = 15, 30  # how many are looked at for a name, and for each other thing


@dataclass(frozen=True)
class Hint:
    """An organisation that facts may be about: how likely (0–1), what says so and what against, as (message id, values)."""

    organization_id: int
    name: str
    register_number: str
    slug: str
    score: float
    reasons: list[Reason]
    against: list[Reason]

    @property
    def sure(self) -> bool:
        """Tell that it is nearly sure."""
        return self.score >= doubles.SURE


def candidates(facts: FiledFacts, limit: int = 5, besides: int | None = None) -> list[Hint]:
    """Return the listed organisations that facts may be about, the likeliest first; none below `doubles.PROBABLE`.

    `besides` is an organisation that is left out: the one that the facts are known to be about.
    """
    sought = doubles.traits(facts)
    reached = set(_reached(facts, sought)) - {besides}
    scored = [(doubles.compare(sought, known), id) for id, known in traits_of(reached).items()]
    best = sorted(
        (pair for pair in scored if pair[0].score >= doubles.PROBABLE), key=lambda pair: (-pair[0].score, pair[1])
    )[:limit]
    called = _called([id for _, id in best])
    return [Hint(id, *called[id], found.score, list(found.reasons), list(found.against)) for found, id in best]


def _called(numbers: list[int]) -> dict[int, tuple[str, str, str]]:
    if not numbers:
        return {}
    columns = (Organization.id, Organization.name, Organization.register_number, Organization.slug)
    rows = db.session.execute(select(*columns).where(Organization.id.in_(numbers)))
    return {id: (name, number, slug) for id, name, number, slug in rows}


def _reached(facts: FiledFacts, sought: doubles.Traits) -> Iterator[int]:
    """Yield the organisations that have anything telling in common with facts."""
    if facts.name:
        yield from (id for id, _score in search.find(facts.name, NAMES))
    yield from _by_keys(sought)
    if sought.nik:
        boards = select(BoardTerm.organization_id).join(BoardMember, BoardMember.term_id == BoardTerm.id)
        yield from db.session.scalars(boards.where(BoardMember.nik == sought.nik).limit(OTHERS))
    if sought.chair:
        yield from _by_chair(sought.chair)
    if sought.address:
        yield from _by_address(sought)


def _by_keys(sought: doubles.Traits) -> Iterator[int]:
    """Numbers of every kind at once; a deed's short number tells too little to look for."""
    wanted = {
        keys.PHONE: sought.phones, keys.EMAIL: {keys.key(mail) for mail in sought.emails}, keys.BASIS: sought.decrees,
        keys.NPWP: {sought.npwp, sought.npwp.removeprefix("0")} - {""}, keys.DEED: {sought.deed} - {""} if sought.deed_by else set(),
    }  # fmt: skip
    if not any(wanted.values()):
        return
    every = sorted(set().union(*wanted.values()))
    found = db.session.execute(
        select(SearchKey.organization_id, SearchKey.kind, SearchKey.key)
        .where(SearchKey.key.in_(every))
        .limit(4 * OTHERS)
    )
    yield from (id for id, kind, key in found if key in wanted.get(kind, ()))


def _by_chair(chair: str) -> list[int]:
    """Whose boards have somebody with all words of a name, spelt so."""
    terms = list(dict.fromkeys(word[:80] for word in chair.split()))[:6]
    rows = db.session.execute(select(PersonWord.word, PersonWord.id).where(PersonWord.word.in_(terms)))
    known = dict(rows.tuples().all())
    if len(known) < len(terms):
        return []
    return holders(PEOPLE, [[(known[term], 1.0)] for term in terms])[:OTHERS]


def _by_address(sought: doubles.Traits) -> Iterator[int]:
    """Seats in the same kelurahan whose address holds every word of an address; abbreviated ones may stand otherwise."""
    if not sought.village:
        return
    words = [word for word in dict.fromkeys(sought.address.split()) if word not in doubles.STREET.values()][:5]
    statement = select(Seat.organization_id, Seat.address).where(
        Seat.village_code == sought.village, Seat.until.is_(None)
    )
    for word in words:
        statement = statement.where(func.lower(Seat.address).contains(word, autoescape=True))
    for id, address in db.session.execute(statement.limit(10 * OTHERS)):
        if doubles.address_key(address) == sought.address:
            yield id
