"""Periods: made as time goes on by the rule of their first day."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select

from aormas.core.database import db
from aormas.core.holidays import calendar
from aormas.reporting.models import Period, ReportRule
from aormas.reporting.rules import periods as rules


def rule_of(day: date) -> ReportRule | None:
    """Return the rule that holds for a period that begins on a day."""
    statement = select(ReportRule).where(ReportRule.valid_from <= day).order_by(ReportRule.valid_from.desc()).limit(1)
    return db.session.scalar(statement)


def open_until(today: date) -> None:
    """Make the periods that have begun by a day and are not there yet. Call inside a transaction; again changes nothing."""
    first = db.session.scalar(select(ReportRule.valid_from).order_by(ReportRule.valid_from).limit(1))
    if first is None:
        return
    last = db.session.scalar(select(Period.ends_on).order_by(Period.ends_on.desc()).limit(1))
    day = first if last is None else last + timedelta(days=1)
    while day <= today:
        rule = rule_of(day)
        assert rule is not None  # day is not before the first rule
        day = _make(rule, day).ends_on + timedelta(days=1)


def _make(rule: ReportRule, day: date) -> Period:
    span = rules.span_of(day, rule.months)
    due = rules.due_on(span.ends_on, rule.due_days, rule.holiday_rule, calendar())
    period = Period(
        code=span.code, starts_on=max(day, span.starts_on), ends_on=span.ends_on, due_on=due, grace_days=rule.grace_days,
        closes_on=due + timedelta(days=rule.close_days), rule=rule,
    )  # fmt: skip
    db.session.add(period)
    db.session.flush()
    return period
