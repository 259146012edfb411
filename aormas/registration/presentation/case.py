"""A case after it was sent, as the applicant reads it: what happened, the visit, the refusal, the objection."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.registration.models import Application, Decision
from aormas.registration.presentation.status import withdrawn_letter
from aormas.registration.rules import corrections, stages

# Message ids of the steps that an applicant sees in the history; what is not here stays inside the office.
STEP_WORDS = {
    "ask_correction": "Handed back for correction",
    "complete": "Recorded as complete",
    "recommend": "Checked, passed on for approval",
    "recommend_refusal": "Checked, passed on for a decision",
    "approve": "Approved by the head of division",
    "sign": "Letter signed",
    "refuse": "Refused",
    "forward": "Sent to the Ministry",
    "record_skt": "The Ministry issued the SKT",
    "record_ministry_refusal": "Refused by the Ministry",
    "object": "You objected to the refusal",
    "uphold": "Your objection was answered: the refusal stands",
    "reopen": "Your objection was accepted: the office takes the case up again",
    "close": "Closed by the office",
    "withdraw": "Withdrawn by you",
}


def timeline(application: Application) -> list[tuple[datetime | date, str]]:
    """Return what happened, newest first; a date alone where no hour was kept."""
    letter = withdrawn_letter(application)
    after = [(letter.withdrawn_on, _("Letter withdrawn by the office"))] if letter and letter.withdrawn_on else []
    return [*after, *_moments(application)]


def _moments(application: Application) -> list[tuple[datetime, str]]:
    items: list[tuple[datetime, str]] = [(application.created_at, _("Filing begun"))]
    if application.submitted_at is not None:
        items.append((application.submitted_at, _("Sent to the office")))
    items += [(d.at, _(STEP_WORDS[d.verb])) for d in application.decisions if d.verb in STEP_WORDS]
    items += [(moment, _("Correction sent back")) for moment in _returns(application)]
    for visit in application.visits:
        if visit.recorded_at is not None:
            items.append(
                (visit.recorded_at, _("The secretariat was visited on %(date)s", date=format_date(visit.conducted_on)))
            )
    return sorted(items, key=lambda item: item[0], reverse=True)


def _returns(application: Application) -> list[datetime]:
    """Return when the applicant sent the case back: the applicant's turn ended, and not by closing or withdrawing."""
    ended = {d.at for d in application.decisions if d.verb in {"close", "withdraw"}}
    return [
        s.ended_at
        for s in application.spans
        if s.turn == stages.APPLICANT and s.ended_at is not None and s.ended_at not in ended
    ]


def planned_visit(application: Application) -> tuple[str, str] | None:
    """Return day and time of a visit that is still to come."""
    coming = [
        v for v in application.visits if v.planned_on and v.conducted_on is None and v.planned_on >= clock.today()
    ]
    return (format_date(coming[-1].planned_on, "weekday"), coming[-1].planned_time) if coming else None


def refusal(application: Application) -> Decision | None:
    """Return the refusal that stands: reason and legal basis."""
    return (
        next((d for d in reversed(application.decisions) if d.verb in {"refuse", "record_ministry_refusal"}), None)
        if _is_refused(application)
        else None
    )


def _is_refused(application: Application) -> bool:
    return application.stage in {"refused", "objected", "refusal_upheld", "refused_by_ministry"}


def answer_to_objection(application: Application) -> Decision | None:
    """Return the office's answer to an objection, if there is one."""
    return next((d for d in reversed(application.decisions) if d.verb in {"uphold", "reopen"}), None)


def own_objection(application: Application) -> Decision | None:
    """Return the objection as it was written."""
    return next((d for d in reversed(application.decisions) if d.verb == "object"), None)


def objection_until(application: Application) -> date | None:
    """Return the last day to object, when there is something to object to and time is left."""
    if application.stage != "refused" or application.ended_at is None:
        return None
    until = corrections.objection_until(
        clock.day_of(application.ended_at), application.version.objection_days, calendar()
    )
    return until if until >= clock.today() else None
