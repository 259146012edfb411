"""Names in the register that share words with a filed name: one statement, for a page that officers open all day."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select

from aormas.core.database import db
from aormas.organizations import rules
from aormas.organizations.models import NameWord, Organization, Word

ALIKE_ENOUGH = 0.62
HOLDERS_MOST = 600


def alike(name: str, *, but: int | None = None, limit: int = 3) -> list[tuple[int, str, str]]:
    """Return (id, name, register number) of organisations that have most words of a name, closest first.

    Finds no misspelt word; the page that links a case searches more forgivingly.
    """
    words = dict.fromkeys(word[:80] for word in rules.words(name))
    if not words:
        return []
    statement = (
        select(Organization.id, Organization.name, Organization.register_number, Word.word)
        .join(NameWord, NameWord.organization_id == Organization.id)
        .join(Word, Word.id == NameWord.word_id)
        .where(Word.word.in_(words), Organization.id != (but or 0))
        .order_by(Organization.id)
        .limit(HOLDERS_MOST)
    )
    met: defaultdict[tuple[int, str, str], set[str]] = defaultdict(set)
    for number, known, register_number, word in db.session.execute(statement):
        met[number, known, register_number].add(word)
    total = sum(map(len, words))
    ranked = sorted(
        ((sum(map(len, held)) / total, row) for row, held in met.items()), key=lambda pair: (-pair[0], pair[1])
    )
    return [row for score, row in ranked if score >= ALIKE_ENOUGH][:limit]
