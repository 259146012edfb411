"""What an organisation owes until when, and what the office decided about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.organizations.models import Organization
from aormas.reporting.models.periods import Period


class Duty(Model):
    """One obligation of one organisation: a semester report, the yearly confirmation, a board, a legal basis, a letter.

    `until` is the last day that counts as in time, with grace and extensions; `extended` says that an extension moved it;
    `exempt_on` is the day of an exemption; `settled_on` the day of the first filing that stands. They are the present
    condensed from filings and reliefs, kept for lists; `rules.states` judges both in the same way.
    """

    __tablename__ = "duties"
    __table_args__ = (
        UniqueConstraint("opened_for", "kind", "key"),
        Index("ix_duties_organization", "organization_id", "kind", "due_on"),
        Index("ix_duties_period", "period_id", "set_aside_on", "settled_on"),
        Index("ix_duties_open", "kind", "settled_on", "until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    opened_for: Mapped[int]  # the organisation at the opening; a merge moves `organization_id` only
    kind: Mapped[str] = mapped_column(String(20))  # a key of rules.kinds.KINDS
    key: Mapped[str] = mapped_column(String(60))  # the period's code, or what the duty is about
    period_id: Mapped[int | None] = mapped_column(ForeignKey("report_periods.id"))
    title: Mapped[str] = mapped_column(String(160), default="")
    opens_on: Mapped[date]  # before it: not yet time
    due_on: Mapped[date]
    until: Mapped[date]
    extended: Mapped[bool] = mapped_column(default=False)
    exempt_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    set_aside_on: Mapped[date | None]
    set_aside_why: Mapped[str] = mapped_column(String(20), default="")  # gone | merged | voluntary | withdrawn
    opened_on: Mapped[date]

    organization: Mapped[Organization] = relationship()
    period: Mapped[Period | None] = relationship()

    @property
    def label(self) -> str:
        """Name the duty by its kind and key."""
        return f"{self.kind} {self.key}"


class Relief(Model):
    """An extension or an exemption that the office granted: for one duty, or for a whole period (of a district)."""

    __tablename__ = "duty_reliefs"
    __table_args__ = (Index("ix_duty_reliefs_duty", "duty_id"), Index("ix_duty_reliefs_period", "period_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # extension | exemption
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("report_periods.id"))
    district_code: Mapped[str] = mapped_column(String(13), default="")
    until: Mapped[date | None]  # of an extension
    reason: Mapped[str] = mapped_column(Text)
    notice: Mapped[str] = mapped_column(Text, default="")  # what everybody reads, of a relief for all
    request_id: Mapped[int | None] = mapped_column(ForeignKey("relief_requests.id"))
    decided_on: Mapped[date]
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_by: Mapped[str] = mapped_column(String(200))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)

    duty: Mapped[Duty | None] = relationship()
    period: Mapped[Period | None] = relationship()

    @property
    def label(self) -> str:
        """Name the relief by its kind and day."""
        return f"{self.kind} {self.decided_on.isoformat()}"


class ReliefRequest(Model):
    """An organisation's own request for more time or for an exemption, and what the division head answered."""

    __tablename__ = "relief_requests"
    __table_args__ = (Index("ix_relief_requests_state", "state", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))  # extension | exemption
    wanted_until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="open")  # open | granted | refused | withdrawn
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    asked_by: Mapped[str] = mapped_column(String(200), default="")
    answer_due_on: Mapped[date]  # the office's own day
    answer: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    client_id: Mapped[str] = mapped_column(String(36), unique=True)

    duty: Mapped[Duty] = relationship()

    @property
    def label(self) -> str:
        """Name the request by its kind."""
        return f"{self.kind} {self.id}"
