"""What the front door shows: how many organisations, and how fast the office has been lately."""

from __future__ import annotations

import shutil
import statistics
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select, text

from aormas.core import clock, outbox
from aormas.core.database import db
from aormas.core.holidays import calendar
from aormas.core.regions import Region
from aormas.registration.actions.turns import spans
from aormas.registration.models import Application
from aormas.registration.rules import clocks, stages

LOOK_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Pace:
    """How fast the office has been: letters granted, working days of the office in the middle case, cases past their day."""

    granted: int
    median_days: float | None
    late: int


def pace() -> Pace:
    """Return the office's pace over the last 90 days; its own lateness is shown as openly as others'."""
    since = clock.now() - LOOK_BACK
    ended = list(
        db.session.scalars(
            select(Application).where(
                Application.stage == "granted", Application.ended_at >= since, Application.complete_at.is_not(None)
            )
        )
    )
    used = []
    for application in ended:
        complete_on, end = clock.day_of(application.complete_at), clock.day_of(application.ended_at)  # type: ignore[arg-type]
        used.append(
            clocks.office_clock(spans(application), complete_on, application.version.office_days, calendar(), end).used
        )
    late = db.session.scalar(
        select(func.count(Application.id)).where(
            Application.turn == stages.OFFICE, Application.stage.in_(stages.OPEN), Application.due_on < clock.today()
        )
    )
    return Pace(len(ended), statistics.median(used) if used else None, late or 0)


def villages() -> int:
    """Return how many kelurahan the city has."""
    return db.session.scalar(select(func.count(Region.code)).where(Region.kind == "village")) or 0


def _can_write() -> None:
    """Take the write lock and give it back; raises what the engine says when it cannot be had."""
    with db.engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        connection.execute(text("SELECT 1"))
        connection.rollback()


def health(instance: Path) -> dict[str, object]:
    """Return what machines want to know: database, disk, jobs. Nothing personal."""
    _can_write()
    waiting, dead, oldest = outbox.waiting()
    age = int((clock.now() - oldest).total_seconds()) if oldest else 0
    return {
        "database": "ok",
        "disk_free_mb": shutil.disk_usage(instance).free // 2**20,
        "jobs_waiting": waiting,
        "jobs_dead": dead,
        "oldest_job_s": max(age, 0),
    }
