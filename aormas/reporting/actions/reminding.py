"""Reminders: one per duty and rule, noted when sent, with what came of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock, outbox
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.reporting.models import Duty, Reminder, ReminderRule
from aormas.reporting.queries.states import state_of
from aormas.reporting.rules import reminding, states

WAITING, SENT, FAILED = "waiting", "sent", "failed"
TOO_SOON = "This organisation was reminded on %(date)s already; the next reminder comes a few days later."


@transaction
def remind(duty: Duty, rule: ReminderRule, channel: str, text: str, by: Any) -> Reminder:
    """Note that an organisation is reminded of a duty by a rule; an e-mail goes out by the worker.

    The same duty and rule is one reminder. Raises `Conflict` when it has reported, or was reminded in the days before.
    """
    by.must("report.remind")
    if channel not in reminding.CHANNELS:
        raise Invalid("Choose how the organisation is reminded.", field="channel")
    lock(duty)
    known = db.session.scalar(select(Reminder).where(Reminder.duty_id == duty.id, Reminder.rule_id == rule.id))
    if known is not None:
        return _again(known, channel, text, by)
    if state_of(duty, clock.today()).code not in states.OPEN:
        raise Conflict("This organisation has reported meanwhile; no reminder is needed.")
    last = db.session.scalar(
        select(func.max(Reminder.sent_on)).where(
            Reminder.organization_id == duty.organization_id, Reminder.state != FAILED
        )
    )
    if reminding.is_quiet(last, clock.today()):
        raise Conflict(TOO_SOON, date=last)
    made = Reminder(
        duty=duty, organization_id=duty.organization_id, rule=rule, channel=channel, text=text,
        state=WAITING if channel == "email" else SENT, sent_on=clock.today(), sent_at=clock.now(), sent_by_id=by.id, sent_by=by.name,
    )  # fmt: skip
    db.session.add(made)
    _dispatch(made)
    audit.record(by, "reminder.sent", duty.organization, duty=duty.label, channel=channel)
    return made


def _again(known: Reminder, channel: str, text: str, by: Any) -> Reminder:
    """A reminder whose e-mail failed may be sent another way; otherwise it is the same one."""
    if known.state == FAILED:
        known.channel, known.text, known.failure = channel, text, ""
        known.state = WAITING if channel == "email" else SENT
        known.sent_on, known.sent_at, known.sent_by_id, known.sent_by = clock.today(), clock.now(), by.id, by.name
        _dispatch(known)
    return known


def _dispatch(reminder: Reminder) -> None:
    db.session.flush()
    if reminder.channel == "email":
        outbox.put("reporting.mail_reminder", reminder=reminder.id)


@transaction
def delivered(reminder: Reminder) -> None:
    """Note that the mail server took a reminder."""
    reminder.state, reminder.sent_at, reminder.sent_on = SENT, clock.now(), clock.today()


@transaction
def failed(reminder: Reminder, why: str) -> None:
    """Note that a reminder could not be mailed, so that an officer reaches the organisation another way."""
    reminder.state, reminder.failure = FAILED, why[:300]


@transaction
def note_answer(reminder: Reminder, answer: str, note: str, by: Any) -> None:
    """Note what came of a reminder. Raises `Invalid` for an unknown answer."""
    by.must("report.remind")
    if answer not in reminding.ANSWERS:
        raise Invalid("Choose what came of it.", field="answer")
    lock(reminder)
    reminder.answer, reminder.answer_note = answer, note.strip()
    reminder.answered_at, reminder.answered_by = clock.now(), by.name
    audit.record(by, "reminder.answered", reminder.duty.organization, answer=answer)
