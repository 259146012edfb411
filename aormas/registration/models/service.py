"""What the office offers: services, their dated versions, the papers each asks for, the usual reasons for a correction."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.letters.models import LetterType

TRACKS = ("presence", "skt")  # legal personality (AHU) → the city's letter; without → cover letter, the Minister's SKT
KINDS = ("new", "renewal", "change")


class Service(Model):
    """A service by its lasting code, which stands in addresses."""

    __tablename__ = "services"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    track: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(20))
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    versions: Mapped[list[ServiceVersion]] = relationship(
        back_populates="service", order_by="ServiceVersion.valid_from"
    )

    @property
    def label(self) -> str:
        """Name the service by its code."""
        return self.code


class ServiceVersion(Model):
    """A service as it stands from a day on; a case keeps the version that it began under. Texts are Indonesian."""

    __tablename__ = "service_versions"
    __table_args__ = (UniqueConstraint("service_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("services.id"), index=True)
    valid_from: Mapped[date]
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(String(300))
    for_whom: Mapped[str] = mapped_column(Text, default="")
    steps: Mapped[str] = mapped_column(Text, default="")  # one a line
    outcome: Mapped[str] = mapped_column(Text, default="")
    legal_basis: Mapped[str] = mapped_column(Text, default="")  # one a line
    fee: Mapped[str] = mapped_column(String(80), default="Gratis")
    check_days: Mapped[int] = mapped_column(default=3)  # working days to look whether the file is complete (target)
    office_days: Mapped[int] = mapped_column(
        default=5
    )  # working days from the recorded completeness (UU 30/2014 art. 53)
    applicant_days: Mapped[int] = mapped_column(default=15)  # working days for each correction
    objection_days: Mapped[int] = mapped_column(default=21)  # working days to object to a refusal (UU 30/2014 art. 77)
    answer_days: Mapped[int] = mapped_column(default=10)  # working days to answer an objection
    letter_type_id: Mapped[int] = mapped_column(ForeignKey("letter_types.id"))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    service: Mapped[Service] = relationship(back_populates="versions")
    letter_type: Mapped[LetterType] = relationship()
    requirements: Mapped[list[Requirement]] = relationship(back_populates="version", order_by="Requirement.position")
    reasons: Mapped[list[StockReason]] = relationship(back_populates="version", order_by="StockReason.id")

    @property
    def label(self) -> str:
        """Name the version by title and first day."""
        return f"{self.title} ({self.valid_from.isoformat()})"


class Requirement(Model):
    """A paper (persyaratan) that a version of a service asks for."""

    __tablename__ = "requirements"
    __table_args__ = (UniqueConstraint("version_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("service_versions.id"), index=True)
    code: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(String(160))
    help: Mapped[str] = mapped_column(Text, default="")
    mistake: Mapped[str] = mapped_column(Text, default="")  # the usual mistake
    necessity: Mapped[str] = mapped_column(String(20), default="required")  # required | conditional | optional
    condition: Mapped[str] = mapped_column(String(200), default="")  # e.g. "Bila ormas bergerak di bidang agama"
    sample_text: Mapped[str] = mapped_column(Text, default="")  # a text to copy, shown and printed
    sample_file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))
    sensitive: Mapped[bool] = mapped_column(
        default=False
    )  # identity cards and face photos: special data (UU 27/2022 art. 4)

    version: Mapped[ServiceVersion] = relationship(back_populates="requirements")
    sample_file: Mapped[StoredFile | None] = relationship()

    @property
    def label(self) -> str:
        """Name the paper for people."""
        return self.title


class StockReason(Model):
    """A usual reason to hand a paper back: short for the officer, in plain words for the applicant."""

    __tablename__ = "stock_reasons"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("service_versions.id"), index=True)
    requirement_code: Mapped[str] = mapped_column(String(40), default="")  # empty: fits every paper
    title: Mapped[str] = mapped_column(String(160))
    explanation: Mapped[str] = mapped_column(Text)

    version: Mapped[ServiceVersion] = relationship(back_populates="reasons")
