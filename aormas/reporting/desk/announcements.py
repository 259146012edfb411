"""What organisations announce publicly: seen by officers, hidden with a reason where it must be."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.database import db
from aormas.core.errors import ActionError
from aormas.reporting.actions import planning
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.models import PlannedActivity
from aormas.reporting.public.calendar import days_of
from aormas.reporting.queries import shown


@bp.get("/laporan/pengumuman")
@web.requires("report.read")
def announcements() -> Any:
    """Announced activities that are not over, hidden ones too."""
    return _page()


def _page(wrong: int = 0, why: str = "", message: str = "") -> str:
    return web.page(
        "reporting/desk/announcements.html",
        rows=shown.announced(clock.today()),
        days=days_of,
        may=officer().may("report.review"),
        wrong=wrong,
        why=why,
        message=message,
    )


def _plan(number: int) -> PlannedActivity:
    plan = db.session.get(PlannedActivity, number)
    if plan is None or not plan.announced:
        abort(404)
    return plan


@bp.post("/laporan/pengumuman/<int:number>/sembunyikan")
@web.requires("report.review")
def hide_announcement(number: int) -> Any:
    """Take an announcement out of the public calendar."""
    plan, why = _plan(number), request.form.get("why", "")[:300]
    try:
        planning.hide(plan, why, officer())
    except ActionError as error:
        return _page(plan.id, why, _(error.message)), error.status
    web.say(_("The announcement is out of the public calendar; the organisation reads why."))
    return web.seen(url_for(".announcements"))


@bp.post("/laporan/pengumuman/<int:number>/tampilkan")
@web.requires("report.review")
def show_announcement(number: int) -> Any:
    """Put an announcement back into the public calendar."""
    planning.show(_plan(number), officer())
    web.say(_("The announcement stands in the public calendar again."))
    return web.seen(url_for(".announcements"))
