"""Answering an objection to a refusal (UU 30/2014 art. 77): the refusal stands, or the case is taken up again."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import transaction
from aormas.core.errors import Invalid
from aormas.letters import actions as letters
from aormas.registration.actions import turns
from aormas.registration.actions.decide import still
from aormas.registration.actions.review import must_be_in
from aormas.registration.models import Application

NO_REASON = "Write the answer; the applicant reads it."


@transaction
def uphold(application: Application, by: User, *, reason: str, seen: int | None = None) -> None:
    """Answer that the refusal stands, with the reason."""
    _begin(application, by, reason, seen)
    turns.move(application, "uphold")
    turns.decide(application, "uphold", by, reason=reason)
    audit.record(by, "application.objection_answered", application, answer="upheld")


@transaction
def reopen(application: Application, by: User, *, reason: str, seen: int | None = None) -> None:
    """Accept the objection: the refusal letter is withdrawn, and the office's days for a new decision begin today."""
    _begin(application, by, reason, seen)
    if application.letter is not None:
        letters.withdraw(application.letter, reason, by)
        application.letter = None
    if application.complete_at is not None:
        application.complete_at, application.warned_on = clock.now(), None
    turns.move(application, "reopen")
    turns.decide(application, "reopen", by, reason=reason)
    audit.record(by, "application.objection_answered", application, answer="accepted")


def _begin(application: Application, by: User, reason: str, seen: int | None) -> None:
    by.must("application.object")
    must_be_in(application, "objected")
    still(application, seen)
    if not reason:
        raise Invalid(NO_REASON, field="reason")
