"""Names in the register that share words with a filed name: one statement, for a page that officers open all day."""

from __future__ import annotations

import math
from collections import Counter

from sqlalchemy import func, select

from aormas.core.database import db
from aormas.organizations import rules
from aormas.organizations.models import NameWord, Organization, Word

ALIKE_ENOUGH = 0.62
CANDIDATES = 100
UNKNOWN = 3  # a word that the register does not have (misspelt, or new) counts like one that three names have


def alike(name: str, limit: int = 3) -> list[tuple[int, str, str]]:
    """Return (id, name, register number) of organisations that have most words of a name, closest first.

    Rare words count more than *yayasan* or *forum*. Finds no misspelt word; the page that links a case to its
    organisation searches more forgivingly.
    """
    words = list(dict.fromkeys(word[:80] for word in rules.words(name)))
    if not words:
        return []
    statement = (
        select(Organization.id, Organization.name, Organization.register_number, func.aggregate_strings(Word.word, " "))
        .join(NameWord, NameWord.organization_id == Organization.id)
        .join(Word, Word.id == NameWord.word_id)
        .where(Word.word.in_(words))
        .group_by(Organization.id, Organization.name, Organization.register_number)
        .order_by(func.count().desc(), Organization.id)
        .limit(CANDIDATES)
    )
    rows = [
        (set(held.split()), (number, known, register))
        for number, known, register, held in db.session.execute(statement)
    ]
    weight = _weights(words, Counter(word for held, _ in rows for word in held))
    scored = ((sum(weight[word] for word in held) / sum(weight.values()), row) for held, row in rows)
    return [row for score, row in sorted(scored, key=lambda pair: (-pair[0], pair[1])) if score >= ALIKE_ENOUGH][:limit]


def _weights(words: list[str], holders: Counter[str]) -> dict[str, float]:
    return {word: len(word) / (1 + math.log(holders[word] or UNKNOWN)) for word in words}
