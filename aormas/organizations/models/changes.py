"""What changed the register: one row for each filing, entry, edit, import or merge, so that it can be undone as a whole."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model, UtcDateTime

KINDS = ("filing", "entry", "edit", "import", "merge", "decision")


class ChangeSet(Model):
    """One change of the register: who made it, when, from what. Facts name the change that wrote and the one that ended them."""

    __tablename__ = "change_sets"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(200), default="")
    made_by: Mapped[str] = mapped_column(String(200), default="")
    made_by_id: Mapped[int | None]
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str] = mapped_column(String(200), default="")

    @property
    def label(self) -> str:
        """Name the change by its source."""
        return self.source or f"{self.kind} #{self.id}"
