"""The worker's part: reminders by e-mail."""

from __future__ import annotations

from typing import Any

from aormas.core import clock, mail
from aormas.core.database import db
from aormas.reporting.actions import reminding as actions
from aormas.reporting.models import Reminder
from aormas.reporting.presentation.reminding import subject_of
from aormas.reporting.queries.reminding import reach_of
from aormas.reporting.queries.states import state_of
from aormas.reporting.rules import states

KIND = "reporting.mail_reminder"
REPORTED = "It has reported meanwhile"
NO_ADDRESS = "It has no e-mail address any more"
REFUSED = "The mail server does not take this address"
GIVEN_UP = "The mail server did not take it in five tries"


def mail_reminder(payload: dict[str, Any]) -> None:
    """Send the reminder `payload["reminder"]`; one that was sent, or is sent in another way by now, is left alone.

    Raises `mail.MailDelayed` to be tried again.
    """
    reminder = db.session.get(Reminder, payload["reminder"])
    if reminder is None or reminder.channel != "email" or reminder.state == actions.SENT:
        return
    if state_of(reminder.duty, clock.today()).code not in states.OPEN:
        actions.failed(reminder, REPORTED)
        return
    address = reach_of(reminder.organization_id).email
    if not address:
        actions.failed(reminder, NO_ADDRESS)
        return
    message = mail.Message(f"pengingat-{reminder.id}", address, subject_of(reminder), reminder.text)
    try:
        mail.send(message)
    except mail.MailRefused:
        actions.failed(reminder, REFUSED)
    else:
        actions.delivered(reminder)


def given_up(kind: str, payload: dict[str, Any]) -> None:
    """Note that a reminder could not be mailed in all its tries (listener of `job.given_up`, inside a transaction)."""
    if kind != KIND:
        return
    reminder = db.session.get(Reminder, payload["reminder"])
    if reminder is not None and reminder.channel == "email" and reminder.state == actions.WAITING:
        reminder.state, reminder.failure = actions.FAILED, GIVEN_UP
