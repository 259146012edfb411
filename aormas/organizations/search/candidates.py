"""From words to organisations: the engine's index of word numbers answers "this and that, or one of these".

Asks strictly first and loosens only while too little was found, so that a common word among half a million names costs
an index walk and not a sum over all who hold it.
"""

from __future__ import annotations

from itertools import combinations

from sqlalchemy import text

from aormas.core.database import db, is_sqlite
from aormas.organizations.search.words import Vocabulary

CANDIDATES = 120
ENOUGH = 20
NEAR_THE_BEST = 0.9

Alike = list[list[tuple[int, float]]]

SQLITE = "SELECT rowid FROM {column}_fts WHERE {column}_fts MATCH :query LIMIT :most"
# The query stands in the text (numbers, signs and brackets only): a plan made for any query would not use the index.
POSTGRESQL = "SELECT organization_id FROM register_entries WHERE to_tsvector('simple'::regconfig, {column}) @@ '{query}'::tsquery LIMIT :most"


def candidates(vocabulary: Vocabulary, alike: Alike) -> list[int]:
    """Return organisations that hold the words, at most `CANDIDATES`: those that hold all the best ones first."""
    groups = [group for group in alike if group]
    found: dict[int, None] = {}
    asked: set[str] = set()
    for query in _queries(groups):
        if len(found) >= ENOUGH:
            break
        if query not in asked:
            asked.add(query)
            found.update(dict.fromkeys(_ask(vocabulary, query)))
    return list(found)[:CANDIDATES]


def _queries(groups: Alike) -> list[str]:
    if not groups:
        return []
    best = [[number for number, score in group if score >= NEAR_THE_BEST * group[0][1]] for group in groups]
    wide = [[number for number, _ in group] for group in groups]
    some = [_any([_all(list(part)) for part in combinations(wide, size)]) for size in _sizes(len(wide))]
    return [_all(best), _all(wide), *some]


def _sizes(count: int) -> list[int]:
    """Return how many of the typed words must be met when not all are: all but one, then half of them."""
    return [size for size in dict.fromkeys((count - 1, (count + 1) // 2)) if 0 < size < count]


def _all(groups: list[list[int]]) -> str:
    sign = "AND" if is_sqlite() else "&"
    return "(" + f" {sign} ".join(_any([str(number) for number in group]) for group in groups) + ")"


def _any(parts: list[str]) -> str:
    sign = "OR" if is_sqlite() else "|"
    return "(" + f" {sign} ".join(parts) + ")"


def _ask(vocabulary: Vocabulary, query: str) -> list[int]:
    if is_sqlite():
        found = db.session.connection().scalars(
            text(SQLITE.format(column=vocabulary.documents)), {"query": query, "most": CANDIDATES}
        )
    else:
        found = db.session.connection().scalars(
            text(POSTGRESQL.format(column=vocabulary.documents, query=query)), {"most": CANDIDATES}
        )
    return list(found)
