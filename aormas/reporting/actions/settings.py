"""The office's rules of reporting: a change is a new row from a day on; what has begun keeps its rule."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select, update

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.holidays import calendar
from aormas.reporting.models import Duty, Period, ReminderRule, ReportReason, ReportRule
from aormas.reporting.rules import kinds, periods, receipts, reminding, stages

# Field → (least, most).
BOUNDS = {
    "due_days": (1, 180), "grace_days": (0, 60), "newcomer_days": (0, 366), "close_days": (30, 3660), "answer_days": (1, 60),
}  # fmt: skip
FARTHEST = 366  # days after the due day to which it may move
FIELDS = (*BOUNDS, "months", "holiday_rule", "nil_allowed", "addressee", "receipt_pattern")


def next_start() -> date:
    """Return the first day from which a new rule can hold: after the last period that has begun."""
    last = db.session.scalar(select(Period.ends_on).order_by(Period.ends_on.desc()).limit(1))
    return clock.today() if last is None else last + timedelta(days=1)


@transaction
def set_rule(valid_from: date, values: Mapping[str, Any], by: Any) -> ReportRule:
    """Write the rule that holds for every period that begins on or after a day; the same day again changes that rule.

    Raises `Invalid` for a day inside a period (periods would overlap) and for numbers out of bounds.
    """
    by.must("settings.edit")
    check(valid_from, values)
    row = db.session.scalar(select(ReportRule).where(ReportRule.valid_from == valid_from))
    if row is None:
        row = ReportRule(valid_from=valid_from, recorded_at=clock.now())
        db.session.add(row)
    for name in FIELDS:
        if name in values:
            setattr(row, name, values[name])
    row.set_by, row.recorded_at = by.name, clock.now()
    db.session.flush()
    audit.record(by, "report.rule_set", row, **{name: getattr(row, name) for name in FIELDS})
    return row


@transaction
def take_rule_back(row: ReportRule, by: Any) -> None:
    """Take back a rule whose first day has not come; the trail keeps what it said. Raises `Conflict` once it holds."""
    by.must("settings.edit")
    lock(row)
    used = db.session.scalar(select(Period.id).where(Period.rule_id == row.id).limit(1))
    if row.valid_from <= clock.today() or used is not None:
        raise Conflict("This rule holds already, so it is not taken back. Write the next one.")
    audit.record(by, "report.rule_taken_back", row, **{name: getattr(row, name) for name in FIELDS})
    db.session.delete(row)


def check(valid_from: date, values: Mapping[str, Any]) -> None:
    """Raise `Invalid` for a rule that `set_rule` would not take."""
    _check_start(valid_from)
    _check_values(values)


def _check_start(valid_from: date) -> None:
    first = next_start()
    inside = db.session.scalar(
        select(Period).where(Period.starts_on <= valid_from, Period.ends_on >= valid_from).limit(1)
    )
    if inside is not None:
        raise Invalid(
            "This day lies inside the period %(first)s to %(last)s, so two periods would overlap. Choose %(next)s or a later first day.",
            field="valid_from", first=inside.starts_on, last=inside.ends_on, next=first,
        )  # fmt: skip
    if valid_from < first:
        raise Invalid(
            "A new rule begins with a new period. Choose %(next)s or a later first day.", field="valid_from", next=first
        )
    _check_between(first, valid_from)


def _check_between(first: date, valid_from: date) -> None:
    """Raise `Invalid` when the periods that the rules before make would run over the new rule's first day."""
    day = first
    while day < valid_from:
        rule = db.session.scalar(
            select(ReportRule).where(ReportRule.valid_from <= day).order_by(ReportRule.valid_from.desc()).limit(1)
        )
        if rule is None:
            return
        span = periods.span_of(day, rule.months)
        if span.ends_on >= valid_from:
            raise Invalid(
                "By the rule before, a period runs from %(first)s to %(last)s, so two periods would overlap. Choose %(next)s.",
                field="valid_from", first=max(day, span.starts_on), last=span.ends_on, next=span.ends_on + timedelta(days=1),
            )  # fmt: skip
        day = span.ends_on + timedelta(days=1)


def _check_values(values: Mapping[str, Any]) -> None:
    for name, (least, most) in BOUNDS.items():
        if name in values and not (isinstance(values[name], int) and least <= values[name] <= most):
            raise Invalid("Write a number from %(least)s to %(most)s.", field=name, least=least, most=most)
    if values.get("months", 6) not in periods.MONTHS:
        raise Invalid("A year must hold a whole number of periods: 1, 2, 3, 4, 6 or 12 months.", field="months")
    if values.get("holiday_rule", "next") not in periods.HOLIDAY_RULES:
        raise Invalid("Choose what happens when the due day is a holiday.", field="holiday_rule")
    if "receipt_pattern" in values and (message := receipts.fault(str(values["receipt_pattern"]))):
        raise Invalid(message, field="receipt_pattern")


@transaction
def move_due_day(period: Period, due_on: date, reason: str, by: Any) -> None:
    """Move the due day of a period that has not come yet to a later one, as the holiday rule moves it. Raises `Invalid`."""
    by.must("settings.edit")
    lock(period)
    due_on = moved_day(period, due_on)
    if not reason.strip():
        raise Invalid("Write the reason.", field="reason")
    before, period.due_on = period.due_on, due_on
    period.closes_on = max(period.closes_on, due_on + timedelta(days=period.rule.close_days))
    period.notice = reason.strip()
    plain, theirs = due_on + timedelta(days=period.grace_days), Duty.period_id == period.id
    shorter = update(Duty).where(theirs, Duty.until <= plain)
    db.session.execute(shorter.values(due_on=due_on, until=plain, extended=False))
    db.session.execute(update(Duty).where(theirs, Duty.until > plain).values(due_on=due_on))
    audit.record(by, "report.due_day_moved", period, before=before, after=due_on)


def moved_day(period: Period, wanted: date) -> date:
    """Return the day on which a period would be due when moved to a day: the one wanted, or the working day by the holiday rule.

    Raises `Invalid` for a day that is earlier or very far, and once the due day has passed: who was late then stays so, and
    more time is given to all instead, with its own notice.
    """
    if period.due_on < clock.today():
        raise Invalid(
            "The due day has passed, so what each organisation did by then stands. Give more time to all instead.",
            field="due_on",
        )
    if wanted <= period.due_on:
        raise Invalid(
            "A due day that was told is never moved forward. Choose a later day than %(date)s.",
            field="due_on",
            date=period.due_on,
        )
    if (wanted - period.due_on).days > FARTHEST:
        raise Invalid(
            "This is more than a year after %(date)s. Please check the year.", field="due_on", date=period.due_on
        )
    return max(periods.moved(wanted, period.rule.holiday_rule, calendar()), period.due_on)


@transaction
def set_reminder(row: ReminderRule | None, values: Mapping[str, Any], by: Any) -> ReminderRule:
    """Write a rule of reminding; one that was used ends and a new one begins, so that what was sent keeps its words.

    `values`: kind, days, channels (list), subject, text. Raises `Invalid`.
    """
    by.must("settings.edit")
    _check_reminder(row, values)
    if row is not None:
        row.ended_on = clock.today()
    made = ReminderRule(
        kind=values["kind"], days=values["days"], channels=",".join(values["channels"]), subject=str(values["subject"]).strip(),
        text=str(values["text"]).strip(), valid_from=clock.today(), set_by=by.name,
    )  # fmt: skip
    db.session.add(made)
    db.session.flush()
    audit.record(by, "reminder.rule_set", made, channels=made.channels)
    return made


def _check_reminder(row: ReminderRule | None, values: Mapping[str, Any]) -> None:
    if values.get("kind") not in kinds.KINDS:
        raise Invalid("Choose what is reminded of.", field="kind")
    if not isinstance(values.get("days"), int) or not reminding.LEAST <= values["days"] <= reminding.MOST:
        raise Invalid(
            "Write a number from %(least)s to %(most)s.", field="days", least=reminding.LEAST, most=reminding.MOST
        )
    if not values.get("channels") or set(values["channels"]) - set(reminding.CHANNELS):
        raise Invalid("Choose at least one way to reach the organisation.", field="channels")
    subject, text = str(values.get("subject") or ""), str(values.get("text") or "")
    if not subject.strip():
        raise Invalid("Write a subject.", field="subject")
    for field, message in (("subject", reminding.subject_fault(subject)), ("text", reminding.fault(text))):
        if message:
            raise Invalid(message, field=field)
    if "letter" in values["channels"] and (signs := reminding.unprintable(subject + text)):
        raise Invalid(
            "A printed letter cannot show %(signs)s. Leave that out, or take the printed letter out of the ways.",
            field="text", signs=signs[:20],
        )  # fmt: skip
    _check_day(row, values)


def _check_day(row: ReminderRule | None, values: Mapping[str, Any]) -> None:
    same = select(ReminderRule.id).where(
        ReminderRule.kind == values["kind"], ReminderRule.days == values["days"], ReminderRule.ended_on.is_(None)
    )
    taken = [number for number in db.session.scalars(same) if row is None or number != row.id]
    if taken:
        raise Invalid("There is a reminder for this day already. Change that one, or choose another day.", field="days")


@transaction
def end_reminder(row: ReminderRule, by: Any) -> None:
    """End a rule of reminding; what was sent stays."""
    by.must("settings.edit")
    if row.ended_on is None:
        row.ended_on = clock.today()
        audit.record(by, "reminder.rule_ended", row)


@transaction
def set_reason(row: ReportReason | None, verdict: str, title: str, text: str, by: Any) -> ReportReason:
    """Write a stock reason; verdicts that used one keep its words. Raises `Invalid`."""
    by.must("settings.edit")
    if verdict not in (stages.NOTED, stages.REJECTED):
        raise Invalid("Choose for which verdict.", field="verdict")
    for name, value in (("title", title), ("text", text)):
        if not value.strip():
            raise Invalid("Write it as the organisation shall read it.", field=name)
    made = row or ReportReason(position=1000)
    made.verdict, made.title, made.text = verdict, title.strip(), text.strip()
    db.session.add(made)
    db.session.flush()
    audit.record(by, "report.reason_set", made)
    return made


@transaction
def end_reason(row: ReportReason, by: Any) -> None:
    """Offer a stock reason no more. Raises `Conflict` when it ended before."""
    by.must("settings.edit")
    if row.ended_on is not None:
        raise Conflict("This reason is not offered any more.")
    row.ended_on = clock.today()
    audit.record(by, "report.reason_ended", row)
