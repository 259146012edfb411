"""When the office reminds whom, in which words; and what was sent."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.reporting.models.duties import Duty


class ReminderRule(Model):
    """So many days before (negative) or after the last day that counts, remind of duties of a kind, in these words.

    A rule holds from `valid_from` until before `ended_on`; a change ends it and begins another.
    """

    __tablename__ = "reminder_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))  # a key of rules.kinds.KINDS
    days: Mapped[int]
    channels: Mapped[str] = mapped_column(String(60))  # in the order of preference: whatsapp,email,letter,call
    subject: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date]
    ended_on: Mapped[date | None]
    set_by: Mapped[str] = mapped_column(String(200), default="")

    @property
    def label(self) -> str:
        """Name the rule by its kind and day."""
        return f"{self.kind} {self.days:+d}"


class Reminder(Model):
    """One reminder of one duty by one rule: what was sent, when, by whom, with what answer."""

    __tablename__ = "reminders"
    __table_args__ = (
        UniqueConstraint("duty_id", "rule_id"),
        Index("ix_reminders_organization", "organization_id", "sent_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organizations.id"))
    rule_id: Mapped[int] = mapped_column(ForeignKey("reminder_rules.id"))
    channel: Mapped[str] = mapped_column(String(20))  # whatsapp | email | letter | call
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(20), default="sent")  # waiting | sent | failed
    failure: Mapped[str] = mapped_column(String(300), default="")
    sent_on: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    sent_by: Mapped[str] = mapped_column(String(200))
    answer: Mapped[str] = mapped_column(String(20), default="")  # a key of rules.reminding.ANSWERS
    answer_note: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(String(200), default="")

    duty: Mapped[Duty] = relationship()
    rule: Mapped[ReminderRule] = relationship()

    @property
    def label(self) -> str:
        """Name the reminder by its channel and day."""
        return f"{self.channel} {self.sent_on.isoformat()}"
