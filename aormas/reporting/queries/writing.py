"""What the pages of writing need of one report, its activities and its plans."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from aormas.core import identifiers
from aormas.core.database import db
from aormas.reporting.models import (
    Activity,
    ActivityReport,
    ActivityVersion,
    Duty,
    Filing,
    Period,
    Photo,
    PlannedActivity,
    ReliefRequest,
    ReportVersion,
)
from aormas.reporting.rules import content, kinds


def report_of(organization: int, period: int) -> ActivityReport | None:
    """Return an organisation's report on a period with all that is in it, in a bounded number of statements."""
    parts = selectinload(ActivityReport.activities)
    statement = (
        select(ActivityReport)
        .join(Duty, Duty.id == ActivityReport.duty_id)
        .where(ActivityReport.organization_id == organization, ActivityReport.period_id == period)
        .options(
            parts.selectinload(Activity.funds), parts.selectinload(Activity.photos),
            selectinload(ActivityReport.filings).selectinload(Filing.verdicts), selectinload(ActivityReport.messages),
        )
        .order_by(Duty.set_aside_on.is_not(None), ActivityReport.id)
    )  # fmt: skip
    return db.session.scalars(statement.limit(1)).first()


def duty_of(organization: int, period: int) -> Duty | None:
    """Return the duty that a report on a period answers, where one was opened."""
    statement = select(Duty).where(
        Duty.organization_id == organization, Duty.kind == kinds.SEMESTER, Duty.period_id == period
    )
    return db.session.scalars(statement.order_by(Duty.set_aside_on.is_not(None), Duty.id).limit(1)).first()


def activity_of(organization: int, period: int, number: int) -> Activity | None:
    """Return an activity, taken out or not, of the reports of an organisation on a period."""
    return db.session.scalar(
        select(Activity)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(
            Activity.id == number, ActivityReport.organization_id == organization, ActivityReport.period_id == period
        )
    )


def open_period_of(day: date, today: date) -> Period | None:
    """Return the period in which a day lies, where it takes reports today."""
    return db.session.scalar(
        select(Period).where(
            Period.starts_on <= day, Period.ends_on >= day, Period.starts_on <= today, Period.closes_on >= today
        )
    )


def same_activity(report: ActivityReport | None, title: str, day: date | None, client_id: str) -> Activity | None:
    """Return the activity of a report that has the same name, in other signs perhaps, and the same day; not the one of `client_id`."""
    for one in report.present_activities if report else ():
        if one.starts_on == day and one.client_id != client_id and content.plain(one.title) == content.plain(title):
            return one
    return None


def photo_of(organization: int, period: int, number: int) -> Photo | None:
    """Return a photo, taken out or not, of the reports of an organisation on a period."""
    return db.session.scalar(
        select(Photo)
        .join(Activity, Activity.id == Photo.activity_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(Photo.id == number, ActivityReport.organization_id == organization, ActivityReport.period_id == period)
    )


def last_activity(organization: int) -> Activity | None:
    """Return the activity that an organisation did last, of those that were not taken out."""
    return db.session.scalars(
        select(Activity)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(ActivityReport.organization_id == organization, Activity.removed_at.is_(None))
        .order_by(Activity.starts_on.desc(), Activity.id.desc())
        .limit(1)
    ).first()


def newest_activity(organization: int) -> int:
    """Return the number of the activity that an organisation wrote last, 0 before the first."""
    numbers = select(func.max(Activity.id)).join(ActivityReport, ActivityReport.id == Activity.report_id)
    return db.session.scalar(numbers.where(ActivityReport.organization_id == organization)) or 0


def last_report(organization: int, before: date) -> ActivityReport | None:
    """Return the report on the latest period that ended before a day: what was planned there is shown again."""
    return db.session.scalars(
        select(ActivityReport)
        .join(Period, Period.id == ActivityReport.period_id)
        .where(ActivityReport.organization_id == organization, Period.ends_on < before)
        .order_by(Period.ends_on.desc(), ActivityReport.id.desc())
        .limit(1)
    ).first()


def versions_of(activity: int) -> list[ActivityVersion]:
    """Return what was saved of an activity, the newest first."""
    statement = select(ActivityVersion).where(ActivityVersion.activity_id == activity)
    return list(db.session.scalars(statement.order_by(ActivityVersion.id.desc()).limit(50)))


def version_of(activity: int, number: int) -> ActivityVersion | None:
    """Return an activity as it was saved under a number."""
    statement = select(ActivityVersion).where(ActivityVersion.activity_id == activity, ActivityVersion.number == number)
    return db.session.scalars(statement.limit(1)).first() if number else None


def rest_versions(report: int) -> list[ReportVersion]:
    """Return what was saved of a report beside its activities, the newest first."""
    statement = select(ReportVersion).where(ReportVersion.report_id == report)
    return list(db.session.scalars(statement.order_by(ReportVersion.id.desc()).limit(50)))


def requests_of(duty: int) -> list[ReliefRequest]:
    """Return what was asked for about a duty (more time, an exemption), the newest first."""
    statement = select(ReliefRequest).where(ReliefRequest.duty_id == duty)
    return list(db.session.scalars(statement.order_by(ReliefRequest.id.desc()).limit(20)))


def request_of(organization: int, number: int) -> ReliefRequest | None:
    """Return a request of an organisation by its number."""
    return db.session.scalar(
        select(ReliefRequest)
        .join(Duty, Duty.id == ReliefRequest.duty_id)
        .where(ReliefRequest.id == number, Duty.organization_id == organization)
    )


def filing_by_code(code: str) -> Filing | None:
    """Return the filing whose receipt has a code, as somebody typed it; None for an unknown or malformed one."""
    signs = identifiers.clean_code(code[:60])
    grouped = "-".join(signs[place : place + 5] for place in range(0, len(signs), 5))
    return db.session.scalar(select(Filing).where(Filing.receipt_code == grouped)) if signs else None


def reported_plans(organization: int) -> set[int]:
    """Return the plans that were written down as activities already."""
    statement = (
        select(Activity.planned_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .where(
            ActivityReport.organization_id == organization,
            Activity.planned_id.is_not(None),
            Activity.removed_at.is_(None),
        )
    )
    return {number for number in db.session.scalars(statement) if number is not None}


def plans_of(organization: int) -> list[PlannedActivity]:
    """Return the plans of an organisation that were not given up, the nearest day last."""
    statement = select(PlannedActivity).where(
        PlannedActivity.organization_id == organization, PlannedActivity.cancelled_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(PlannedActivity.starts_on.desc()).limit(200)))


def last_plan(organization: int) -> int:
    """Return the number of the plan that an organisation wrote last, 0 before the first."""
    numbers = select(func.max(PlannedActivity.id)).where(PlannedActivity.organization_id == organization)
    return db.session.scalar(numbers) or 0


def plan_of(organization: int, number: int) -> PlannedActivity | None:
    """Return a plan of an organisation by its number."""
    row = db.session.get(PlannedActivity, number)
    return row if row is not None and row.organization_id == organization else None
