"""Facts about an organisation that change over time: names, legal bases, seats, contacts."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile

if TYPE_CHECKING:
    from aormas.organizations.models.organization import Organization


class Source:
    """Since when a fact holds, until when, from which paper or case, and when it was written down."""

    since: Mapped[date | None]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @declared_attr
    def organization_id(cls) -> Mapped[int]:
        """The organisation that the fact is about."""
        return mapped_column(ForeignKey("organizations.id"), index=True)


class OrganizationName(Source, Model):
    """A name of an organisation; the present one has no `until`."""

    __tablename__ = "organization_names"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(300))
    acronym: Mapped[str] = mapped_column(String(60), default="")

    organization: Mapped[Organization] = relationship(back_populates="names")


class LegalBasis(Source, Model):
    """What an organisation stands on: the AHU decree (no end) or the Minister's SKT (five years)."""

    __tablename__ = "legal_bases"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # ahu | skt
    number: Mapped[str] = mapped_column(String(120), index=True)
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    issuer: Mapped[str] = mapped_column(String(160), default="")
    notary: Mapped[str] = mapped_column(String(160), default="")
    deed_number: Mapped[str] = mapped_column(String(80), default="")
    deed_date: Mapped[date | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))

    organization: Mapped[Organization] = relationship(back_populates="legal_bases")
    file: Mapped[StoredFile | None] = relationship()


class Seat(Source, Model):
    """An address of the secretariat; the present one has no `until`."""

    __tablename__ = "seats"
    __table_args__ = (Index("ix_seats_village", "village_code", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text, default="")
    village_code: Mapped[str] = mapped_column(String(13))
    postcode: Mapped[str] = mapped_column(String(10), default="")
    tenure: Mapped[str] = mapped_column(String(40), default="")  # own | rent | borrowed
    tenure_until: Mapped[date | None]

    organization: Mapped[Organization] = relationship(back_populates="seats")


class Contact(Source, Model):
    """A phone number, e-mail or website of the organisation."""

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # phone | email | website
    value: Mapped[str] = mapped_column(String(200), index=True)
    reachable: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization] = relationship(back_populates="contacts")
