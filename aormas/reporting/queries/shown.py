"""What everybody may see: activities of accepted reports that their organisation shows, and announced plans."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, column, func, or_, select, text

from aormas.core import memo
from aormas.core.database import db, is_sqlite
from aormas.core.files.models import StoredFile
from aormas.organizations.models import Organization
from aormas.organizations.rules.status import GONE
from aormas.reporting.models import Activity, ActivityReport, Period, Photo, PlannedActivity
from aormas.reporting.queries import states
from aormas.reporting.rules import stages

LATEST = 3  # activities on the profile


@dataclass(frozen=True)
class Seen:
    """An activity as everybody may see it; `photos` are (number, width, height, caption)."""

    title: str
    subject: str
    starts_on: date
    ends_on: date | None
    place: str
    period: str
    photos: list[tuple[int, int, int, str]]


# Written out, since the public profile is read most: the duties of the strip, and the latest shown activities with their photos.
DUTIES = text(
    "SELECT id, period_id, opens_on, due_on, until, extended, exempt_on, settled_on, set_aside_on FROM duties "
    "WHERE organization_id = :id AND kind = 'semester'"
).columns(
    column("id"), column("period_id"), column("opens_on", Date()), column("due_on", Date()), column("until", Date()),
    column("extended"), column("exempt_on", Date()), column("settled_on", Date()), column("set_aside_on", Date()),
)  # fmt: skip
SEEN = """
    SELECT a.title, a.subject, a.starts_on, a.ends_on, a.place, p.code,
           (SELECT CAST({list}({pair}(id, width, height, caption)) AS TEXT) FROM
               (SELECT id, width, height, caption FROM activity_photos
                WHERE activity_id = a.id AND public AND removed_at IS NULL ORDER BY position, id) f) AS photos
    FROM activities a
    JOIN activity_reports r ON r.id = a.report_id
    JOIN report_periods p ON p.id = r.period_id
    WHERE r.organization_id = :id AND r.stage = 'accepted' AND a.public AND a.removed_at IS NULL
    ORDER BY a.starts_on DESC, a.id DESC LIMIT :most
    """
COLUMNS: tuple[Any, ...] = (
    column("title"), column("subject"), column("starts_on", Date()), column("ends_on", Date()), column("place"), column("code"),
    column("photos"),
)  # fmt: skip
SQLITE = text(SEEN.format(list="json_group_array", pair="json_array")).columns(*COLUMNS)
POSTGRESQL = text(SEEN.format(list="json_agg", pair="json_build_array")).columns(*COLUMNS)


def strip(number: int, today: date) -> list[states.Cell]:
    """Return an organisation's five years, in one statement; the periods are kept for one version of the database."""
    shown = periods(today)
    if not shown:
        return []
    found: dict[int, list[states.Held]] = {}
    for row in db.session.connection().execute(DUTIES, {"id": number}):
        found.setdefault(row.period_id, []).append((states.state_of(row, today), row.id, row.until))
    return [states.cell(period, found.get(period.id, []), today) for period in shown]


def periods(today: date) -> list[Period]:
    """Return the periods of the last five years, apart from any session."""
    return memo.remember(("report_periods", today), lambda: _apart(states.periods(today)))


def _apart(rows: list[Period]) -> list[Period]:
    for row in rows:
        _rule = row.rule  # loaded now: the rows outlive the session
        db.session.expunge(row)
    return rows


def activities(number: int, most: int = LATEST) -> list[Seen]:
    """Return the latest activities of an organisation that everybody may see, in one statement."""
    rows = db.session.connection().execute(SQLITE if is_sqlite() else POSTGRESQL, {"id": number, "most": most})
    return [
        Seen(row[0], row[1], row[2], row[3], row[4], row[5], [tuple(one) for one in json.loads(row[6] or "[]")])
        for row in rows
    ]


def photo(slug: str, number: int) -> tuple[str, str] | None:
    """Return (content hash, caption) of a photo that everybody may see, or None."""
    statement = (
        select(StoredFile.sha256, Photo.caption)
        .join(Photo, Photo.file_id == StoredFile.id)
        .join(Activity, Activity.id == Photo.activity_id)
        .join(ActivityReport, ActivityReport.id == Activity.report_id)
        .join(Organization, Organization.id == ActivityReport.organization_id)
        .where(
            Photo.id == number, Photo.public, Photo.removed_at.is_(None), Activity.public, Activity.removed_at.is_(None),
            ActivityReport.stage == stages.ACCEPTED, Organization.slug == slug, Organization.listed,
        )
    )  # fmt: skip
    return db.session.execute(statement).tuples().one_or_none()


@dataclass(frozen=True)
class Coming:
    """An announced activity that is still to come, with who announced it."""

    plan: PlannedActivity
    name: str
    slug: str


def coming(today: date, *, district: str = "", subject: str = "", most: int = 200) -> list[Coming]:
    """Return announced activities from today on, the nearest first, in one statement."""
    statement = (
        select(PlannedActivity, Organization.name, Organization.slug)
        .join(Organization, Organization.id == PlannedActivity.organization_id)
        .where(
            PlannedActivity.announced, PlannedActivity.hidden_at.is_(None), Organization.listed,
            Organization.status.not_in(sorted(GONE)),
            or_(PlannedActivity.starts_on >= today, func.coalesce(PlannedActivity.ends_on, PlannedActivity.starts_on) >= today),
        )
        .order_by(PlannedActivity.starts_on, PlannedActivity.id)
        .limit(most)
    )  # fmt: skip
    if district:
        statement = statement.where(Organization.district_code == district)
    if subject:
        statement = statement.where(PlannedActivity.subject == subject)
    return [Coming(*row) for row in db.session.execute(statement)]


def announced(today: date) -> Sequence[Coming]:
    """Return everything that was announced and is not over, hidden ones too, for the officers."""
    statement = (
        select(PlannedActivity, Organization.name, Organization.slug)
        .join(Organization, Organization.id == PlannedActivity.organization_id)
        .where(
            PlannedActivity.announced,
            func.coalesce(PlannedActivity.ends_on, PlannedActivity.starts_on) >= today,
        )
        .order_by(PlannedActivity.starts_on, PlannedActivity.id)
        .limit(500)
    )
    return [Coming(*row) for row in db.session.execute(statement)]
