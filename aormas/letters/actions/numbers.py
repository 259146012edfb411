"""Numbers of a book: drawn in the transaction that uses them, so that there is neither a gap nor a double."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.i18n import format_date
from aormas.letters import rules
from aormas.letters.models import BookEntry, BookYear, LetterBook


def draw(
    book: LetterBook, *, on: date, kind: str, subject: str, addressee: str, by: User, client_id: str | None = None
) -> BookEntry:
    """Write the next line of the book of a day's year. Call inside a transaction: it holds the book until the commit.

    Raises `Conflict` when the pattern was changed so that it repeats a number that is already in the book.
    """
    lock(book)
    count = book_year(book, on.year)
    count.last += 1
    entry = BookEntry(
        book=book, year=on.year, sequence=count.last, on=on, kind=kind,
        subject=subject[:300], addressee=addressee[:300],
        number=rules.render_number(book.pattern, sequence=count.last, on=on, code=book.class_code),
        drawn_by_id=by.id, drawn_at=clock.now(), client_id=client_id, note="",
    )  # fmt: skip
    taken = BookEntry.book_id == book.id, BookEntry.year == entry.year, BookEntry.number == entry.number
    with db.session.no_autoflush:
        if db.session.scalar(select(BookEntry.id).where(*taken)):
            raise Conflict(
                "The book's pattern gives the number %(number)s a second time; an administrator must change it.",
                number=entry.number,
            )
    db.session.add(entry)
    db.session.flush()
    return entry


def book_year(book: LetterBook, year: int) -> BookYear:
    """Return how far a book has come in a year, begun at 1 where it is new. Call while the book is locked."""
    statement = select(BookYear).where(BookYear.book_id == book.id, BookYear.year == year).with_for_update()
    found = db.session.scalar(statement.execution_options(populate_existing=True))
    if found is None:
        found = BookYear(book_id=book.id, year=year, first=1, last=0)
        db.session.add(found)
        db.session.flush()
    return found


@transaction
def reserve(
    book: LetterBook, *, on: date, subject: str, addressee: str, by: User, client_id: str | None = None
) -> BookEntry:
    """Draw a number for a letter that is typed by hand. The same `client_id` again gives the same line.

    Raises `Invalid` for a day to come, before last year or before the latest line of the book, `Conflict` when the id came with other content.
    """
    by.must("letter.reserve")
    today = clock.today()
    if on > today:
        raise Invalid("This day is still to come; a number is drawn on the day of the letter.", field="on")
    if on.year < today.year - 1:
        raise Invalid("The book of %(year)d is closed.", field="on", year=on.year)
    lock(book)
    if client_id and (earlier := db.session.scalar(select(BookEntry).where(BookEntry.client_id == client_id))):
        if (earlier.book_id, earlier.on, earlier.subject, earlier.addressee) != (book.id, on, subject, addressee):
            raise Conflict(
                "This form was sent before with other content; its number is %(number)s.", number=earlier.number
            )
        return earlier
    _refuse_going_back(book, on)
    entry = draw(book, on=on, kind="reserved", subject=subject, addressee=addressee, by=by, client_id=client_id)
    audit.record(by, "letter.number_reserved", entry, about=subject)
    return entry


def _refuse_going_back(book: LetterBook, on: date) -> None:
    """Raise `Invalid` when a number of this year is of a later day: a register reads on in numbers and in days."""
    lines = select(BookEntry).where(BookEntry.book_id == book.id, BookEntry.year == on.year, BookEntry.on > on)
    latest = db.session.scalar(lines.order_by(BookEntry.on.desc(), BookEntry.sequence.desc()).limit(1))
    if latest is not None:
        raise Invalid(
            "Number %(number)s is of %(day)s already; the next number cannot have an earlier date. "
            "Write %(day)s or a later day.",
            field="on", number=latest.number, day=format_date(latest.on),
        )  # fmt: skip


@transaction
def cancel(entry: BookEntry, note: str, by: User) -> None:
    """Give a reserved number up. It stays in the book with its note and is never used again.

    Raises `Invalid` without a note, `Conflict` for a number that a letter carries or that was given up before.
    """
    by.must("letter.reserve")
    if not note.strip():
        raise Invalid("Write why the number is not used, for example: salah ketik, surat dibuat ulang.", field="note")
    lock(entry)
    if entry.kind != "reserved":
        raise Conflict("This number is not a reserved one any more. Nothing was changed.")
    entry.kind, entry.note = "cancelled", note.strip()
    audit.record(by, "letter.number_cancelled", entry, note=entry.note)
