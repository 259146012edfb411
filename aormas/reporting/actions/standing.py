"""Who may write a report, and until when."""

from __future__ import annotations

from datetime import date
from typing import Any

from aormas.core import clock
from aormas.core.database import lock
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.organizations.actions.access import must_act_for
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import Organization
from aormas.reporting.models import ActivityReport, Period
from aormas.reporting.rules import stages

PORTAL, COUNTER = "portal", "counter"
NOW_WITH_OFFICE = (
    "This report was sent. What you wrote is kept on this page; write to the office if the report must change."
)


def must_write(organization: Organization, by: Any, channel: str) -> None:
    """Raise `NotAllowed` unless a person may write an organisation's report at a door (`portal`, `counter`)."""
    if channel == COUNTER:
        by.must("report.enter")
    else:
        must_act_for(organization, by)
    must_stand(organization)


def must_be_open(period: Period, today: date | None = None) -> None:
    """Raise `Invalid` for a period that has not begun or takes no reports any more."""
    day = today or clock.today()
    if day < period.starts_on:
        raise Invalid("This period begins on %(date)s. Nothing can be reported on it yet.", date=period.starts_on)
    if day > period.closes_on:
        raise Invalid(
            "Reports on this period were taken until %(date)s. Please speak to the office.", date=period.closes_on
        )


def must_be_over(period: Period, today: date | None = None) -> None:
    """Raise `Invalid` while a period still runs: what happens until its end belongs into the report."""
    if (today or clock.today()) <= period.ends_on:
        raise Invalid(
            "This period runs until %(date)s. Activities can be written down now; the report is sent when it is over.",
            date=period.ends_on,
        )


def hold(report: ActivityReport, organization: Organization | None = None) -> None:
    """Read a report anew and hold it; raise `Conflict` while it waits for the office or is accepted.

    With `organization` it raises `NotAllowed` for a report of another one.
    """
    if organization is not None and report.organization_id != organization.id:
        raise NotAllowed("This report belongs to another organisation.")
    lock(report)
    if report.stage not in stages.WRITABLE:
        raise Conflict(NOW_WITH_OFFICE)
