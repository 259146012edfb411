"""How the office tried to reach an organisation, and with what result."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.organizations.models.organization import Organization


class Attempt(Model):
    """One attempt: a letter that came back, a number that is dead, a visit that found nobody, or a success."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_organization", "organization_id", "made_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    result: Mapped[str] = mapped_column(String(20))  # a key of rules.reaching.RESULTS
    made_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[str] = mapped_column(String(200), default="")
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)

    organization: Mapped[Organization] = relationship()

    @property
    def label(self) -> str:
        """Name the attempt by its result and day."""
        return f"{self.result} {self.made_on.isoformat()}"
