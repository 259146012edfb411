"""Number books, letter types with their dated templates, and the letters themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.accounts.models import User
from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.organizations.models import Organization


class LetterBook(Model):
    """A number book (buku register, agenda): one sequence a year, shared by the letter types that point to it."""

    __tablename__ = "letter_books"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    pattern: Mapped[str] = mapped_column(String(120))
    class_code: Mapped[str] = mapped_column(String(40), default="")

    @property
    def label(self) -> str:
        """Name the book for people."""
        return self.title


class BookYear(Model):
    """How far a book has come in a year; read and raised only inside the transaction that uses the number."""

    __tablename__ = "book_years"
    __table_args__ = (UniqueConstraint("book_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("letter_books.id"))
    year: Mapped[int]
    first: Mapped[int] = mapped_column(default=1)  # the office may begin in the middle of a book kept on paper
    last: Mapped[int] = mapped_column(default=0)


class BookEntry(Model):
    """A line of a book: a number given to a letter, or reserved for one typed by hand. Never removed."""

    __tablename__ = "book_entries"
    __table_args__ = (
        UniqueConstraint("book_id", "year", "sequence"),
        UniqueConstraint("book_id", "year", "number", name="uq_book_entries_number"),
        CheckConstraint("sequence > 0", name="sequence_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    book_id: Mapped[int] = mapped_column(ForeignKey("letter_books.id"))
    year: Mapped[int]
    sequence: Mapped[int]
    number: Mapped[str] = mapped_column(String(120))
    on: Mapped[date] = mapped_column("day")
    kind: Mapped[str] = mapped_column(String(20))  # letter | reserved | cancelled
    subject: Mapped[str] = mapped_column(String(300), default="")
    addressee: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)  # a number reserved twice by one form is one
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    drawn_at: Mapped[datetime] = mapped_column(UtcDateTime)

    book: Mapped[LetterBook] = relationship()
    drawn_by: Mapped[User | None] = relationship()

    @property
    def label(self) -> str:
        """Name the entry by its number."""
        return self.number


class LetterType(Model):
    """A kind of letter: which book numbers it, how long it holds, who signs by what authority."""

    __tablename__ = "letter_types"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(160))
    book_id: Mapped[int] = mapped_column(ForeignKey("letter_books.id"))
    validity_years: Mapped[int | None]
    authority: Mapped[str] = mapped_column(Text, default="")  # lines above the signer's post, e.g. "a.n. Wali Kota …"
    copies: Mapped[str] = mapped_column(Text, default="")  # tembusan, one a line
    public: Mapped[bool] = mapped_column(default=True)

    book: Mapped[LetterBook] = relationship()
    templates: Mapped[list[LetterTemplate]] = relationship(back_populates="type", order_by="LetterTemplate.valid_from")

    @property
    def label(self) -> str:
        """Name the type for people."""
        return self.title


class LetterTemplate(Model):
    """The text of a letter type from a day on; a letter keeps the text that it was made from."""

    __tablename__ = "letter_templates"

    id: Mapped[int] = mapped_column(primary_key=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("letter_types.id"), index=True)
    valid_from: Mapped[date]
    layout: Mapped[str] = mapped_column(
        String(20), default="statement"
    )  # statement: title in the middle | letter: Nomor … Hal
    subject: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(Text, default="")
    attachments: Mapped[str] = mapped_column(String(80), default="")  # "1 (satu) berkas"
    body: Mapped[str] = mapped_column(Text)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    type: Mapped[LetterType] = relationship(back_populates="templates")

    @property
    def label(self) -> str:
        """Name the template by its subject and first day."""
        return f"{self.subject} ({self.valid_from.isoformat()})"


class Letter(Model):
    """One letter: a draft until it is signed; then numbered, checked at /v/<code>, never changed, only withdrawn."""

    __tablename__ = "letters"

    id: Mapped[int] = mapped_column(primary_key=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("letter_types.id"), index=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("letter_templates.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    reference: Mapped[str] = mapped_column(String(40), default="", index=True)  # the case that it belongs to
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    subject: Mapped[str] = mapped_column(String(200))
    addressee: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)  # filled at signing; empty in a draft
    state: Mapped[str] = mapped_column(
        String(20), default="draft", index=True
    )  # draft | signed | withdrawn | discarded
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("book_entries.id"), unique=True)
    signed_on: Mapped[date | None]
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    valid_until: Mapped[date | None]
    signer: Mapped[dict[str, Any]] = mapped_column(
        JSON, default=dict
    )  # name, position, rank, nip, authority as of signing
    seal: Mapped[str] = mapped_column(String(64), default="")
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    type: Mapped[LetterType] = relationship()
    template: Mapped[LetterTemplate] = relationship()
    organization: Mapped[Organization | None] = relationship()
    entry: Mapped[BookEntry | None] = relationship()
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    scan: Mapped[StoredFile | None] = relationship(foreign_keys=[scan_id])
    prepared_by: Mapped[User | None] = relationship(foreign_keys=[prepared_by_id])
    approved_by: Mapped[User | None] = relationship(foreign_keys=[approved_by_id])
    signed_by: Mapped[User | None] = relationship(foreign_keys=[signed_by_id])

    @property
    def number(self) -> str | None:
        """Return the letter's number, which it has only once it is signed."""
        return self.entry.number if self.entry else None

    @property
    def label(self) -> str:
        """Name the letter for people."""
        return f"{self.subject} {self.number}" if self.number else f"{self.subject} (konsep)"
