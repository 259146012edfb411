"""What the office says of a report, and what the organisation answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock, events
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.holidays import calendar
from aormas.organizations.actions.access import must_act_for
from aormas.organizations.models import Organization
from aormas.reporting.actions import condensing
from aormas.reporting.models import ActivityReport, ReportMessage, ReportReason, Verdict
from aormas.reporting.rules import stages

MOVED_ON = "The report was sent again or decided since you opened the page. Read it once more; your note is kept below."


@transaction
def decide(
    report: ActivityReport, verdict: str, *, reasons: Sequence[ReportReason], note: str, seen: int, by: Any, client_id: str
) -> Verdict:  # fmt: skip
    """Accept a report, hand it back with remarks, or reject it; the same `client_id` is one verdict.

    `seen` counts the steps of the report that the officer has read (`ActivityReport.steps`). A rejected report does not count from today on. Raises
    `Invalid` for remarks or a rejection without a word why, `Conflict` when it moved on.
    """
    by.must("report.review")
    known = db.session.scalar(select(Verdict).where(Verdict.client_id == client_id))
    if known is not None:
        return known
    if verdict not in stages.VERDICTS:
        raise Invalid("Choose a verdict.", field="verdict")
    if verdict != stages.ACCEPTED and not (reasons or note.strip()):
        raise Invalid("Choose a reason or write one; the organisation reads it.", field="reasons")
    lock(report)
    filing = report.filings[-1] if report.filings else None
    if filing is None or report.steps != seen:
        raise Conflict(MOVED_ON)
    report.stage = stages.move(report.stage, stages.VERDICTS[verdict])
    report.answer_due_on = None
    made = Verdict(
        filing=filing, verdict=verdict, reasons=[f"{one.title}: {one.text}" for one in reasons], note=note.strip(),
        decided_at=clock.now(), decided_on=clock.today(), decided_by_id=by.id, decided_by=by.name, client_id=client_id,
    )  # fmt: skip
    db.session.add(made)
    if verdict == stages.REJECTED:
        _fail(report)
    audit.record(by, f"report.{verdict}", report, receipt=filing.receipt_number)
    events.emit("report.decided", report=report, verdict=made)
    return made


def _fail(report: ActivityReport) -> None:
    for filing in report.filings:
        filing.failed_on = filing.failed_on or clock.today()
    condensing.refresh(report.duty)


@transaction
def answer(organization: Organization, report: ActivityReport, text: str, by: Any, *, client_id: str) -> ReportMessage:
    """Answer the office's remarks in words, without sending the report again; it is the office's turn then.

    Raises `Invalid` for an empty answer, `Conflict` when there is nothing to answer.
    """
    must_act_for(organization, by)
    known = db.session.scalar(select(ReportMessage).where(ReportMessage.client_id == client_id))
    if known is not None:
        return known
    if not text.strip():
        raise Invalid("Write your answer.", field="text")
    lock(report)
    if report.organization_id != organization.id or report.stage not in stages.ORGANIZATION_TURN | {stages.ACCEPTED}:
        raise Conflict("There is nothing to answer now; the report waits for the office.")
    if report.stage == stages.NOTED:
        report.stage = stages.move(report.stage, "answer")
    report.answer_due_on = calendar().add(clock.today(), report.period.rule.answer_days)
    return _write(report, "organization", text, by, client_id)


def _write(report: ActivityReport, side: str, text: str, by: Any, client_id: str) -> ReportMessage:
    message = ReportMessage(
        report_id=report.id, side=side, text=text.strip(), written_at=clock.now(), written_by_id=by.id, written_by=by.name,
        client_id=client_id,
    )  # fmt: skip
    db.session.add(message)
    audit.record(by, "report.answered", report, side=side)
    return message


@transaction
def write(report: ActivityReport, text: str, by: Any, *, client_id: str) -> ReportMessage:
    """Write to the organisation about its report without a verdict; what waited for the office's word is answered then."""
    by.must("report.review")
    known = db.session.scalar(select(ReportMessage).where(ReportMessage.client_id == client_id))
    if known is not None:
        return known
    if not text.strip():
        raise Invalid("Write your answer.", field="text")
    lock(report)
    if report.stage != stages.FILED:
        report.answer_due_on = None
    return _write(report, "office", text, by, client_id)
