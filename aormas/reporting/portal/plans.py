"""What an organisation plans: kept for itself, or announced in the public calendar."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.reporting.actions import planning as actions
from aormas.reporting.entry.pages import sentence
from aormas.reporting.forms.plans import FIELD_UNKNOWN, PlanForm
from aormas.reporting.models import Period, PlannedActivity
from aormas.reporting.portal.face import bp, own_organization, person
from aormas.reporting.presentation import writing as words
from aormas.reporting.queries import states
from aormas.reporting.queries import writing as queries


@bp.get("/rencana")
@web.requires("portal.enter")
def plans() -> Any:
    """Plans to come, and those whose day has passed, to write down as activities."""
    row, today = own_organization(), clock.today()
    found, reported = queries.plans_of(row.id), queries.reported_plans(row.id)
    over = [plan for plan in found if (plan.ends_on or plan.starts_on) < today and plan.id not in reported]
    coming = [plan for plan in reversed(found) if (plan.ends_on or plan.starts_on) >= today]
    periods = states.periods(today)
    return web.page(
        "reporting/portal/plans.html", coming=coming, words=words,
        over=[(plan, period.code) for plan in over if (period := _period(periods, plan)) is not None],
    )  # fmt: skip


def _period(periods: list[Period], plan: PlannedActivity) -> Period | None:
    """Return the period into which a plan's day falls."""
    return next((one for one in periods if one.starts_on <= plan.starts_on <= one.ends_on), None)


@bp.route("/rencana/baru", methods=["GET", "POST"])
@web.requires("portal.enter")
def plan_new() -> Any:
    """Write a plan down."""
    form = PlanForm(data={"subject": own_organization().main_field or FIELD_UNKNOWN})
    return _page(form, None) if request.method == "GET" else _save(form, None)


@bp.route("/rencana/<int:plan>", methods=["GET", "POST"])
@web.requires("portal.enter")
def plan(plan: int) -> Any:
    """Change a plan."""
    row = _wanted(plan)
    form = PlanForm(data={name: getattr(row, name) for name in actions.FIELDS})
    return _page(form, row) if request.method == "GET" else _save(form, row)


def _wanted(number: int) -> PlannedActivity:
    row = queries.plan_of(own_organization().id, number)
    if row is None:
        abort(404)
    return row


def _page(form: PlanForm, row: PlannedActivity | None) -> str:
    return web.page(
        "reporting/portal/plan.html",
        form=form,
        row=row,
        today=clock.today(),
        known=queries.last_plan(own_organization().id),
    )


def _save(form: PlanForm, row: PlannedActivity | None) -> Any:
    if not form.validate():
        return _page(form, row), 422
    try:
        saved = actions.save(own_organization(), row, form.values(), person(), client_id=str(form.client_id.data))
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), sentence(error))
        return _page(form, row), error.status
    web.say(
        _("The plan is saved and stands in the public calendar.")
        if saved.announced
        else _("The plan is saved. Only you see it.")
    )
    return web.seen(url_for(".plans"))


@bp.post("/rencana/<int:plan>/batal")
@web.requires("portal.enter")
def plan_cancel(plan: int) -> Any:
    """Give a plan up."""
    row = _wanted(plan)
    try:
        actions.cancel(own_organization(), row, person())
    except ActionError as error:
        web.say(sentence(error), "error")
    else:
        web.say(_("The plan is given up."))
    return web.seen(url_for(".plans"))
