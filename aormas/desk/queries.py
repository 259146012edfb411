"""What the start page, the search and the system page gather from the features."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from flask import current_app, g
from sqlalchemy import func, select, text

from aormas.accounts.models import User
from aormas.core import audit, clock, outbox
from aormas.core.database import db, is_sqlite
from aormas.core.files.models import StoredFile
from aormas.letters import queries as letters
from aormas.letters.models import Letter
from aormas.organizations import queries as organizations
from aormas.registration.queries import desk_worklist
from aormas.registration.queries.desk_worklist import Task
from aormas.reporting.models import Filing
from aormas.reporting.queries import codes as report_codes
from aormas.reporting.queries import worklist as reports

DEAD_MOST = 50
CHECKS_FILE = "checks.json"


def issued_this_month() -> int:
    """Return how many letters were signed since the first of the month."""
    first = clock.today().replace(day=1)
    return (
        db.session.scalar(
            select(func.count(Letter.id)).where(Letter.state.in_(("signed", "withdrawn")), Letter.signed_on >= first)
        )
        or 0
    )


@dataclass(frozen=True)
class Warnings:
    """What the heads must know: silence that nears consent, cases whose applicant has left."""

    silence: list[Task] = field(default_factory=list)
    left_behind: list[Task] = field(default_factory=list)


def warnings(person: User) -> Warnings:
    """Return the warnings that concern a person's role."""
    head = person.may("application.approve") or person.may("application.sign")
    return Warnings(
        silence=desk_worklist.near_silence() if head else [],
        left_behind=desk_worklist.left_behind() if person.may("application.close") else [],
    )


@dataclass(frozen=True)
class Reports:
    """What of reporting waits for a person: reports to answer, requests for more time; all by the office's own day."""

    rows: list[reports.Row] = field(default_factory=list)
    requests: list[reports.Request] = field(default_factory=list)

    @property
    def days(self) -> list[date]:
        """The days until which the office answers."""
        return [row.answer_due_on for row in self.rows if row.answer_due_on] + [
            row.answer_due_on for row in self.requests
        ]


def reports_of(person: User) -> Reports:
    """Return what of reporting waits for a person by role."""
    return Reports(
        reports.my_turn() if person.may("report.review") else [],
        list(reports.requests()) if person.may("report.relief") else [],
    )


def my_turn_count(person: User) -> int:
    """Return how many cases, reports and requests wait for a person; one statement, asked once per request."""
    if "my_turn" not in g:
        parts = [desk_worklist.my_turn_counted(person)]
        parts += [reports.waiting_counted()] if person.may("report.review") else []
        parts += [reports.requests_counted()] if person.may("report.relief") else []
        g.my_turn = sum(db.session.execute(select(*parts)).one())
    return int(g.my_turn)


@dataclass(frozen=True)
class Hits:
    """What the one search box found."""

    cases: list[Task]
    organizations: list[Any]
    letters: list[Letter]
    receipt: Filing | None = None
    form: tuple[int, str] | None = None  # organisation and period of a paper form's code

    @property
    def any(self) -> bool:
        """Whether anything was found."""
        return bool(self.cases or self.organizations or self.letters or self.receipt or self.form)


def search(words: str) -> Hits:
    """Return cases, organisations and letters by number, name or phone; a report by its receipt or its paper form's code."""
    if len(words) < 2:
        return Hits([], [], [])
    return Hits(
        desk_worklist.find(words), organizations.desk_find(words), letters.find(words), report_codes.receipt(words), _form(words)
    )  # fmt: skip


def _form(words: str) -> tuple[int, str] | None:
    try:
        return report_codes.form(words)
    except ValueError:
        return None


@dataclass(frozen=True)
class Machine:
    """How the machine is: jobs, sizes in bytes, the trail, the last check."""

    waiting: int
    dead: list[outbox.Job]
    oldest: datetime | None
    trail: int
    files: int
    files_size: int
    database_size: int
    disk_free: int
    checked_at: datetime | None
    problems: dict[str, list[str]]


def machine() -> Machine:
    """Return how the machine is, in a fixed number of statements."""
    instance: Path = current_app.extensions["aormas_settings"].instance
    waiting, _, oldest = outbox.waiting()
    dead = list(
        db.session.scalars(
            select(outbox.Job).where(outbox.Job.dead_at.is_not(None)).order_by(outbox.Job.id.desc()).limit(DEAD_MOST)
        )
    )
    stored = select(func.count(), func.coalesce(func.sum(StoredFile.size), 0)).select_from(StoredFile)
    files, size = db.session.execute(stored).one()
    checked_at, problems = last_check(instance)
    return Machine(
        waiting,
        dead,
        oldest,
        audit.length(),
        files,
        size,
        _database_size(),
        shutil.disk_usage(instance).free,
        checked_at,
        problems,
    )


def _database_size() -> int:
    if is_sqlite():
        pages = db.session.scalar(text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"))
        return int(pages or 0)
    return int(db.session.scalar(text("SELECT pg_database_size(current_database())")) or 0)


def last_check(instance: Path) -> tuple[datetime | None, dict[str, list[str]]]:
    """Return when the machine was last looked over, and what was wrong by title; (None, {}) before the first time."""
    try:
        kept = json.loads((instance / CHECKS_FILE).read_text(encoding="utf-8"))
        return datetime.fromisoformat(kept["at"]), dict(kept["problems"])
    except (FileNotFoundError, ValueError, KeyError):
        return None, {}
