"""What the review screen needs of one report: its filings, its photos, who else may be meant."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from aormas.core.database import db
from aormas.reporting.models import Activity, ActivityReport, Filing, Photo, ReportReason


def filings(report: ActivityReport) -> list[Filing]:
    """Return the filings of a report with their verdicts, the first one first, in two statements; the report has them then."""
    statement = (
        select(Filing)
        .where(Filing.report_id == report.id)
        .options(selectinload(Filing.verdicts))
        .order_by(Filing.number)
    )
    found = list(db.session.scalars(statement))
    set_committed_value(report, "filings", found)
    return found


def photos(report: ActivityReport, numbers: Iterable[int]) -> dict[int, Photo]:
    """Return photos of a report by their numbers, also those that were taken out since."""
    statement = (
        select(Photo)
        .join(Activity, Activity.id == Photo.activity_id)
        .where(Activity.report_id == report.id, Photo.id.in_(list(numbers)))
    )
    return {one.id: one for one in db.session.scalars(statement)}


def photo(report: ActivityReport, number: int) -> Photo | None:
    """Return a photo of a report, also one that was taken out since, with its file."""
    return db.session.scalar(
        select(Photo)
        .join(Activity, Activity.id == Photo.activity_id)
        .where(Photo.id == number, Activity.report_id == report.id)
        .options(joinedload(Photo.file))
    )


def reasons() -> list[ReportReason]:
    """Return the stock reasons that are offered now."""
    statement = select(ReportReason).where(ReportReason.ended_on.is_(None))
    return list(db.session.scalars(statement.order_by(ReportReason.verdict, ReportReason.position, ReportReason.id)))
