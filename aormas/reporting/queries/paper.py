"""What stands on paper forms already: data of many organisations in a bounded number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from aormas.core.database import db
from aormas.organizations.models import BoardTerm, Organization
from aormas.reporting.models import Activity, ActivityReport, Period
from aormas.reporting.rules import stages

LAST = 5  # activities of the last report


@dataclass(frozen=True)
class Known:
    """An organisation whose form is printed, its present board, and what its last report told."""

    organization: Organization
    term: BoardTerm | None
    last: tuple[str, ...]


def known(numbers: Sequence[int], period: Period) -> list[Known]:
    """Return what the register knows of organisations, by village and name, in five statements."""
    rows = db.session.scalars(
        select(Organization)
        .where(Organization.id.in_(numbers))
        .options(selectinload(Organization.seats), selectinload(Organization.terms).selectinload(BoardTerm.members))
        .order_by(Organization.village_code, Organization.sort_name, Organization.id)
    )
    told = _told(numbers, period)
    return [Known(row, row.present_term, tuple(told.get(row.id, [])[:LAST])) for row in rows]


def _told(numbers: Sequence[int], period: Period) -> dict[int, list[str]]:
    """Return the activities of each organisation's last sent report before a period."""
    latest = (
        select(ActivityReport.organization_id, func.max(Period.starts_on).label("day"))
        .join(Period, Period.id == ActivityReport.period_id)
        .where(
            ActivityReport.organization_id.in_(numbers), Period.starts_on < period.starts_on, ActivityReport.stage != stages.DRAFT
        )
        .group_by(ActivityReport.organization_id)
        .subquery()
    )  # fmt: skip
    statement = (
        select(ActivityReport.organization_id, Activity.title)
        .join(Activity, Activity.report_id == ActivityReport.id)
        .join(Period, Period.id == ActivityReport.period_id)
        .join(latest, (latest.c.organization_id == ActivityReport.organization_id) & (latest.c.day == Period.starts_on))
        .where(Activity.removed_at.is_(None))
        .order_by(Activity.starts_on, Activity.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, title in db.session.execute(statement):
        found[number].append(title)
    return found
