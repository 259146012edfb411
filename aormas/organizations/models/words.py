"""The search index: distinct words of names and of people, and what is looked up of each organisation.

Searching starts from the words (a few thousand, however many organisations): typed words are matched to known words by
their trigrams, then organisations are reached by the numbers of those words. The trigram and number indexes are the
engine's (FTS5, or pg_trgm and GIN) and are made by the migration; see `organizations/search`.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model


class Word(Model):
    """One folded word that occurs in a name or acronym; initials that nobody wrote begin with `rules.MARK`."""

    __tablename__ = "words"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(80), unique=True)


class NameWord(Model):
    """A word in a present or former name of an organisation."""

    __tablename__ = "name_words"
    __table_args__ = (Index("ix_name_words_word", "word_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    word_id: Mapped[int] = mapped_column(ForeignKey("words.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)


class PersonWord(Model):
    """One folded word of a board member's name. Apart from `Word`, so that no public search can reach a person."""

    __tablename__ = "person_words"

    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(80), unique=True)


class RegisterEntry(Model):
    """What searching and the desk's list read of an organisation, written anew by `search.index` after every change."""

    __tablename__ = "register_entries"
    __table_args__ = (Index("ix_register_entries_term", "term_until", "organization_id"),)

    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), primary_key=True, autoincrement=False)
    names: Mapped[str] = mapped_column(Text)  # numbers of the words of present and former names
    people: Mapped[str] = mapped_column(Text)  # numbers of the words of present and former board members
    term_until: Mapped[date]  # the present board's last day; the end of time without one
    basis_kind: Mapped[str] = mapped_column(String(20))  # what it stands on now; empty without any
    has_phone: Mapped[bool]
    has_board: Mapped[bool]


class SearchKey(Model):
    """A number or address by which the desk finds an organisation: letters and digits only, so that spelling is no matter."""

    __tablename__ = "search_keys"

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(200), index=True)
