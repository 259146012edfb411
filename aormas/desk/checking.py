"""Looking the machine over by a job: number books, trail, files, database; once a day, or when somebody asks."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from aormas.core import audit, clock, outbox
from aormas.core.database import db, transaction
from aormas.core.files.durable import write_whole
from aormas.desk.queries import CHECKS_FILE, last_check

JOB = "system.check"
EVERY = timedelta(hours=24)


def run(payload: dict[str, Any]) -> None:
    """Make every check and keep what it found in the instance folder (handler of the job)."""
    from aormas.commands.check import all_checks

    problems = {title: look()[:20] for title, look in all_checks().items()}
    kept = {"at": clock.now().isoformat(), "problems": problems}
    write_whole(_instance() / CHECKS_FILE, json.dumps(kept, ensure_ascii=False).encode())


def daily() -> None:
    """Ask for the check when the last one is a day old."""
    checked_at, _ = last_check(_instance())
    if checked_at is None or clock.now() - checked_at >= EVERY:
        ask()


@transaction
def ask() -> None:
    """Put the check on the list of jobs, unless it waits there already."""
    open_job = select(outbox.Job.id).where(
        outbox.Job.kind == JOB, outbox.Job.done_at.is_(None), outbox.Job.dead_at.is_(None)
    )
    if db.session.scalar(open_job.limit(1)) is None:
        outbox.put(JOB)


@transaction
def ask_by(by: Any) -> None:
    """Ask for the check by hand."""
    by.must("system.read")
    ask()


@transaction
def retry(job: outbox.Job, by: Any) -> None:
    """Give a dead job another try."""
    by.must("system.retry")
    outbox.retry(job)
    audit.record(by, "job.retried", job)


def _instance() -> Path:
    instance: Path = current_app.extensions["aormas_settings"].instance
    return instance
