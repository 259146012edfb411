"""One search for names, on both engines: typing errors, word order, acronyms, abbreviations, former names.

Starts from the distinct words (a few thousand, however many organisations): each typed word is matched to known words by
their trigrams (FTS5 or pg_trgm), then the organisations that hold those words are scored by how well every typed word is met.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import insert, select, text

from aormas.core.database import db, is_sqlite
from aormas.organizations import rules
from aormas.organizations.models import NameWord, Organization, OrganizationName, Word

WORDS_PER_TERM = 12
MOST_TERMS = 8
CANDIDATES = 400
LIKE_ENOUGH = 0.34
SIMILAR_ENOUGH = 0.62

FTS = text("SELECT rowid, word FROM words_fts WHERE words_fts MATCH :query ORDER BY bm25(words_fts) LIMIT 60")
SHORT = text("SELECT id, word FROM words WHERE word >= :low AND word < :high LIMIT 30")
PG = text("SELECT id, word FROM words WHERE word % :word OR word LIKE :prefix ORDER BY word <-> :word LIMIT 60")


def index(organization: Organization) -> None:
    """Write the words of an organisation's names anew; call whenever a name changes, inside the transaction."""
    db.session.flush()
    db.session.execute(NameWord.__table__.delete().where(NameWord.organization_id == organization.id))
    names = db.session.execute(select(OrganizationName.name, OrganizationName.acronym).where(OrganizationName.organization_id == organization.id))
    found = {word[:80] for name, acronym in names for word in rules.words(f"{name} {acronym}")}
    found |= {word[:80] for word in rules.words(f"{organization.name} {organization.acronym}")}
    known = dict(db.session.execute(select(Word.word, Word.id).where(Word.word.in_(found))).all()) if found else {}  # type: ignore[arg-type]
    for word in sorted(found - set(known)):
        known[word] = db.session.execute(insert(Word).values(word=word).returning(Word.id)).scalar_one()
    if known:
        db.session.execute(insert(NameWord), [{"word_id": n, "organization_id": organization.id} for n in known.values()])


def find(typed: str, limit: int = CANDIDATES) -> list[tuple[int, float]]:
    """Return (organisation id, score) of the names that fit what was typed, best first; empty for nothing typed."""
    terms = [word for word in dict.fromkeys(rules.words(typed))][:MOST_TERMS]
    if not terms:
        return []
    scores: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for position, term in enumerate(terms):
        alike = _words_like(term)
        if not alike:
            continue
        for word_id, organization_id in _holders([word_id for word_id, _ in alike]):
            score = dict(alike)[word_id]
            if score > scores[organization_id].get(position, 0.0):
                scores[organization_id][position] = score
    weights = [max(len(term), 2) for term in terms]
    total = sum(weights)
    ranked = [(number, sum(weights[p] * s for p, s in met.items()) / total) for number, met in scores.items()]
    ranked = [(number, score) for number, score in ranked if score >= LIKE_ENOUGH]
    ranked.sort(key=lambda row: (-row[1], row[0]))
    return ranked[:limit]


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


def _holders(word_ids: list[int]) -> list[tuple[int, int]]:
    statement = select(NameWord.word_id, NameWord.organization_id).where(NameWord.word_id.in_(word_ids)).limit(4000)
    return [(row[0], row[1]) for row in db.session.execute(statement)]


def similar_names(name: str, limit: int = 5) -> list[tuple[int, str, str, str, str]]:
    """Return (id, name, acronym, slug, register number) of organisations whose name is close to a name, closest first."""
    close = [number for number, score in find(name, 30) if score >= SIMILAR_ENOUGH][:limit]
    if not close:
        return []
    columns = (Organization.id, Organization.name, Organization.acronym, Organization.slug, Organization.register_number)
    rows = {row[0]: tuple(row) for row in db.session.execute(select(*columns).where(Organization.id.in_(close)))}
    return [rows[number] for number in close if number in rows]  # type: ignore[misc]
