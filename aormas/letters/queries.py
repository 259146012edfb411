"""What the pages of letters need; each with a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from aormas.core import clock, identifiers
from aormas.core.audit import AuditEntry
from aormas.core.database import db
from aormas.core.web import PER_PAGE
from aormas.letters import rules
from aormas.letters.actions.signing import CODE_SIGNS
from aormas.letters.models import BookEntry, BookYear, Letter, LetterBook, LetterTemplate, LetterType
from aormas.organizations.models import Organization, Representative

GROUP = 5
ISSUED = ("signed", "withdrawn")


@dataclass(frozen=True)
class Page:
    """A page of a list: its letters, its number, and how many pages and letters there are."""

    letters: list[Letter]
    number: int
    pages: int
    total: int


def letters(*, standing: str = "", type_id: int | None = None, text: str = "", page: int = 1) -> Page:
    """Return a page of letters, newest first; `standing` is draft, valid, expired, withdrawn, discarded or empty."""
    statement = _matching(select(Letter.id), standing, type_id, text)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    pages = max(1, -(-total // PER_PAGE))
    number = min(page, pages)
    wanted = statement.order_by(Letter.id.desc()).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    rows = select(Letter).where(Letter.id.in_(wanted)).order_by(Letter.id.desc())
    return Page(list(db.session.scalars(rows.options(*_related()))), number, pages, total)


def _related() -> Any:
    return joinedload(Letter.type), joinedload(Letter.entry), joinedload(Letter.organization)


def _matching(statement: Select[tuple[int]], standing: str, type_id: int | None, text: str) -> Select[tuple[int]]:
    statement = statement.where(_standing(standing))
    if type_id is not None:
        statement = statement.where(Letter.type_id == type_id)
    if text:
        parts = [
            column.icontains(text, autoescape=True)
            for column in (BookEntry.number, Letter.subject, Letter.reference, Organization.name)
        ]
        statement = statement.outerjoin(Letter.entry).outerjoin(Letter.organization).where(or_(*parts))
    return statement


def _standing(standing: str) -> Any:
    over = and_(Letter.valid_until.is_not(None), Letter.valid_until < clock.today())
    return {
        "valid": and_(Letter.state == "signed", ~over),
        "expired": and_(Letter.state == "signed", over),
    }.get(standing, Letter.state == standing if standing else Letter.state != "discarded")


def find(text: str, limit: int = 10) -> list[Letter]:
    """Return issued letters whose number holds a text, newest first, for the desk's search."""
    statement = select(Letter).join(Letter.entry).where(BookEntry.number.icontains(text, autoescape=True))
    return list(db.session.scalars(statement.options(*_related()).order_by(Letter.id.desc()).limit(limit)))


def by_code(text: str) -> Letter | None:
    """Return the issued letter of a code as somebody typed it; None for an unknown or malformed one alike."""
    signs = identifiers.clean_code(text[:60])
    if len(signs) != CODE_SIGNS:
        return None
    code = "-".join(signs[n : n + GROUP] for n in range(0, CODE_SIGNS, GROUP))
    found = select(Letter).where(Letter.code == code, Letter.state.in_(ISSUED))
    return db.session.scalar(found.options(*_related(), joinedload(Letter.file), joinedload(Letter.scan)))


def of_reference(reference: str) -> list[Letter]:
    """Return the letters of a case, newest first, thrown-away drafts left out."""
    wanted = select(Letter).where(Letter.reference == reference, Letter.state != "discarded")
    return list(db.session.scalars(wanted.options(*_related()).order_by(Letter.id.desc())))


def of_organization(organization_id: int) -> list[Letter]:
    """Return the issued letters of an organisation, newest first."""
    wanted = select(Letter).where(Letter.organization_id == organization_id, Letter.state.in_(ISSUED))
    return list(db.session.scalars(wanted.options(*_related()).order_by(Letter.id.desc())))


def of_person(user_id: int) -> list[Letter]:
    """Return the issued letters of the organisations for which a person acts, newest first."""
    own = select(Representative.organization_id).where(Representative.user_id == user_id)
    wanted = select(Letter).where(Letter.organization_id.in_(own), Letter.state.in_(ISSUED))
    return list(db.session.scalars(wanted.options(*_related()).order_by(Letter.id.desc())))


def type_of(code: str) -> LetterType | None:
    """Return the letter type of a code."""
    return db.session.scalar(select(LetterType).where(LetterType.code == code))


def types() -> list[LetterType]:
    """Return the letter types by title, with their books and texts."""
    wanted = select(LetterType).options(joinedload(LetterType.book), selectinload(LetterType.templates))
    return list(db.session.scalars(wanted.order_by(LetterType.title)))


def type_titles() -> list[tuple[int, str]]:
    """Return id and title of the letter types by title."""
    return [
        (row.id, row.title)
        for row in db.session.execute(select(LetterType.id, LetterType.title).order_by(LetterType.title))
    ]


def books() -> list[LetterBook]:
    """Return the number books by title."""
    return list(db.session.scalars(select(LetterBook).order_by(LetterBook.title)))


def versions(kind: LetterType) -> list[LetterTemplate]:
    """Return the texts of a letter type, the newest first."""
    wanted = select(LetterTemplate).where(LetterTemplate.type_id == kind.id)
    return list(db.session.scalars(wanted.order_by(LetterTemplate.valid_from.desc(), LetterTemplate.id.desc())))


def years(book: LetterBook) -> list[int]:
    """Return the years of a book, the newest first; the present one is always among them."""
    known = set(db.session.scalars(select(BookYear.year).where(BookYear.book_id == book.id)))
    return sorted(known | {clock.today().year}, reverse=True)


def first_number(book: LetterBook, year: int) -> int:
    """Return the number with which a book's year began or will begin."""
    found = db.session.scalar(select(BookYear.first).where(BookYear.book_id == book.id, BookYear.year == year))
    return found or 1


def next_number(book: LetterBook, year: int) -> int:
    """Return the number that would be drawn next, as long as nobody else draws one before."""
    last = db.session.scalar(select(BookYear.last).where(BookYear.book_id == book.id, BookYear.year == year))
    return (last or 0) + 1


def has_numbers(book: LetterBook, year: int) -> bool:
    """Tell whether a number was drawn from a book in a year."""
    wanted = select(BookEntry.id).where(BookEntry.book_id == book.id, BookEntry.year == year).limit(1)
    return db.session.scalar(wanted) is not None


@dataclass(frozen=True)
class Line:
    """A line of the register: the entry, the letter that carries its number, and how it stands."""

    entry: BookEntry
    letter_id: int | None
    standing: str


def register(book: LetterBook, year: int) -> list[Line]:
    """Return the lines of a book's year by number; standing is valid, expired, withdrawn, reserved or cancelled."""
    wanted = (
        select(BookEntry, Letter.id, Letter.withdrawn_on, Letter.valid_until)
        .outerjoin(Letter, Letter.entry_id == BookEntry.id)
        .where(BookEntry.book_id == book.id, BookEntry.year == year)
        .order_by(BookEntry.sequence)
    )
    today = clock.today()
    return [
        Line(entry, letter_id, _state(entry, withdrawn, until, today))
        for entry, letter_id, withdrawn, until in db.session.execute(wanted)
    ]


def _state(entry: BookEntry, withdrawn_on: date | None, valid_until: date | None, today: date) -> str:
    if entry.kind != "letter":
        return entry.kind
    return rules.letter_status(withdrawn_on=withdrawn_on, valid_until=valid_until, today=today)


def standing(letter: Letter) -> str:
    """Return how a letter stands today: draft, discarded, valid, expired or withdrawn."""
    if letter.state not in ISSUED:
        return letter.state
    return rules.letter_status(withdrawn_on=letter.withdrawn_on, valid_until=letter.valid_until, today=clock.today())


def history(letter: Letter) -> list[AuditEntry]:
    """Return what the trail knows of a letter, oldest first."""
    wanted = select(AuditEntry).where(AuditEntry.subject_type == "letters", AuditEntry.subject_id == letter.id)
    return list(db.session.scalars(wanted.order_by(AuditEntry.id)))
