"""One search for names, on both engines: typing errors, word order, acronyms, abbreviations, former names.

Starts from the distinct words (a few thousand, however many organisations): each typed word is matched to known words by
their trigrams (FTS5 or pg_trgm), then the organisations that hold those words are scored by how well every typed word is met.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import case, delete, func, insert, select, text

from aormas.core.database import db, is_sqlite
from aormas.organizations import rules
from aormas.organizations.models import NameWord, Organization, OrganizationName, Word

WORDS_PER_TERM = 12
MOST_TERMS = 8
CANDIDATES = 120
LIKE_ENOUGH = 0.34
NEAR_THE_BEST = 0.72  # what is much less alike than the best is noise
SIMILAR_ENOUGH = 0.62

FTS = text("SELECT rowid, word FROM words_fts WHERE words_fts MATCH :query ORDER BY bm25(words_fts) LIMIT 60")
SHORT = text("SELECT id, word FROM words WHERE word >= :low AND word < :high LIMIT 30")
PG = text("SELECT id, word FROM words WHERE word % :word OR word LIKE :prefix ORDER BY word <-> :word LIMIT 60")


def index(organization: Organization) -> None:
    """Write the words of an organisation's names anew; call whenever a name changes, inside the transaction."""
    db.session.flush()
    db.session.execute(delete(NameWord).where(NameWord.organization_id == organization.id))
    names = db.session.execute(
        select(OrganizationName.name, OrganizationName.acronym).where(
            OrganizationName.organization_id == organization.id
        )
    )
    found = {word[:80] for name, acronym in names for word in rules.words(f"{name} {acronym}")}
    found |= {word[:80] for word in rules.words(f"{organization.name} {organization.acronym}")}
    known = dict(db.session.execute(select(Word.word, Word.id).where(Word.word.in_(found))).tuples().all())
    for word in sorted(found - set(known)):
        known[word] = db.session.execute(insert(Word).values(word=word).returning(Word.id)).scalar_one()
    if known:
        db.session.execute(
            insert(NameWord), [{"word_id": n, "organization_id": organization.id} for n in known.values()]
        )


def forget(organization: Organization) -> None:
    """Take an organisation out of the index: what was withdrawn is not found."""
    db.session.execute(delete(NameWord).where(NameWord.organization_id == organization.id))


def find(typed: str, limit: int = CANDIDATES) -> list[tuple[int, float]]:
    """Return (organisation id, score) of the names that fit what was typed, best first; empty for nothing typed.

    The score is how well every typed word is met, weighted by length; names that say nothing else come first.
    """
    terms = list(dict.fromkeys(rules.words(typed)))[:MOST_TERMS]
    alike = [_words_like(term) for term in terms]
    candidates = _candidates_of(terms, alike)
    if not candidates:
        return []
    names = _names(candidates)
    ranked = [(number, max(_met(terms, words) for words in names.get(number, [[]]))) for number in candidates]
    least = max(LIKE_ENOUGH, NEAR_THE_BEST * max(score for _, score in ranked))
    return sorted((row for row in ranked if row[1] >= least), key=lambda row: (-row[1], row[0]))[:limit]


def _candidates_of(terms: list[str], alike: list[list[tuple[int, float]]]) -> list[int]:
    """Let the database add up the likeness of the words that each organisation holds; return the best ones."""
    best: dict[int, float] = {}
    for term, found in zip(terms, alike, strict=True):
        for word_id, score in found:
            best[word_id] = max(best.get(word_id, 0.0), score * max(len(term), 2))
    if not best:
        return []
    total = func.sum(case(best, value=NameWord.word_id, else_=0.0))
    statement = (
        select(NameWord.organization_id).where(NameWord.word_id.in_(list(best))).group_by(NameWord.organization_id)
    )
    return list(db.session.scalars(statement.order_by(total.desc(), NameWord.organization_id).limit(CANDIDATES)))


def _names(numbers: list[int]) -> dict[int, list[list[str]]]:
    """Return the words of every present and former name of some organisations, acronyms as names of their own."""
    columns = (OrganizationName.organization_id, OrganizationName.name, OrganizationName.acronym)
    found: defaultdict[int, list[list[str]]] = defaultdict(list)
    for number, name, acronym in db.session.execute(
        select(*columns).where(OrganizationName.organization_id.in_(numbers))
    ):
        found[number].append(rules.words(name))
        if acronym:
            found[number].append(rules.words(acronym))
            found[number].append(rules.words(f"{name} {acronym}"))
    return found


def _met(terms: list[str], words: list[str]) -> float:
    """Return how well a name's words meet the typed ones (0–1); words that nobody typed cost a little."""
    weights = [max(len(term), 2) for term in terms]
    scores = [max((rules.likeness(term, word) for word in words), default=0.0) for term in terms]
    said = sum(weight * score for weight, score in zip(weights, scores, strict=True)) / sum(weights)
    unsaid = max(0, len(words) - len(terms)) / max(len(words), 1)
    return said * (1 - 0.08 * unsaid)


def _words_like(term: str) -> list[tuple[int, float]]:
    rows = [(row[0], rules.likeness(term, row[1])) for row in _candidates(term)]
    rows = [row for row in rows if row[1] >= LIKE_ENOUGH]
    return sorted(rows, key=lambda row: -row[1])[:WORDS_PER_TERM]


def _candidates(term: str) -> list[tuple[int, str]]:
    if not is_sqlite():
        prefix = term.replace("%", "").replace("_", "") + "%"
        return [(row[0], row[1]) for row in db.session.execute(PG, {"word": term, "prefix": prefix})]
    found: dict[int, str] = {}
    for row in db.session.execute(SHORT, {"low": term, "high": term + "\uffff"}):
        found[row[0]] = row[1]
    pieces = [term[n : n + 3] for n in range(len(term) - 2)]
    if pieces:
        query = " OR ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
        for row in db.session.execute(FTS, {"query": query}):
            found[row[0]] = row[1]
    return list(found.items())


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
