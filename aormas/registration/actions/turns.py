"""Moving a case and handing the turn: every other action of this folder goes through here, inside its transaction."""

from __future__ import annotations

from datetime import date

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db, lock
from aormas.core.errors import Conflict
from aormas.core.holidays import calendar
from aormas.registration.models import Application, Decision, TurnSpan
from aormas.registration.rules import clocks, stages


def move(application: Application, verb: str, *, expected_round: int | None = None) -> None:
    """Move a case by a verb, hand the turn where the stage says, and set the day by which the next step is due.

    Call inside a transaction. `expected_round` is what the page showed; raises `Conflict` when it is stale or the verb
    no longer fits the stage. A round is one look of the office with its findings: it rises when the applicant sends the
    case back (`resubmit`), so what the applicant has to answer are always the findings of the present round.
    """
    lock(application)
    if expected_round is not None and expected_round != application.round:
        raise Conflict("This case has moved on in the meantime. Nothing was changed; look at its present state first.")
    application.stage = stages.move(application.stage, verb)
    if verb == "resubmit":
        application.round += 1
    hand_to(application, stages.TURN[application.stage])
    if stages.TURN[application.stage] == stages.NOBODY:
        application.ended_at = clock.now()
    else:
        application.ended_at = None
    set_due(application)


def hand_to(application: Application, turn: str) -> None:
    """End the present span of time and begin the next, when the turn changes."""
    present = next((span for span in application.spans if span.ended_at is None), None)
    if present is not None and present.turn == turn:
        return
    if present is not None:
        present.ended_at = clock.now()
    application.turn = turn
    if turn != stages.NOBODY:
        application.spans.append(TurnSpan(turn=turn, began_at=clock.now()))
    db.session.flush()


def spans(application: Application) -> list[clocks.Span]:
    """Return the spans of a case as office days, for the rules."""
    return [
        clocks.Span(span.turn, clock.day_of(span.began_at), clock.day_of(span.ended_at) if span.ended_at else None)
        for span in application.spans
    ]


def office_reading(application: Application) -> clocks.Reading:
    """Return the office's clock of a case: the legal one once the file is complete, before that the target for a look."""
    version = application.version
    if application.complete_at is None:
        began = next(
            (span.began for span in reversed(spans(application)) if span.turn == stages.OFFICE and span.ended is None),
            None,
        )
        if began is None:
            return clocks.Reading(0, version.check_days, None, None, False)
        return clocks.check_clock(began, version.check_days, calendar(), clock.today())
    complete_on = clock.day_of(application.complete_at)
    return clocks.office_clock(spans(application), complete_on, version.office_days, calendar(), clock.today())


def applicant_reading(application: Application) -> clocks.Reading:
    """Return the applicant's clock of a case."""
    return clocks.applicant_clock(spans(application), application.version.applicant_days, calendar(), clock.today())


def objection_due(application: Application) -> date | None:
    """Return the last day to answer an objection that is open."""
    began = next((span.began for span in reversed(spans(application)) if span.ended is None), None)
    return calendar().add(began, application.version.answer_days) if began else None


def set_due(application: Application) -> None:
    """Keep the day by which the next step is due, for worklists."""
    if application.stage == "objected":
        application.due_on = objection_due(application)
    elif application.turn == stages.OFFICE:
        application.due_on = office_reading(application).due
    elif application.stage == "awaiting_correction":
        application.due_on = applicant_reading(application).due
    else:
        application.due_on = None


def decide(
    application: Application, verb: str, by: User | None, *, note: str = "", reason: str = "", legal_basis: str = ""
) -> Decision:
    """Write down who took which step with a case."""
    decision = Decision(verb=verb, by=by, at=clock.now(), note=note, reason=reason, legal_basis=legal_basis)
    application.decisions.append(decision)
    return decision
