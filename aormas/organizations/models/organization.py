"""The organisation itself, and who acts for it in the portal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.accounts.models import User
from aormas.core.database import Model, UtcDateTime
from aormas.organizations.models.board import BoardTerm
from aormas.organizations.models.facts import (
    Affiliation,
    Contact,
    Emblem,
    LegalBasis,
    OrganizationName,
    Particular,
    Seat,
    StatusDecision,
)

FORMS = ("yayasan", "perkumpulan", "tidak_berbadan_hukum")
SCOPES = ("kota", "provinsi", "nasional")

# The working list of fields (law gives none, UU 17/2013 art. 7); code → Indonesian name, shown as is.
FIELDS = {
    "agama": "Keagamaan",
    "pemuda": "Kepemudaan",
    "perempuan": "Pemberdayaan perempuan",
    "sosial": "Sosial kemanusiaan",
    "pendidikan": "Pendidikan",
    "kesehatan": "Kesehatan",
    "lingkungan": "Lingkungan hidup",
    "budaya": "Kebudayaan dan seni",
    "ekonomi": "Ekonomi dan UMKM",
    "hukum": "Hukum, HAM, dan advokasi",
    "tata_kelola": "Tata kelola pemerintahan dan demokrasi",
    "bencana": "Penanggulangan bencana",
    "profesi": "Profesi",
    "kebangsaan": "Kebangsaan dan bela negara",
    "olahraga": "Olahraga dan hobi",
    "antinarkoba": "Antinarkoba",
    "lainnya": "Lainnya",
}
CHARACTERISTICS = (
    "Keagamaan",
    "Kewanitaan",
    "Kepemudaan",
    "Kesamaan profesi",
    "Kesamaan kegiatan",
    "Kesamaan bidang",
    "Mitra K/L",
)


class Organization(Model):
    """A mass organisation. What lists and pages need most stands here as the present value; history in the fact tables.

    `status` is derived by `rules.status` from facts and kept for lists; `status_reason` says why in words.
    """

    __tablename__ = "organizations"
    __table_args__ = (
        Index("ix_organizations_list", "sort_name", "id"),
        Index("ix_organizations_village", "village_code", "sort_name"),
        Index("ix_organizations_form", "form", "sort_name"),
        Index("ix_organizations_status", "status", "sort_name"),
        Index("ix_organizations_field", "main_field", "sort_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    register_number: Mapped[str] = mapped_column(String(40), unique=True)
    slug: Mapped[str] = mapped_column(String(100), unique=True)
    name: Mapped[str] = mapped_column(String(300))
    acronym: Mapped[str] = mapped_column(String(60), default="")
    sort_name: Mapped[str] = mapped_column(String(300))
    form: Mapped[str] = mapped_column(String(30))
    scope: Mapped[str] = mapped_column(String(20), default="kota")
    characteristic: Mapped[str] = mapped_column(String(40), default="")
    main_field: Mapped[str] = mapped_column(String(20), default="lainnya")
    purpose: Mapped[str] = mapped_column(Text, default="")
    founded_on: Mapped[date | None]
    founded_at: Mapped[str] = mapped_column(String(120), default="")
    npwp: Mapped[str] = mapped_column(String(16), default="")
    member_count: Mapped[int | None]
    village_code: Mapped[str] = mapped_column(String(13), default="")
    district_code: Mapped[str] = mapped_column(String(13), default="", index=True)
    status: Mapped[str] = mapped_column(String(30), default="aktif")
    status_reason: Mapped[str] = mapped_column(Text, default="")
    status_since: Mapped[date | None]
    listed: Mapped[bool] = mapped_column(default=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("change_sets.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # entered by a change that was undone
    emblem_sha256: Mapped[str | None] = mapped_column(String(64))
    confirmed_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)

    names: Mapped[list[OrganizationName]] = relationship(back_populates="organization", order_by=OrganizationName.id)
    legal_bases: Mapped[list[LegalBasis]] = relationship(back_populates="organization", order_by=LegalBasis.id)
    seats: Mapped[list[Seat]] = relationship(back_populates="organization", order_by=Seat.id)
    contacts: Mapped[list[Contact]] = relationship(back_populates="organization", order_by=Contact.id)
    terms: Mapped[list[BoardTerm]] = relationship(back_populates="organization", order_by=BoardTerm.since)
    fields: Mapped[list[OrganizationField]] = relationship(
        cascade="all, delete-orphan", order_by="OrganizationField.id"
    )
    particulars: Mapped[list[Particular]] = relationship(back_populates="organization", order_by=Particular.id)
    decisions: Mapped[list[StatusDecision]] = relationship(
        back_populates="organization", order_by=StatusDecision.id, foreign_keys=StatusDecision.organization_id
    )
    affiliations: Mapped[list[Affiliation]] = relationship(
        back_populates="organization", order_by=Affiliation.id, foreign_keys=Affiliation.organization_id
    )
    emblems: Mapped[list[Emblem]] = relationship(back_populates="organization", order_by=Emblem.id)

    @property
    def label(self) -> str:
        """Name the organisation for people and the trail."""
        return self.name

    @property
    def present_term(self) -> BoardTerm | None:
        """Return the last board term that was not replaced."""
        return next((term for term in reversed(self.terms) if term.ended_on is None), None)

    @property
    def present_seat(self) -> Seat | None:
        """Return the seat that has no end."""
        return next((seat for seat in reversed(self.seats) if seat.until is None), None)

    @property
    def present_basis(self) -> LegalBasis | None:
        """Return the legal basis that was not replaced."""
        return next((basis for basis in reversed(self.legal_bases) if basis.until is None), None)

    @property
    def present_decision(self) -> StatusDecision | None:
        """Return the office's open decision about the organisation's existence."""
        return next((decision for decision in reversed(self.decisions) if decision.until is None), None)

    @property
    def present_affiliation(self) -> Affiliation | None:
        """Return the body that the organisation belongs to now."""
        return next((tie for tie in reversed(self.affiliations) if tie.until is None), None)

    def present_value(self, key: str) -> str:
        """Return the present value of a particular as it is stored, empty when none is known."""
        return next((fact.value for fact in reversed(self.particulars) if fact.key == key and fact.until is None), "")


# Every table of facts, and the relation of an organisation that holds its rows; in the order in which people read them.
FACT_TABLES: dict[Any, str] = {
    OrganizationName: "names", LegalBasis: "legal_bases", Seat: "seats", Contact: "contacts", BoardTerm: "terms", Particular: "particulars",
    StatusDecision: "decisions", Affiliation: "affiliations", Emblem: "emblems",
}  # fmt: skip


class OrganizationField(Model):
    """A field of activity (bidang) of an organisation; the first one is also `main_field`."""

    __tablename__ = "organization_fields"
    __table_args__ = (UniqueConstraint("organization_id", "field"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    field: Mapped[str] = mapped_column(String(20), index=True)


class Representative(Model):
    """A person who acts for an organisation in the portal."""

    __tablename__ = "representatives"
    __table_args__ = (UniqueConstraint("user_id", "organization_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
    organization: Mapped[Organization] = relationship()


class Confirmation(Model):
    """An organisation's own word, once a year, that all that the register says of it is still right."""

    __tablename__ = "confirmations"
    __table_args__ = (Index("ix_confirmations_organization", "organization_id", "confirmed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    confirmed_on: Mapped[date]
    confirmed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    by_name: Mapped[str] = mapped_column(String(200), default="")

    organization: Mapped[Organization] = relationship()
