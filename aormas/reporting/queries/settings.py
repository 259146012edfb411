"""The office's rules of reporting as its settings page shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.core.holidays import calendar
from aormas.reporting.models import Duty, Period, ReportReason, ReportRule
from aormas.reporting.rules import periods as rules


@dataclass(frozen=True)
class Ahead:
    """One due day that a rule would make; `plain` is the day before the holiday rule moved it."""

    code: str
    months: int
    starts_on: date
    ends_on: date
    plain: date
    due_on: date
    grace_until: date


def rules_of() -> list[ReportRule]:
    """Return all rules, those to come first, then the one that holds, then those before."""
    return list(db.session.scalars(select(ReportRule).order_by(ReportRule.valid_from.desc())))


def present_rule(today: date) -> ReportRule | None:
    """Return the rule that holds today."""
    statement = select(ReportRule).where(ReportRule.valid_from <= today).order_by(ReportRule.valid_from.desc())
    return db.session.scalars(statement.limit(1)).first()


def rule_before(day: date) -> ReportRule | None:
    """Return the rule that would hold on a day without one that begins on it."""
    statement = select(ReportRule).where(ReportRule.valid_from < day).order_by(ReportRule.valid_from.desc())
    return db.session.scalars(statement.limit(1)).first()


def periods(count: int = 12) -> list[Period]:
    """Return the last periods, the newest first."""
    statement = select(Period).options(joinedload(Period.rule)).order_by(Period.starts_on.desc())
    return list(db.session.scalars(statement.limit(count)))


def reasons() -> list[ReportReason]:
    """Return the stock reasons that are offered, by verdict."""
    statement = select(ReportReason).where(ReportReason.ended_on.is_(None))
    return list(db.session.scalars(statement.order_by(ReportReason.verdict, ReportReason.position, ReportReason.id)))


def ahead(first: date, values: Mapping[str, Any], count: int = 4) -> list[Ahead]:
    """Return the next due days that a rule with some values makes from a day on, moved as its holiday rule says."""
    known, months = calendar(), values["months"]
    found = []
    span = rules.span_of(first, months)
    for _number in range(count):
        due = rules.due_on(span.ends_on, values["due_days"], values["holiday_rule"], known)
        found.append(
            Ahead(
                span.code, months, max(span.starts_on, first), span.ends_on, span.ends_on + timedelta(days=values["due_days"]), due,
                due + timedelta(days=values.get("grace_days", 0)),
            )
        )  # fmt: skip
        span = rules.span_of(span.ends_on + timedelta(days=1), months)
    return found


def awaited(period: Period) -> int:
    """Return how many reports of a period have not come yet."""
    wanted = (
        Duty.period_id == period.id,
        Duty.settled_on.is_(None),
        Duty.set_aside_on.is_(None),
        Duty.exempt_on.is_(None),
    )
    return db.session.scalar(select(func.count(Duty.id)).where(*wanted)) or 0
