"""A semester report: what is written now, each filing as it was sent, and what the office answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.organizations.models import Organization
from aormas.reporting.models.activities import Activity
from aormas.reporting.models.duties import Duty
from aormas.reporting.models.periods import Period


class ActivityReport(Model):
    """An organisation's report on one period (laporan kegiatan semester), as far as it is written.

    `stage` moves by `rules.stages`; what was sent stands unchanged in the filings. `revision` counts what is saved of the
    report's own fields, so that two people at once see each other.
    """

    __tablename__ = "activity_reports"
    __table_args__ = (
        Index("ix_activity_reports_organization", "organization_id", "period_id"),
        Index("ix_activity_reports_worklist", "stage", "answer_due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("report_periods.id"))
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"), unique=True)
    stage: Mapped[str] = mapped_column(String(20), default="draft")  # draft | filed | noted | accepted | rejected
    nil: Mapped[bool] = mapped_column(default=False)
    problems: Mapped[str] = mapped_column(Text, default="")
    grants: Mapped[str] = mapped_column(Text, default="")  # aid received, from abroad too
    plan: Mapped[str] = mapped_column(Text, default="")  # for the next semester, in words
    changes: Mapped[str] = mapped_column(Text, default="")  # of board or seat since, in words
    member_count: Mapped[int | None]
    chair_name: Mapped[str] = mapped_column(String(160), default="")
    chair_office: Mapped[str] = mapped_column(String(80), default="")
    secretary_name: Mapped[str] = mapped_column(String(160), default="")
    secretary_office: Mapped[str] = mapped_column(String(80), default="")
    revision: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(String(200), default="")
    answer_due_on: Mapped[date | None]  # the office's own day while it is its turn
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("files.id"))  # the paper form, when one was brought
    entered_by: Mapped[str] = mapped_column(String(200), default="")  # the officer who entered it for the organisation

    organization: Mapped[Organization] = relationship()
    period: Mapped[Period] = relationship()
    duty: Mapped[Duty] = relationship()
    scan: Mapped[StoredFile | None] = relationship()
    activities: Mapped[list[Activity]] = relationship(
        back_populates="report", order_by="Activity.starts_on, Activity.id"
    )
    filings: Mapped[list[Filing]] = relationship(back_populates="report", order_by="Filing.number")
    messages: Mapped[list[ReportMessage]] = relationship(order_by="ReportMessage.id")

    @property
    def label(self) -> str:
        """Name the report by its period and organisation."""
        return f"{self.period.code} {self.organization.name}"

    @property
    def steps(self) -> int:
        """Count what was sent, decided and written about it: whoever decides names the steps that they have read."""
        return len(self.filings) + sum(len(filing.verdicts) for filing in self.filings) + len(self.messages)

    @property
    def present_activities(self) -> list[Activity]:
        """Return the activities that were not taken out."""
        return [activity for activity in self.activities if activity.removed_at is None]


class ReportVersion(Model):
    """What a report says beside its activities, as somebody saved it; `number` is the report's revision.

    `beside` is what was written at the same time as another version and stands beside the one of that number.
    """

    __tablename__ = "report_versions"
    __table_args__ = (Index("ix_report_versions_report", "report_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("activity_reports.id"))
    number: Mapped[int]
    beside: Mapped[bool] = mapped_column(default=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(String(200))


class Filing(Model):
    """One sending of a report, kept as it was sent, with the number of its receipt; never changed."""

    __tablename__ = "report_filings"
    __table_args__ = (Index("ix_report_filings_report", "report_id", "number", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("activity_reports.id"))
    number: Mapped[int]
    nil: Mapped[bool]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)  # rules.content: the report as it was sent
    digest: Mapped[str] = mapped_column(String(64), index=True)  # of the content's words: equal texts are marked
    filed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    filed_on: Mapped[date]
    filed_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    filed_by: Mapped[str] = mapped_column(String(200))
    channel: Mapped[str] = mapped_column(String(20))  # portal | counter
    addressee: Mapped[str] = mapped_column(String(300))
    receipt_year: Mapped[int]
    receipt_sequence: Mapped[int]
    receipt_number: Mapped[str] = mapped_column(String(60), unique=True)
    receipt_code: Mapped[str] = mapped_column(String(40), unique=True)  # opens the check of the receipt
    failed_on: Mapped[date | None]  # rejected: from then on it does not count
    client_id: Mapped[str] = mapped_column(String(36), unique=True)

    report: Mapped[ActivityReport] = relationship(back_populates="filings")
    verdicts: Mapped[list[Verdict]] = relationship(back_populates="filing", order_by="Verdict.id")

    @property
    def label(self) -> str:
        """Name the filing by its receipt."""
        return self.receipt_number


class Verdict(Model):
    """What the office said of a filing: accepted, noted (ada catatan), rejected."""

    __tablename__ = "report_verdicts"

    id: Mapped[int] = mapped_column(primary_key=True)
    filing_id: Mapped[int] = mapped_column(ForeignKey("report_filings.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(20))
    reasons: Mapped[list[str]] = mapped_column(JSON, default=list)  # titles of stock reasons, as they were then
    note: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_on: Mapped[date]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_by: Mapped[str] = mapped_column(String(200))
    client_id: Mapped[str] = mapped_column(String(36), unique=True)

    filing: Mapped[Filing] = relationship(back_populates="verdicts")


class ReportMessage(Model):
    """What an organisation or the office wrote about a report, without sending it again."""

    __tablename__ = "report_messages"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("activity_reports.id"), index=True)
    side: Mapped[str] = mapped_column(String(20))  # organization | office
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    written_by: Mapped[str] = mapped_column(String(200))
    client_id: Mapped[str] = mapped_column(String(36), unique=True)


class ReportReason(Model):
    """A stock reason for a note or a rejection, as the organisation reads it."""

    __tablename__ = "report_reasons"

    id: Mapped[int] = mapped_column(primary_key=True)
    verdict: Mapped[str] = mapped_column(String(20))  # noted | rejected
    title: Mapped[str] = mapped_column(String(160))
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[int] = mapped_column(default=0)
    ended_on: Mapped[date | None]

    @property
    def label(self) -> str:
        """Name the reason by its title."""
        return self.title
