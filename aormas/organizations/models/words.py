"""The search index of names: distinct words, and which organisation has which word.

Searching starts from the words (a few thousand, however many organisations): typed words are matched to known words by
their trigrams, then names are reached by exact word. The trigram index itself is the engine's (FTS5 or pg_trgm) and is
made by the migration; see `organizations/search.py`.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model


class Word(Model):
    """One folded word that occurs in a name or acronym."""

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
