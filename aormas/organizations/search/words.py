"""Which known words a typed word may mean, by trigrams, on either engine; one statement for all typed words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import text

from aormas.core.database import db, is_sqlite
from aormas.organizations import rules

WORDS_PER_TERM = 12
LIKE_ENOUGH = 0.34

# One typed word's part of the statement; # is its place. Beginnings, marked initials, then what shares trigrams.
SQLITE = """SELECT # AS term, id, word FROM (SELECT id, word FROM {words} WHERE word >= :low# AND word < :high# LIMIT 30)
UNION ALL SELECT #, id, word FROM (SELECT id, word FROM {words} WHERE word >= :marked# AND word < :marked_high# LIMIT 30)
UNION ALL SELECT #, rowid, word FROM (SELECT rowid, word FROM {fts} WHERE {fts} MATCH :pieces# ORDER BY bm25({fts}) LIMIT 60)"""
POSTGRESQL = """SELECT # AS term, id, word FROM (SELECT id, word FROM {words}
WHERE word % :low# OR word LIKE :prefix# OR word LIKE :marked_prefix# ORDER BY word <-> :low# LIMIT 90) found#"""


@dataclass(frozen=True)
class Vocabulary:
    """The distinct words of names, or of people, and the column that says who holds them."""

    words: str
    documents: str

    def alike(self, terms: list[str]) -> list[list[tuple[int, float]]]:
        """Return for each typed word the known ones that it may mean, as (number, likeness 0–1), best first."""
        found: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for term, number, word in self._near(terms):
            if (score := _likeness(terms[term], word)) >= LIKE_ENOUGH:
                found[term][number] = score
        return [
            sorted(found[n].items(), key=lambda pair: (-pair[1], pair[0]))[:WORDS_PER_TERM] for n in range(len(terms))
        ]

    def _near(self, terms: list[str]) -> list[tuple[int, int, str]]:
        if not terms:
            return []
        part = (SQLITE if is_sqlite() else POSTGRESQL).format(words=self.words, fts=f"{self.words}_fts")
        asked = "\nUNION ALL ".join(part.replace("#", str(n)) for n in range(len(terms)))
        values = {f"{name}{n}": value for n, term in enumerate(terms) for name, value in _values(term).items()}
        return [(row[0], row[1], row[2]) for row in db.session.connection().execute(text(asked), values)]


def _values(term: str) -> dict[str, str]:
    marked = rules.MARK + term
    if not is_sqlite():
        plain = term.replace("\\", "").replace("%", "").replace("_", "")
        return {"low": term, "prefix": plain + "%", "marked_prefix": rules.MARK + plain + "%"}
    pieces = [term] if term.isdigit() else [term[n : n + 3] for n in range(len(term) - 2)] or [term]
    query = " OR ".join('"' + piece.replace('"', '""') + '"' for piece in pieces)
    return {"low": term, "high": term + "\uffff", "marked": marked, "marked_high": marked + "\uffff", "pieces": query}


def _likeness(term: str, word: str) -> float:
    """Compare with a known word; initials count only for who typed their beginning, and then like a beginning."""
    if not word.startswith(rules.MARK):
        return rules.likeness(term, word)
    return rules.likeness(term, word[1:]) if len(term) >= 3 and word.startswith(term, 1) else 0.0


NAMES = Vocabulary("words", "names")
PEOPLE = Vocabulary("person_words", "people")
