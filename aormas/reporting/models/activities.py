"""Activities of an organisation: what was done, its photos and its money; and what is planned."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.organizations.models import Organization

if TYPE_CHECKING:
    from aormas.reporting.models.reports import ActivityReport


class Activity(Model):
    """One activity of a report. It may be entered at any time of the semester; what was written before is kept in versions."""

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_report", "report_id", "starts_on"),
        Index("ix_activities_day", "starts_on"),
        Index("ix_activities_digest", "digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("activity_reports.id"))
    title: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(20), default="lainnya")  # a key of organizations.models.FIELDS
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    aim: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(String(200), default="")  # for whom
    participants: Mapped[int | None]
    partner: Mapped[str] = mapped_column(String(200), default="")
    result: Mapped[str] = mapped_column(Text, default="")
    public: Mapped[bool] = mapped_column(default=True)  # may be shown on the public profile once accepted
    digest: Mapped[str] = mapped_column(String(64), default="")  # of title and result in plain words
    version: Mapped[int] = mapped_column(default=1)
    planned_id: Mapped[int | None] = mapped_column(ForeignKey("planned_activities.id"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(String(200), default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    client_id: Mapped[str] = mapped_column(String(36), unique=True)

    report: Mapped[ActivityReport] = relationship(back_populates="activities")
    funds: Mapped[list[Fund]] = relationship(order_by="Fund.id", cascade="all, delete-orphan")
    photos: Mapped[list[Photo]] = relationship(back_populates="activity", order_by="Photo.position, Photo.id")
    versions: Mapped[list[ActivityVersion]] = relationship(order_by="ActivityVersion.number")

    @property
    def label(self) -> str:
        """Name the activity by its title."""
        return self.title

    @property
    def cost(self) -> int:
        """Return what the activity cost, in rupiah."""
        return sum(fund.amount for fund in self.funds)

    @property
    def present_photos(self) -> list[Photo]:
        """Return the photos that were not taken out."""
        return [photo for photo in self.photos if photo.removed_at is None]


class Fund(Model):
    """Money that an activity cost, by where it came from (UU 17/2013 art. 37)."""

    __tablename__ = "activity_funds"

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    source: Mapped[str] = mapped_column(String(20))  # a key of rules.money.SOURCES
    amount: Mapped[int] = mapped_column(BigInteger)  # rupiah


class ActivityVersion(Model):
    """An activity as somebody saved it, so that nothing that two people wrote at once is lost."""

    __tablename__ = "activity_versions"
    __table_args__ = (Index("ix_activity_versions_activity", "activity_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(String(200))

    @property
    def beside(self) -> bool:
        """Tell whether it was written at the same time as another version and stands beside that one."""
        return not self.number


class Photo(Model):
    """A photo of an activity: clean, small, without its place; `look` is a fingerprint of what is seen (16 hex digits)."""

    __tablename__ = "activity_photos"
    __table_args__ = (Index("ix_activity_photos_source", "source_sha256"), Index("ix_activity_photos_look", "look"))

    id: Mapped[int] = mapped_column(primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    source_sha256: Mapped[str] = mapped_column(String(64))  # of what was sent
    look: Mapped[str] = mapped_column(String(16), default="")
    width: Mapped[int]
    height: Mapped[int]
    caption: Mapped[str] = mapped_column(String(200), default="")
    public: Mapped[bool] = mapped_column(default=False)  # chosen to be shown
    position: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(String(200), default="")
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    activity: Mapped[Activity] = relationship(back_populates="photos")
    file: Mapped[StoredFile] = relationship()


class PlannedActivity(Model):
    """What an organisation plans; announced ones stand in the public calendar."""

    __tablename__ = "planned_activities"
    __table_args__ = (Index("ix_planned_activities_day", "announced", "starts_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(20), default="lainnya")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    hours: Mapped[str] = mapped_column(String(60), default="")  # as people say it: 08.00–12.00
    place: Mapped[str] = mapped_column(String(200), default="")
    audience: Mapped[str] = mapped_column(String(200), default="")
    announced: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
    added_by: Mapped[str] = mapped_column(String(200), default="")
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    hidden_why: Mapped[str] = mapped_column(String(300), default="")
    client_id: Mapped[str] = mapped_column(String(36), unique=True)

    organization: Mapped[Organization] = relationship()

    @property
    def label(self) -> str:
        """Name the plan by its title."""
        return self.title
