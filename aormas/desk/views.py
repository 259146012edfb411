"""The officers' start page, the one search box, and the state of the machine."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import clock, web
from aormas.core.database import db
from aormas.core.outbox import Job
from aormas.desk import checking, queries
from aormas.letters import words as letter_words
from aormas.letters.queries import standing
from aormas.organizations import presentation
from aormas.organizations.models import FIELDS
from aormas.organizations.presentation import search as search_words
from aormas.registration.desk import words
from aormas.registration.desk.face import officer
from aormas.registration.queries import desk_worklist
from aormas.reporting.presentation import states as report_words
from aormas.reporting.queries import worklist as report_queries

bp = web.Face("desk", __name__, "desk", url_prefix="/meja")

# What kinds of jobs do, in words; an unknown one is shown by its code.
JOB_NAMES = {"letters.render": "make the PDF of a letter", "system.check": "look the machine over"}


# Who holds one of these has cases of their own; others only look.
WORK = ("application.review", "application.approve", "application.sign", "report.review", "report.relief")


@bp.get("")
@web.requires("desk.enter")
def start() -> Any:
    """My turn: what waits for this person, the oldest deadline first."""
    person = officer()
    mine, reports = desk_worklist.my_turn(person), queries.reports_of(person)
    days = [task.due_on for task in mine if task.due_on is not None] + reports.days
    late = sum(day < clock.today() for day in days)
    soon = sum(words.days_left(day)[1] == "wait" for day in days)
    return web.page(
        "desk/start.html", tasks=mine, late=late, soon=soon, days_left=words.days_left, next_step=words.next_step,
        sums=desk_worklist.sums(), issued=queries.issued_this_month(), warned=queries.warnings(person),
        stages=words.stage_words(), today=clock.today(), reports=reports, periods=_periods(reports),
        works=any(person.may(permission) for permission in WORK),
    )  # fmt: skip


def _periods(reports: queries.Reports) -> dict[int, str]:
    """Return the names of periods, where the page has any to name."""
    if not reports.days:
        return {}
    return {number: report_words.name_of(one) for number, one in report_queries.all_periods().items()}


@bp.get("/cari")
@web.requires("search")
def search() -> Any:
    """Find cases, organisations and letters by number, name or phone."""
    text = request.args.get("q", "").strip()[:200]
    hits, shown = queries.search(text), search_words.shown(text)
    whys = {row.id: search_words.why(row.match) for row in hits.organizations if row.match}
    return web.page(
        "desk/search.html", text=shown, secret=bool(text) and not shown, hits=hits, whys=whys, row_url=lambda row: f"/meja/ormas/{row.id}", stages=words.stage_words(),
        forms=presentation.form_words(), fields=FIELDS, statuses=presentation.status_words(), standing=standing,
        standings=letter_words.standing_words(),
    )  # fmt: skip


@bp.get("/sistem")
@web.requires("system.read")
def system() -> Any:
    """How the machine is, in plain words."""
    names = {kind: _(name) for kind, name in JOB_NAMES.items()}
    return web.page(
        "desk/system.html", machine=queries.machine(), job_names=names, may_retry=current_user.may("system.retry")
    )


@bp.post("/sistem/periksa")
@web.requires("system.read")
def check() -> Any:
    """Have the machine looked over now, by the worker."""
    checking.ask_by(officer())
    web.say(_("The check has begun. Load this page again in a minute to see what it found."))
    return web.seen(url_for(".system"))


@bp.post("/sistem/pekerjaan/<int:number>")
@web.requires("system.retry")
def retry(number: int) -> Any:
    """Try a dead job again."""
    job = db.session.get(Job, number)
    if job is not None and job.dead_at is not None:
        checking.retry(job, officer())
        web.say(_("The job is tried again now."))
    return web.seen(url_for(".system"))
