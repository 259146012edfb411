"""Facts about an organisation that change over time. A change is a new row; the old one gets an end.

A fact holds from `since` until before `until`. A fact that was taken back has an empty span (`until == since`): it stays
written, and no day shows it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile

if TYPE_CHECKING:
    from aormas.organizations.models.organization import Organization

# What an organisation says of itself in one value each; columns of the official form (Permendagri 33/2012, annex) included.
PARTICULARS = (
    "form", "scope", "characteristic", "fields", "purpose", "founded_on", "founded_at", "npwp", "member_count",
    "highest_body", "wings", "businesses", "funding", "emblem_text",
)  # fmt: skip


class Source:
    """Since when a fact holds, until when, from which paper or case, when it was written down and by which change."""

    END = "until"  # the column that keeps the fact's end

    since: Mapped[date | None]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def end(self) -> date | None:
        """Return the day before which the fact held; None while it holds."""
        return getattr(self, self.END)  # type: ignore[no-any-return]

    @property
    def empty(self) -> bool:
        """Tell that the fact never held: it was taken back, or replaced on the day on which it began."""
        return self.end is not None and self.since == self.end

    @declared_attr
    def organization_id(cls) -> Mapped[int]:
        """The organisation that the fact is about."""
        return mapped_column(ForeignKey("organizations.id"), index=True)

    @declared_attr
    def change_id(cls) -> Mapped[int | None]:
        """The change of the register that wrote the fact."""
        return mapped_column(ForeignKey("change_sets.id"), index=True)

    @declared_attr
    def ended_by_id(cls) -> Mapped[int | None]:
        """The change of the register that put the fact's end."""
        return mapped_column(ForeignKey("change_sets.id"), index=True)

    @declared_attr
    def file_id(cls) -> Mapped[int | None]:
        """The paper that says so."""
        return mapped_column(ForeignKey("files.id"))


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

    organization: Mapped[Organization] = relationship(back_populates="legal_bases")
    file: Mapped[StoredFile | None] = relationship()


class Seat(Source, Model):
    """An address of the secretariat; the present one has no `until`. Position in degrees (WGS 84), only on request."""

    __tablename__ = "seats"
    __table_args__ = (Index("ix_seats_village", "village_code", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(Text, default="")
    village_code: Mapped[str] = mapped_column(String(13))
    postcode: Mapped[str] = mapped_column(String(10), default="")
    tenure: Mapped[str] = mapped_column(String(40), default="")  # own | rent | borrowed
    tenure_until: Mapped[date | None]
    domicile_number: Mapped[str] = mapped_column(String(80), default="", server_default="")
    domicile_until: Mapped[date | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]

    organization: Mapped[Organization] = relationship(back_populates="seats")


class Contact(Source, Model):
    """A phone number, e-mail or website of the organisation."""

    __tablename__ = "contacts"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # phone | email | website
    value: Mapped[str] = mapped_column(String(200), index=True)
    reachable: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization] = relationship(back_populates="contacts")


class Particular(Source, Model):
    """One value that an organisation has at a time (`PARTICULARS`), as text: dates in ISO, fields as codes with commas."""

    __tablename__ = "particulars"
    __table_args__ = (Index("ix_particulars_present", "organization_id", "key", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(30))
    value: Mapped[str] = mapped_column(Text)

    organization: Mapped[Organization] = relationship(back_populates="particulars")


class StatusDecision(Source, Model):
    """What the office noted about an organisation's existence, with reason and paper; the open one decides its status.

    One that was joined is named: an organisation of this register, or one elsewhere by its name; where it moved, the town.
    """

    __tablename__ = "status_decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text, default="")
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    successor_name: Mapped[str] = mapped_column(String(300), default="", server_default="")
    town: Mapped[str] = mapped_column(String(120), default="", server_default="")

    organization: Mapped[Organization] = relationship(
        back_populates="decisions", foreign_keys="StatusDecision.organization_id"
    )
    successor: Mapped[Organization | None] = relationship(foreign_keys=[successor_id])
    file: Mapped[StoredFile | None] = relationship()

    @property
    def joined(self) -> str:
        """Return the name of the organisation that was joined, empty where none is known."""
        return self.successor.name if self.successor else self.successor_name

    @property
    def label(self) -> str:
        """Name the decision by its status."""
        return self.status


class Affiliation(Source, Model):
    """The body that an organisation belongs to: one of this register, or one elsewhere by name."""

    __tablename__ = "affiliations"

    id: Mapped[int] = mapped_column(primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    parent_name: Mapped[str] = mapped_column(String(300), default="")

    organization: Mapped[Organization] = relationship(
        back_populates="affiliations", foreign_keys="Affiliation.organization_id"
    )
    parent: Mapped[Organization | None] = relationship(foreign_keys=[parent_id])


class Emblem(Source, Model):
    """An organisation's emblem (lambang), as a small picture in the store of files."""

    __tablename__ = "emblems"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))

    organization: Mapped[Organization] = relationship(back_populates="emblems")
