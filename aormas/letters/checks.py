"""What `flask check` proves about letters: one line for each thing that is wrong."""

from __future__ import annotations

from collections import defaultdict

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.core.files.store import Store
from aormas.letters import rules, seal
from aormas.letters.models import BookEntry, BookYear, Letter, LetterBook


def number_books() -> list[str]:
    """Prove that no book lacks a number, has one twice, or counts further than its lines."""
    drawn: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for book_id, year, sequence in db.session.execute(select(BookEntry.book_id, BookEntry.year, BookEntry.sequence)):
        drawn[book_id, year].append(sequence)
    titles = {book.id: book.title for book in db.session.scalars(select(LetterBook))}
    counts = {(row.book_id, row.year): row for row in db.session.scalars(select(BookYear))}
    return [
        f"{titles.get(book_id, book_id)} {year}: {problem}"
        for book_id, year in sorted({*drawn, *counts})
        for problem in _year(drawn[book_id, year], counts.get((book_id, year)))
    ]


def _year(sequences: list[int], count: BookYear | None) -> list[str]:
    if count is None:
        return ["numbers without a count"]
    found = rules.gaps(sequences, first=count.first)
    problems = [f"number {number} is missing" for number in found.missing]
    problems += [f"number {number} is there twice" for number in found.double]
    highest = max(sequences, default=count.first - 1)
    return problems + ([f"counted to {count.last}, but the last line is {highest}"] if highest != count.last else [])


def signed_letters() -> list[str]:
    """Prove that each signed letter stands in its book, is what was signed, and has its file once it was made."""
    store: Store = current_app.extensions["aormas_files"]
    wanted = joinedload(Letter.entry), joinedload(Letter.type), joinedload(Letter.file)
    letters = db.session.scalars(select(Letter).where(Letter.state.in_(("signed", "withdrawn"))).options(*wanted))
    return [f"{letter.label}: {problem}" for letter in letters for problem in _letter(letter, store)]


def _letter(letter: Letter, store: Store) -> list[str]:
    problems = []
    if letter.entry is None or letter.entry.kind != "letter":
        problems.append("has no line in its book")
    if not seal.fits(letter):
        problems.append("does not fit its seal: it was changed, or the secret key is another one")
    if letter.file is not None and not store.has(letter.file.sha256):
        problems.append("its file is missing")
    return problems
