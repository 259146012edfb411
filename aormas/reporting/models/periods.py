"""The rules of reporting, each from a day on, and the periods that they make."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime


class ReportRule(Model):
    """How the office takes semester reports, for every period that begins on or after `valid_from`.

    The law fixes the rhythm of six months and the signers (PP 58/2016 art. 39); due day, grace, nil reports and the number of
    the receipt are the office's own.
    """

    __tablename__ = "report_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    valid_from: Mapped[date] = mapped_column(unique=True)
    months: Mapped[int] = mapped_column(default=6)
    due_days: Mapped[int] = mapped_column(default=31)  # after the period's last day: 31 July and 31 January
    grace_days: Mapped[int] = mapped_column(default=0)  # after the due day, still on time
    holiday_rule: Mapped[str] = mapped_column(String(10), default="next")  # next | previous | stay
    newcomer_days: Mapped[int] = mapped_column(default=90)  # so long in the register within a period before it is owed
    close_days: Mapped[int] = mapped_column(default=1826)  # after the due day no report is taken any more
    answer_days: Mapped[int] = mapped_column(default=10)  # working days in which the office answers a report
    nil_allowed: Mapped[bool] = mapped_column(default=True)
    addressee: Mapped[str] = mapped_column(String(300), default="")
    receipt_pattern: Mapped[str] = mapped_column(String(120), default="{nomor}/TTL/{tahun}")
    set_by: Mapped[str] = mapped_column(String(200), default="")
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def label(self) -> str:
        """Name the rule by its first day."""
        return self.valid_from.isoformat()


class Period(Model):
    """One span of time for which every organisation reports, with its due day as it holds now."""

    __tablename__ = "report_periods"
    __table_args__ = (Index("ix_report_periods_days", "starts_on", "ends_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)  # 2026-1
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    due_on: Mapped[date]  # after the holiday rule
    grace_days: Mapped[int] = mapped_column(default=0)
    closes_on: Mapped[date]
    rule_id: Mapped[int] = mapped_column(ForeignKey("report_rules.id"))
    notice: Mapped[str] = mapped_column(Text, default="")  # shown publicly: why the day was moved for all

    rule: Mapped[ReportRule] = relationship()

    @property
    def label(self) -> str:
        """Name the period by its code."""
        return self.code
