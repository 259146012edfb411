"""One filing for one service (permohonan), its papers, whose turn it was when, and what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.accounts.models import User
from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.letters.models import Letter
from aormas.organizations.models import Organization
from aormas.registration.models.review import Finding, Visit
from aormas.registration.models.service import Requirement, ServiceVersion


class ReferenceYear(Model):
    """How many references a year has given out."""

    __tablename__ = "reference_years"

    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int] = mapped_column(default=0)


class Application(Model):
    """One filing. `answers` holds what was typed, step by step; `stage` moves only by `rules.move`."""

    __tablename__ = "applications"
    __table_args__ = (Index("ix_applications_worklist", "stage", "turn", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(20), unique=True)  # P26-0412
    client_id: Mapped[str] = mapped_column(String(36), unique=True)
    code_digest: Mapped[str] = mapped_column(String(64))
    version_id: Mapped[int] = mapped_column(ForeignKey("service_versions.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    name: Mapped[str] = mapped_column(String(300), default="")  # the organisation's name as typed, for lists
    channel: Mapped[str] = mapped_column(String(20), default="online")  # online | counter | portal
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    stage: Mapped[str] = mapped_column(String(30), default="draft")
    turn: Mapped[str] = mapped_column(String(20), default="applicant")
    round: Mapped[int] = mapped_column(default=1)
    due_on: Mapped[date | None]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    revisions: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)  # step → how often saved
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    complete_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    assigned_to_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"))
    forwarded_on: Mapped[date | None]
    forwarded_number: Mapped[str] = mapped_column(String(120), default="")
    warned_on: Mapped[date | None]  # the head was warned that silence will count as consent

    version: Mapped[ServiceVersion] = relationship()
    organization: Mapped[Organization | None] = relationship()
    letter: Mapped[Letter | None] = relationship()
    filed_by: Mapped[User | None] = relationship(foreign_keys=[filed_by_id])
    assigned_to: Mapped[User | None] = relationship(foreign_keys=[assigned_to_id])
    attachments: Mapped[list[Attachment]] = relationship(back_populates="application", order_by="Attachment.id")
    findings: Mapped[list[Finding]] = relationship(back_populates="application", order_by="Finding.id")
    spans: Mapped[list[TurnSpan]] = relationship(order_by="TurnSpan.id")
    decisions: Mapped[list[Decision]] = relationship(order_by="Decision.id")
    visits: Mapped[list[Visit]] = relationship(back_populates="application", order_by="Visit.id")

    @property
    def label(self) -> str:
        """Name the case for people and the trail."""
        return f"{self.reference} {self.name}".strip()

    def paper(self, requirement: Requirement) -> Attachment | None:
        """Return the present file for a requirement."""
        return next((a for a in self.attachments if a.requirement_id == requirement.id and a.replaced_at is None), None)


class Attachment(Model):
    """A file that answers a requirement (berkas). A newer one replaces it; the old one stays readable."""

    __tablename__ = "attachments"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirements.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    round: Mapped[int] = mapped_column(default=1)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="attachments")
    requirement: Mapped[Requirement] = relationship()
    file: Mapped[StoredFile] = relationship()


class TurnSpan(Model):
    """A stretch of time in which it was somebody's turn: office, applicant, ministry."""

    __tablename__ = "turn_spans"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    turn: Mapped[str] = mapped_column(String(20))
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Decision(Model):
    """A step somebody took with a case: recommend, approve, return, sign, refuse, forward, close, object, answer."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    verb: Mapped[str] = mapped_column(String(30))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(Text, default="")  # inside the office
    reason: Mapped[str] = mapped_column(Text, default="")  # told to the applicant
    legal_basis: Mapped[str] = mapped_column(Text, default="")

    by: Mapped[User | None] = relationship()
