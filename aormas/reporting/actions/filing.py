"""Sending a report: once, with a receipt, kept as it was sent. The clock counts from the first sending that stands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from aormas.core import audit, clock, events
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.core.holidays import calendar
from aormas.core.identifiers import secret_code
from aormas.organizations.models import Organization
from aormas.reporting.actions import activities, condensing
from aormas.reporting.actions.standing import COUNTER, PORTAL, hold, must_be_open, must_be_over, must_write
from aormas.reporting.actions.writing import FIELDS, opened
from aormas.reporting.models import ActivityReport, Filing, Period, ReportRule
from aormas.reporting.rules import content, receipts, stages


@transaction
def file(
    organization: Organization, period: Period, by: Any, *, nil: bool, client_id: str, channel: str = PORTAL,
    signers: dict[str, str] | None = None, scan: StoredFile | None = None, arrived_on: date | None = None,
) -> Filing:  # fmt: skip
    """Send the report of a period and return the filing with its receipt; the same `client_id` is one sending.

    `signers` may give the names and offices of the two who sign (keys of `writing.FIELDS`); `scan` is the paper form that
    came to the counter, `arrived_on` the day on which it came, where an officer writes it down later: from that day the
    report counts. Raises `Invalid` for a period that still runs or is closed and for what is missing, `Conflict` when the
    report was sent already.
    """
    must_write(organization, by, channel)
    known = db.session.scalar(select(Filing).where(Filing.client_id == client_id))
    if known is not None:
        return known
    must_be_open(period)
    must_be_over(period)
    report = opened(organization, period, by)
    lock(report)
    if report.stage == stages.FILED:
        raise already(report)
    hold(report)
    for name, value in (signers or {}).items():
        setattr(report, name, value)
    _check(report, nil)
    day = clock.today()
    if channel == COUNTER and arrived_on is not None:
        _check_arrival(report, arrived_on)
        day = arrived_on
    return _send(report, by, nil, client_id, channel, scan, day)


def already(report: ActivityReport) -> Conflict:
    """Return the refusal of a report that waits for the office, naming who sent it."""
    last = report.filings[-1]
    return Conflict(
        "%(who)s sent this report already; its receipt is %(number)s.", who=last.filed_by, number=last.receipt_number
    )


def _check(report: ActivityReport, nil: bool) -> None:
    if nil and not report.period.rule.nil_allowed:
        raise Invalid("The office asks for a report with activities; nihil is not taken for this period.")
    faults = content.missing(nil, len(report.present_activities), report.chair_name, report.secretary_name)
    if faults:
        raise Invalid(faults[0].message, field=faults[0].field, **dict(faults[0].values or {}))


def _check_arrival(report: ActivityReport, day: date) -> None:
    """Raise `Invalid` for a day on which the report cannot have reached the office."""
    if day > clock.today():
        raise Invalid(
            "This day is still to come. Write the day on which the paper reached the office.", field="arrived_on"
        )
    first = max(
        [report.period.ends_on + timedelta(days=1), *(filing.failed_on or filing.filed_on for filing in report.filings)]
    )
    if day < first:
        raise Invalid(
            "It can have reached the office on %(first)s at the earliest: the period has to be over, and an earlier report answered.",
            field="arrived_on", first=first,
        )  # fmt: skip


def _send(
    report: ActivityReport, by: Any, nil: bool, client_id: str, channel: str, scan: StoredFile | None, day: date
) -> Filing:  # fmt: skip
    today, rule = clock.today(), report.period.rule
    report.stage = stages.move(report.stage, "file")
    report.nil = nil
    report.answer_due_on = calendar().add(day, rule.answer_days)
    if channel == COUNTER:
        report.entered_by = by.name
    if scan is not None:
        db.session.add(scan)
        report.scan = scan
    sequence = _next(today.year)
    kept = snapshot(report)
    filing = Filing(
        report=report, number=len(report.filings) + 1, nil=nil, content=kept, digest=content.told(kept["activities"]),
        filed_at=clock.now(), filed_on=day, filed_by_id=by.id, filed_by=by.name, channel=channel, addressee=rule.addressee,
        receipt_year=today.year, receipt_sequence=sequence,
        receipt_number=receipts.number(rule.receipt_pattern, sequence, today.year, report.period.code),
        receipt_code=secret_code(), client_id=client_id,
    )  # fmt: skip
    db.session.add(filing)
    condensing.refresh(report.duty)
    audit.record(
        by, "report.filed", report, receipt=filing.receipt_number, nil=nil, channel=channel, filed_on=day.isoformat()
    )
    events.emit("report.filed", report=report, filing=filing)
    return filing


def _next(year: int) -> int:
    """Return the next number of the book of receipts of a year, which is held until the end of the transaction."""
    lock(db.session.scalars(select(ReportRule).order_by(ReportRule.id)).first())  # type: ignore[arg-type]
    return (db.session.scalar(select(func.max(Filing.receipt_sequence)).where(Filing.receipt_year == year)) or 0) + 1


def snapshot(report: ActivityReport) -> dict[str, Any]:
    """Return a report as it stands, as plain values; photos by their numbers."""
    return {
        **{name: getattr(report, name) for name in FIELDS},
        "activities": [
            {
                **activities.told(one), "id": one.id,
                "photos": [{"id": photo.id, "public": photo.public, "caption": photo.caption} for photo in one.present_photos],
            }
            for one in report.present_activities
        ],
    }  # fmt: skip
