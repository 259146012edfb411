"""Writing a report: it opens by itself, and everything is saved as it is entered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict
from aormas.organizations.models import Organization
from aormas.reporting.actions import opening
from aormas.reporting.actions.standing import PORTAL, hold, must_be_open, must_write
from aormas.reporting.models import ActivityReport, Period, ReportVersion

# What the report holds beside its activities.
FIELDS = (
    "problems", "grants", "plan", "changes", "member_count", "chair_name", "chair_office", "secretary_name",
    "secretary_office",
)  # fmt: skip
KEPT = FIELDS[:5]  # what is kept in versions; who signs is kept with each filing


def report_of(organization: Organization, period: Period) -> ActivityReport | None:
    """Return the report of an organisation on a period, as far as it is written: the one that counts."""
    statement = select(ActivityReport).where(
        ActivityReport.organization_id == organization.id, ActivityReport.period_id == period.id
    )
    rows = db.session.scalars(statement).all()
    return min(rows, key=lambda row: (row.duty.set_aside_on is not None, row.id), default=None)


def opened(organization: Organization, period: Period, by: Any) -> ActivityReport:
    """Return the report of an organisation on a period, begun where there is none. Call inside a transaction."""
    duty = opening.report_duty(organization, period)
    found = db.session.scalar(select(ActivityReport).where(ActivityReport.duty_id == duty.id).with_for_update())
    if found is None:
        found = ActivityReport(
            organization_id=organization.id, period=period, duty=duty, saved_at=clock.now(), saved_by=by.name
        )
        _fill(found, organization)
        db.session.add(found)
        db.session.flush()
        audit.record(by, "report.begun", found)
    return found


def known(organization: Organization) -> dict[str, Any]:
    """Return what a report begins with: who signs by the present board, and the number of members."""
    term = organization.present_term
    filled: dict[str, Any] = {"member_count": organization.member_count}
    for office, title in (("chair", "Ketua"), ("secretary", "Sekretaris")):
        person = term.holder(office) if term else None
        filled[f"{office}_name"] = person.name if person else ""
        filled[f"{office}_office"] = (person.title if person else "") or title
    return filled


def _fill(report: ActivityReport, organization: Organization) -> None:
    for name, value in known(organization).items():
        setattr(report, name, value)


def save(
    organization: Organization, period: Period, values: Mapping[str, Any], by: Any, *, seen: int, channel: str = PORTAL
) -> ActivityReport:  # fmt: skip
    """Save what a report holds beside its activities (`FIELDS`).

    `seen` is the revision that the page showed. Raises `Written` when somebody saved other words since; nothing of either
    is lost: the page shows both, and both are kept as versions.
    """
    try:
        return _save(organization, period, values, by, seen, channel)
    except Written:
        _keep_beside(organization, period, values, by)
        raise


@transaction
def _keep_beside(organization: Organization, period: Period, values: Mapping[str, Any], by: Any) -> None:
    report = opened(organization, period, by)
    _keep(report, {**_told(report), **values}, clock.now(), by.name, beside=True)


@transaction
def _save(
    organization: Organization, period: Period, values: Mapping[str, Any], by: Any, seen: int, channel: str
) -> ActivityReport:
    must_write(organization, by, channel)
    must_be_open(period)
    report = opened(organization, period, by)
    hold(report)
    wanted = {name: values[name] for name in FIELDS if name in values}
    changed = {name for name, value in wanted.items() if value != getattr(report, name)}
    if not changed:
        return report
    if seen != report.revision:
        raise Written(report.saved_by, {name: getattr(report, name) for name in changed}, report.revision)
    _keep_as_it_stands(report)
    for name in changed:
        setattr(report, name, wanted[name])
    report.revision += 1
    report.saved_at, report.saved_by = clock.now(), by.name
    _keep(report, _told(report), report.saved_at, by.name)
    audit.record(by, "report.written", report, fields=sorted(changed))
    return report


def _keep_as_it_stands(report: ActivityReport) -> None:
    """Keep what stands there before it is changed, where no version has it: what a report begins with."""
    there = select(ReportVersion.id).where(
        ReportVersion.report_id == report.id, ReportVersion.number == report.revision, ReportVersion.beside.is_(False)
    )
    if db.session.scalar(there.limit(1)) is None:
        _keep(report, _told(report), report.saved_at, report.saved_by)


def _told(report: ActivityReport) -> dict[str, Any]:
    return {name: getattr(report, name) for name in KEPT}


def _keep(report: ActivityReport, content: dict[str, Any], at: datetime, by: str, *, beside: bool = False) -> None:
    db.session.add(
        ReportVersion(report_id=report.id, number=report.revision, beside=beside, content=content, saved_at=at, saved_by=by)
    )  # fmt: skip


class Written(Conflict):
    """Somebody else saved the same meanwhile: who, what stands there now (field → value), and its revision."""

    def __init__(self, who: str, theirs: Mapping[str, Any], revision: int) -> None:
        super().__init__(
            "%(who)s saved this while you were writing. Yours is kept below; compare both and save again.", who=who
        )
        self.who, self.theirs, self.revision = who, dict(theirs), revision
