"""Closing a case that the applicant has left: proposed by the clock, decided by an officer."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit
from aormas.core.database import transaction
from aormas.core.errors import Invalid
from aormas.core.i18n import format_date
from aormas.registration.actions import turns
from aormas.registration.actions.decide import still
from aormas.registration.actions.review import must_be_in
from aormas.registration.models import Application
from aormas.registration.rules import clocks


@transaction
def close(application: Application, by: User, *, reason: str, seen: int | None = None) -> None:
    """Close a case whose applicant let the days of a correction pass.

    Raises `Invalid` while they run, or without a reason.
    """
    by.must("application.close")
    must_be_in(application, "awaiting_correction")
    still(application, seen)
    reading = turns.applicant_reading(application)
    if not clocks.may_be_closed(reading):
        raise Invalid(
            "The applicant has time until %(day)s; a case is closed only after that.", day=format_date(reading.due)
        )
    if not reason:
        raise Invalid("Write a sentence that tells the applicant why the case was closed.", field="reason")
    turns.move(application, "close")
    turns.decide(application, "close", by, reason=reason)
    audit.record(by, "application.closed", application)
