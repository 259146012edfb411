"""Lists of others beside the register: whose they are, what each claims to cover, what was decided about their rows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.organizations.models.imports import Import
from aormas.organizations.models.organization import Organization


class OutsideSource(Model):
    """Who keeps a list: a ministry, another agency, the office's own old book. `covers` says of which organisations."""

    __tablename__ = "outside_sources"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    covers: Mapped[str] = mapped_column(String(40), default="")  # "" all | bentuk:yayasan | bidang:agama
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def label(self) -> str:
        """Name the source."""
        return self.name


class OutsideList(Model):
    """One list of a source, as it was on a day; its rows are those of an import that is never applied."""

    __tablename__ = "outside_lists"

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("outside_sources.id"), index=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), unique=True)

    source: Mapped[OutsideSource] = relationship()
    import_: Mapped[Import] = relationship()

    @property
    def label(self) -> str:
        """Name the list by its source and day."""
        return f"{self.source.name} {self.import_.listed_on.isoformat()}"


class OutsideDecision(Model):
    """What an officer decided about a row of a source's lists; it holds for the next list of that source too."""

    __tablename__ = "outside_decisions"
    __table_args__ = (UniqueConstraint("source_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("outside_sources.id"))
    key: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(300))
    decision: Mapped[str] = mapped_column(String(20))  # same | absent | repeated | ignored
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    invited_on: Mapped[date | None]

    organization: Mapped[Organization | None] = relationship()

    @property
    def label(self) -> str:
        """Name the decision by the row's name."""
        return self.name
