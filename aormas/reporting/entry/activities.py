"""Activities: written one by one, prefilled from the last one or from a plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import abort, request
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.core.i18n import format_date, format_datetime
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import activities as actions
from aormas.reporting.actions import writing
from aormas.reporting.entry.door import Door
from aormas.reporting.entry.pages import beside, number, sentence
from aormas.reporting.forms.plans import FIELD_UNKNOWN
from aormas.reporting.forms.writing import ActivityForm
from aormas.reporting.models import Activity
from aormas.reporting.presentation import states as state_words
from aormas.reporting.presentation import writing as words
from aormas.reporting.queries import states as periods
from aormas.reporting.queries import writing as found
from aormas.reporting.rules import stages

COPIED = ("title", "subject", "place", "audience", "aim", "partner", "public")
FROM_PLAN = ("title", "subject", "starts_on", "ends_on", "place", "audience")


def activity(door: Door, activity: int) -> Any:
    """Read or change an activity."""
    row = _wanted(door, activity)
    form = ActivityForm(
        data={**_known(row), "funds": _rows([(f.source, f.amount) for f in row.funds]), "seen": str(row.version)}
    )
    return _page(door, form, row) if request.method == "GET" else _save(door, form, row)


def new(door: Door) -> Any:
    """Write an activity down."""
    form = ActivityForm(data=_begun(door))
    return _page(door, form, None) if request.method == "GET" else _save(door, form, None)


def _wanted(door: Door, number: int) -> Activity:
    row = door.activity(number)
    if row is None:
        abort(404)
    return row


def _known(row: Activity) -> dict[str, Any]:
    return {name: getattr(row, name) for name in actions.FIELDS}


def _rows(funds: list[tuple[str, int]]) -> list[dict[str, Any]]:
    return [{"source": source, "amount": amount} for source, amount in funds]


def _begun(door: Door) -> dict[str, Any]:
    """Return what a new activity begins with: a plan whose day has passed, the last activity, or nothing."""
    if "rencana" in request.args:
        plan = found.plan_of(door.organization.id, number(request.args["rencana"]))
        return {**{name: getattr(plan, name) for name in FROM_PLAN}, "planned": str(plan.id)} if plan else {}
    last = found.last_activity(door.organization.id) if "salin" in request.args else None
    if last is None:
        return {"subject": door.organization.main_field or FIELD_UNKNOWN}
    return {**{name: getattr(last, name) for name in COPIED}, "funds": [{"source": f.source} for f in last.funds]}


def _save(door: Door, form: ActivityForm, row: Activity | None) -> Any:
    door = _chosen(door) if row is None else door
    if not _right(door, form, row):
        return _page(door, form, row), 422
    plan = found.plan_of(door.organization.id, number(form.planned.data))
    try:
        saved = actions.save(
            door.organization, door.period, row, form.values(), door.by, client_id=str(form.client_id.data),
            seen=number(form.seen.data), planned_id=plan.id if plan else None, channel=door.channel,
        )  # fmt: skip
    except writing.Written as met:
        beside(form, met, _shown_then(row, form), actions.plain(form.values()), actions.plain(met.theirs))
        return _page(door, form, row), met.status
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), sentence(error))
        return _page(door, form, row), error.status
    return _after(door, saved, is_new=row is None)


def _chosen(door: Door) -> Door:
    """Return the door of the period that was chosen instead, because the day of the activity lies in it."""
    period = periods.period(request.form.get("periode", ""))
    return replace(door, period=period) if period is not None and period.starts_on <= clock.today() else door


def _shown_then(row: Activity | None, form: ActivityForm) -> dict[str, Any]:
    """Return what the version says that the page showed; nothing where it is not known."""
    then = found.version_of(row.id, number(form.seen.data)) if row else None
    return then.content if then else {}


def _right(door: Door, form: ActivityForm, row: Activity | None) -> bool:
    """Say all that is wrong at once: what cannot be read, and what the rules refuse."""
    for one in form.rows:
        one.known = [(fund.source, fund.amount) for fund in row.funds] if row else ()
    right = form.validate()
    values = {name: form[name].data for name in ("title", "starts_on", "ends_on")}
    for fault in actions.faults(values, door.period):
        right = False
        if not form[fault.field].errors:
            form.refuse(fault.field, _(fault.message, **shown(dict(fault.values or {}))))
    return bool(right and (row is not None or _is_another(door, form)))


def _is_another(door: Door, form: ActivityForm) -> bool:
    """Ask once whether a new activity is another one than that of the same name and day, which a colleague may have written."""
    same = found.same_activity(door.report, form.title.data or "", form.starts_on.data, str(form.client_id.data))
    if same is None or form.another.data:
        return True
    form.asked = True
    text = _("“%(title)s” on %(date)s is in the report already, written down by %(who)s on %(moment)s. If yours is another one, tick below and save again.",
             title=same.title, date=format_date(same.starts_on), who=same.saved_by, moment=format_datetime(same.saved_at))  # fmt: skip
    form.refuse("title", text)
    return False


def _after(door: Door, saved: Activity, *, is_new: bool) -> Any:
    if is_new:
        web.say(_("“%(title)s” is saved. Add its photos here, or go back to the report.", title=saved.title))
        return web.seen(door.url("photos", activity=saved.id))
    web.say(_("“%(title)s” is saved.", title=saved.title))
    return web.seen(door.url())


def _page(door: Door, form: ActivityForm, row: Activity | None) -> str:
    report, today = door.report, clock.today()
    closed = today > door.period.closes_on
    last = found.last_activity(door.organization.id) if row is None and "salin" not in request.args else None
    versions = words.saved(found.versions_of(row.id)) if row else []
    return web.page(
        "reporting/entry/activity.html", door=door, form=form, row=row, last=last if request.method == "GET" else None,
        writable=not closed and (report is None or report.stage in stages.WRITABLE), closed=closed, versions=versions, words=words,
        instead=_instead(door, form) if row is None else None,
        known=found.newest_activity(door.organization.id) if row is None else 0, first=door.period.starts_on, last_day=min(door.period.ends_on, today),
    )  # fmt: skip


def _instead(door: Door, form: ActivityForm) -> tuple[str, str] | None:
    """Return (code, name) of the open period in which the typed day lies, where that is another one."""
    day = form.starts_on.data
    if day is None or day > clock.today() or door.period.starts_on <= day <= door.period.ends_on:
        return None
    period = found.open_period_of(day, clock.today())
    return (period.code, state_words.name_of(period)) if period else None


def remove(door: Door, activity: int) -> Any:
    """Take an activity out of the report; it can be put back."""
    return _moved(door, activity, actions.remove, _("“%(title)s” was taken out. It can be put back below."))


def put_back(door: Door, activity: int) -> Any:
    """Put an activity back."""
    return _moved(door, activity, actions.put_back, _("“%(title)s” is in the report again."))


def _moved(door: Door, activity: int, act: Callable[..., None], said: str) -> Any:
    row = _wanted(door, activity)
    try:
        act(door.organization, row, door.by, channel=door.channel)
    except ActionError as error:
        web.say(sentence(error), "error")
    else:
        web.say(said % {"title": row.title})
    return web.seen(door.url())
