"""Letter types with their dated texts, and number books: what an administrator may set."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Invalid
from aormas.letters import rules
from aormas.letters.actions.numbers import book_year
from aormas.letters.fields import FIELDS
from aormas.letters.models import BookEntry, LetterBook, LetterTemplate, LetterType

WITHOUT_END = (
    "The text names {berlaku_sampai}, but this letter type has no end. "
    "Write for how many years it holds, or take the field out."
)
TEXT_FIELDS = ("layout", "subject", "addressee", "attachments", "body")
TYPE_FIELDS = ("title", "book_id", "validity_years", "authority", "copies", "public")


@transaction
def change_template(
    type: LetterType, *, layout: str, subject: str, addressee: str, attachments: str, body: str, by: User
) -> LetterTemplate:
    """Give a letter type a new text from today on; letters that exist keep theirs. The same text again changes nothing.

    Raises `Invalid` at the part that names an unknown field or leaves a brace open.
    """
    by.must("letter.template")
    text = {"layout": layout, "subject": subject, "addressee": addressee, "attachments": attachments, "body": body}
    _check(text, type.validity_years)
    present = newest(type)
    if present and all(getattr(present, name) == value for name, value in text.items()):
        return present
    made = LetterTemplate(type=type, valid_from=clock.today(), created_by_id=by.id, created_at=clock.now(), **text)
    db.session.add(made)
    audit.record(by, "letter.template_changed", made, type=type.title)
    return made


@transaction
def change_type(type: LetterType, by: User, *, text: dict[str, str], **values: Any) -> None:
    """Change a letter type (see `TYPE_FIELDS`) and its text (see `TEXT_FIELDS`); letters in force stay as they are.

    Raises `Invalid` like `change_template`.
    """
    by.must("letter.template")
    changed = {name: values[name] for name in TYPE_FIELDS if name in values and getattr(type, name) != values[name]}
    for name, value in changed.items():
        setattr(type, name, value)
    if changed:
        audit.record(by, "letter.type_changed", type, **changed)
    change_template(type, by=by, **text)


@transaction
def add_type(code: str, by: User, *, text: dict[str, str], **values: Any) -> LetterType:
    """Add a letter type with its first text; raises `Invalid` for a code that is taken and like `change_template`."""
    by.must("letter.template")
    if db.session.scalar(select(LetterType.id).where(LetterType.code == code)):
        raise Invalid("There is a letter type with this code already.", field="code")
    made = LetterType(code=code, **{name: values[name] for name in TYPE_FIELDS})
    db.session.add(made)
    db.session.flush()
    change_template(made, by=by, **text)
    return made


@transaction
def change_book(
    book: LetterBook, by: User, *, title: str, pattern: str, class_code: str, first: int | None = None
) -> None:
    """Change a number book; numbers that were drawn stay as they are.

    `first` is the number with which this year's book goes on when the office kept it on paper before; it can be set as
    long as no number was drawn this year. Raises `Invalid` for a wrong pattern or a late `first`.
    """
    by.must("letter.template")
    _check_pattern(pattern)
    before = book.pattern
    book.title, book.pattern, book.class_code = title, pattern, class_code
    if first is not None:
        _begin_at(book, first)
    audit.record(by, "letter.book_changed", book, pattern=pattern, before=before, first=first)


@transaction
def add_book(code: str, by: User, *, title: str, pattern: str, class_code: str, first: int | None = None) -> LetterBook:
    """Open a number book; raises `Invalid` for a code that is taken or a wrong pattern."""
    by.must("letter.template")
    _check_pattern(pattern)
    if db.session.scalar(select(LetterBook.id).where(LetterBook.code == code)):
        raise Invalid("There is a book with this code already.", field="code")
    book = LetterBook(code=code, title=title, pattern=pattern, class_code=class_code)
    db.session.add(book)
    db.session.flush()
    if first is not None:
        _begin_at(book, first)
    audit.record(by, "letter.book_added", book, pattern=pattern)
    return book


def newest(type: LetterType) -> LetterTemplate | None:
    """Return the text that was written last for a type."""
    return db.session.scalar(
        select(LetterTemplate)
        .where(LetterTemplate.type_id == type.id)
        .order_by(LetterTemplate.valid_from.desc(), LetterTemplate.id.desc())
        .limit(1)
    )


def _begin_at(book: LetterBook, first: int) -> None:
    lock(book)
    count = book_year(book, clock.today().year)
    if count.first == first:
        return
    drawn = select(func.count(BookEntry.id)).where(BookEntry.book_id == book.id, BookEntry.year == count.year)
    if db.session.scalar(drawn):
        raise Invalid("Numbers were drawn this year already; the book goes on from there.", field="first")
    count.first, count.last = first, first - 1


def _check_pattern(pattern: str) -> None:
    for problem in rules.check_pattern(pattern):
        _refuse(problem, "pattern")


def _check(text: dict[str, str], validity_years: int | None) -> None:
    for name in ("subject", "addressee", "body"):
        for problem in rules.check_template(text[name], FIELDS):
            _refuse(problem, name)
        if validity_years is None and "berlaku_sampai" in rules.fields_in(text[name]):
            raise Invalid(WITHOUT_END, field=name)


def _refuse(problem: rules.Problem, field: str) -> None:
    refusal = Invalid(str(problem), field=field)
    refusal.message, refusal.values = problem.message, problem.values
    raise refusal
