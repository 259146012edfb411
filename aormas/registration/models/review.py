"""Verdicts on papers and answers, what the applicant argues back, and visits to the address."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.accounts.models import User
from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile

if TYPE_CHECKING:
    from aormas.registration.models.application import Application


class Finding(Model):
    """An officer's verdict on one paper or one section of the answers in one round.

    `target` is a requirement's code, or `isian:<step>` for a section of what was typed.
    """

    __tablename__ = "findings"
    __table_args__ = (UniqueConstraint("application_id", "round", "target"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    round: Mapped[int]
    target: Mapped[str] = mapped_column(String(60))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachments.id"))
    verdict: Mapped[str] = mapped_column(String(10))  # ok | fix | na
    reason: Mapped[str] = mapped_column(Text, default="")  # the stock reason's words at that time
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    rebuttal: Mapped[str] = mapped_column(Text, default="")  # sanggahan
    rebutted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered: Mapped[bool] = mapped_column(default=False)  # mended or argued back in this round

    application: Mapped[Application] = relationship(back_populates="findings")
    by: Mapped[User | None] = relationship()


class Visit(Model):
    """A field visit: planned, then recorded with its Berita Acara (date, people, findings, photos)."""

    __tablename__ = "visits"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    planned_on: Mapped[date | None]
    planned_time: Mapped[str] = mapped_column(String(10), default="")
    officers: Mapped[str] = mapped_column(Text, default="")  # one a line
    conducted_on: Mapped[date | None]
    people_met: Mapped[str] = mapped_column(Text, default="")
    findings: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # question code → yes | no | unknown
    notes: Mapped[str] = mapped_column(Text, default="")
    conclusion: Mapped[str] = mapped_column(String(20), default="")  # active | inactive | moved | disputed
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    recorded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="visits")
    recorded_by: Mapped[User | None] = relationship()
    photos: Mapped[list[VisitPhoto]] = relationship(order_by="VisitPhoto.id")

    @property
    def label(self) -> str:
        """Name the visit for the trail."""
        return f"Kunjungan {self.conducted_on or self.planned_on}"


class VisitPhoto(Model):
    """A photo of a visit."""

    __tablename__ = "visit_photos"

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("visits.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))

    file: Mapped[StoredFile] = relationship()
