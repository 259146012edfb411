"""The applicant's answer to findings: mend a paper or a section, argue back, send back, object to a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.holidays import calendar
from aormas.registration.actions import turns
from aormas.registration.actions.filing import APPLICANT, keep
from aormas.registration.actions.papers import Received, place
from aormas.registration.models import Application, Attachment, Finding, Requirement
from aormas.registration.rules import corrections

NOT_YOUR_TURN = "These papers are with the office at the moment, so nothing was changed."


@transaction
def mend_paper(application: Application, requirement: Requirement, received: Received) -> Attachment:
    """Replace a paper that the office handed back, and only such a one. Raises `Conflict` for any other."""
    finding = _open_finding(application, requirement.code)
    row = place(application, requirement, received)
    if row.id != finding.attachment_id:
        row.round = application.round + 1  # the office sees it in its next look
        finding.answered = True
    return row


@transaction
def mend_answers(application: Application, step: str, typed: Mapping[str, Any], seen: int) -> int:
    """Replace a section of the answers that the office handed back, and return its revision.

    Raises `Conflict` for a section that was not handed back, `StaleStep` when it was changed elsewhere meanwhile.
    """
    finding = _open_finding(application, corrections.section(step))
    before = application.answers.get(step)
    revision = keep(application, step, typed, seen)
    finding.answered = finding.answered or before != typed
    return revision


@transaction
def rebut(application: Application, target: str, text: str) -> None:
    """Argue back against one finding. Raises `Conflict` when it is not open, `Invalid` without text or with too much."""
    finding = _open_finding(application, target)
    if not text:
        raise Invalid("Write why you think that this finding is wrong.", field="rebuttal")
    _fits(text, "rebuttal")
    finding.rebuttal, finding.rebutted_at, finding.answered = text, clock.now(), True


@transaction
def resubmit(application: Application, seen_round: int, by: User | None = None) -> bool:
    """Send a mended case back; return whether this call did it (a repeated one changes nothing and is no error).

    Raises `Invalid` while a finding is neither mended nor argued against.
    """
    lock(application)
    if application.stage != "awaiting_correction" and application.round > seen_round:
        return False
    left = [finding for finding in open_findings(application) if not finding.answered]
    if application.stage == "awaiting_correction" and left:
        raise Invalid("Some findings are not answered yet. Mend the paper, or write why you think it is right.")
    turns.move(application, "resubmit", expected_round=seen_round)
    answers = {
        finding.target: "rebutted" if finding.rebuttal else "mended"
        for finding in application.findings
        if finding.round == seen_round and finding.answered
    }
    audit.record(by or APPLICANT, "application.corrected", application, answers=answers)
    return True


@transaction
def object_(application: Application, text: str, by: User | None = None) -> bool:
    """Object to a refusal (UU 30/2014 art. 77); return whether this call did it.

    Raises `Invalid` without reasons or past the days that the service's version allows, `Conflict` in any other stage.
    """
    lock(application)
    if application.stage == "objected":
        return False
    if not text:
        raise Invalid("Write why you think that the refusal is wrong.", field="objection")
    _fits(text, "objection")
    if application.stage == "refused" and application.ended_at is not None:
        refused_on = clock.day_of(application.ended_at)
        if not corrections.may_object(refused_on, application.version.objection_days, calendar(), clock.today()):
            raise Invalid("The days for an objection are over. Please speak with the office.", field="objection")
    turns.move(application, "object")
    turns.decide(application, "object", by, reason=text)
    audit.record(by or APPLICANT, "application.objected", application)
    return True


def open_findings(application: Application) -> list[Finding]:
    """Return the findings of the present round that the applicant has to answer."""
    return [
        finding for finding in application.findings if finding.round == application.round and finding.verdict == "fix"
    ]


def _open_finding(application: Application, target: str) -> Finding:
    lock(application)
    found = next((finding for finding in open_findings(application) if finding.target == target), None)
    if application.stage != "awaiting_correction" or found is None:
        raise Conflict(NOT_YOUR_TURN)
    return found


def _fits(text: str, field: str) -> None:
    if len(text) > corrections.TEXT_MOST:
        raise Invalid(
            "At most %(most)d characters fit here; %(count)d are written.",
            field=field,
            most=corrections.TEXT_MOST,
            count=len(text),
        )
