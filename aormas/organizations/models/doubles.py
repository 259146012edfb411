"""Pairs of organisations that may be one, what was decided about them, and merges."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.organizations.models.changes import ChangeSet
from aormas.organizations.models.organization import Organization

OPEN, DISMISSED, MERGED, GONE = "open", "dismissed", "merged", "gone"


class DoubleHint(Model):
    """A pair that the sweep found, the smaller id first. `digest` stands for what was alike when it was found or decided."""

    __tablename__ = "double_hints"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), Index("ix_double_hints_open", "state", "score"))

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    score: Mapped[float]
    reasons: Mapped[list[Any]] = mapped_column(JSON)  # [message id, values]
    against: Mapped[list[Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(20), default=OPEN)
    found_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    why: Mapped[str] = mapped_column(Text, default="")

    first: Mapped[Organization] = relationship(foreign_keys=[first_id])
    second: Mapped[Organization] = relationship(foreign_keys=[second_id])

    @property
    def label(self) -> str:
        """Name the pair for the trail."""
        return f"{self.first.name} / {self.second.name}"[:300]


class DoubleSweep(Model):
    """One look through the whole register for doubles: when, by whom, how much was looked at and found."""

    __tablename__ = "double_sweeps"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    made_by: Mapped[str] = mapped_column(String(200), default="")
    organizations: Mapped[int]
    found: Mapped[int]

    @property
    def label(self) -> str:
        """Name the sweep for the trail."""
        return f"#{self.id}"


class Merge(Model):
    """Two organisations that turned out to be one: what was chosen, and which rows moved (`table.column` → ids)."""

    __tablename__ = "merges"

    id: Mapped[int] = mapped_column(primary_key=True)
    keep_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    away_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change_sets.id"))
    choices: Mapped[dict[str, str]] = mapped_column(JSON)
    moved: Mapped[dict[str, list[int]]] = mapped_column(JSON)

    keep: Mapped[Organization] = relationship(foreign_keys=[keep_id])
    away: Mapped[Organization] = relationship(foreign_keys=[away_id])
    change: Mapped[ChangeSet] = relationship()

    @property
    def label(self) -> str:
        """Name the merge for the trail."""
        return f"{self.away.register_number} → {self.keep.register_number}"
