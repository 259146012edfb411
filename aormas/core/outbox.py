"""Jobs and messages, written in the same transaction as the change that asks for them, done later by the worker.

A job is leased, not taken: a worker that dies lets the lease run out and another goes on. Five failures make it dead;
dead jobs are shown on /meja/sistem and can be tried again.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import JSON, Index, String, Text, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core import clock, events, identifiers
from aormas.core.database import Model, UtcDateTime, db, is_sqlite, transaction

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 5
LEASE = timedelta(seconds=120)
BACK_OFF = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30))

Handler = Callable[[dict[str, Any]], None]


class Job(Model):
    """One piece of work that waits, runs, is done, or is dead."""

    __tablename__ = "jobs"
    __table_args__ = (Index("ix_jobs_due", "done_at", "dead_at", "run_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    run_after: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    lease: Mapped[str | None] = mapped_column(String(60))
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    dead_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_error: Mapped[str | None] = mapped_column(Text)

    @property
    def label(self) -> str:
        """Name the job for people."""
        return f"{self.kind} #{self.id}"


def put(kind: str, delay: timedelta = timedelta(0), **payload: Any) -> Job:
    """Ask for work of a registered kind inside the present transaction."""
    job = Job(kind=kind, payload=payload, created_at=clock.now(), run_after=clock.now() + delay, attempts=0)
    db.session.add(job)
    return job


@transaction
def lease() -> tuple[int, str, str, dict[str, Any]] | None:
    """Take the next due job for this worker; return (id, lease, kind, payload) or None.

    A job whose lease ran out has killed or outlived its worker; that counts as an attempt too.
    """
    moment = clock.now()
    waiting = (
        select(Job)
        .where(Job.done_at.is_(None), Job.dead_at.is_(None), Job.run_after <= moment)
        .where((Job.leased_until.is_(None)) | (Job.leased_until < moment))
        .order_by(Job.run_after, Job.id)
        .limit(1)
    )
    job = db.session.scalar(waiting if is_sqlite() else waiting.with_for_update(skip_locked=True))
    if job is None:
        return None
    if job.attempts >= MAX_ATTEMPTS:
        job.last_error = job.last_error or "the worker stopped while doing this"
        _give_up(job)
        return None
    job.attempts += 1
    job.lease, job.leased_until = identifiers.token(), moment + LEASE
    return job.id, job.lease, job.kind, dict(job.payload)


@transaction
def _finish(job_id: int, lease_token: str, error: str | None) -> None:
    job = db.session.get(Job, job_id)
    if job is None or job.lease != lease_token:
        return  # another worker has it by now; its result counts
    job.lease = job.leased_until = None
    if error is None:
        job.done_at, job.last_error = clock.now(), None
        return
    job.last_error = error[-4000:]
    if job.attempts >= MAX_ATTEMPTS:
        _give_up(job)
    else:
        job.run_after = clock.now() + BACK_OFF[min(job.attempts, len(BACK_OFF)) - 1]


def _give_up(job: Job) -> None:
    """Let a job rest for good, and tell whoever asked for it (`job.given_up`)."""
    job.dead_at = clock.now()
    events.emit("job.given_up", kind=job.kind, payload=dict(job.payload))


def work_once() -> bool:
    """Do one due job; return whether there was one. A failing job never stops the worker."""
    taken = lease()
    if taken is None:
        return False
    job_id, lease_token, kind, payload = taken
    handlers: dict[str, Handler] = current_app.extensions["aormas_jobs"]
    error = None
    try:
        handlers[kind](payload)
    except Exception:
        db.session.rollback()
        error = traceback.format_exc()
        log.exception("job %s (%s) failed", job_id, kind)
    _finish(job_id, lease_token, error)
    return True


@transaction
def retry(job: Job) -> None:
    """Give a dead job another five attempts, at once."""
    job.attempts, job.dead_at, job.run_after = 0, None, clock.now()


@transaction
def sweep(older_than: timedelta = timedelta(days=30)) -> None:
    """Forget jobs that were done long ago."""
    db.session.execute(delete(Job).where(Job.done_at < clock.now() - older_than))


def waiting() -> tuple[int, int, datetime | None]:
    """Return how many jobs wait, how many are dead, and since when the oldest waits."""
    open_jobs = select(func.count(Job.id), func.min(Job.run_after)).where(Job.done_at.is_(None), Job.dead_at.is_(None))
    count, oldest = db.session.execute(open_jobs).one()
    dead = db.session.scalar(select(func.count(Job.id)).where(Job.dead_at.is_not(None))) or 0
    return count, dead, oldest


def release_all() -> None:
    """Let every lease run out now: for the start of the only worker, after a crash."""
    with db.engine.begin() as connection:
        connection.execute(
            update(Job).where(Job.leased_until.is_not(None), Job.done_at.is_(None)).values(leased_until=None)
        )
