"""Asking for more time or for an exemption."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import abort, request
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.core.i18n import format_date
from aormas.reporting.actions import reliefs as actions
from aormas.reporting.entry.door import Door
from aormas.reporting.entry.pages import sentence
from aormas.reporting.forms.writing import ReliefForm
from aormas.reporting.queries import writing as found


def ask(door: Door) -> Any:
    """Ask for more time, or to be exempted this time."""
    duty = found.duty_of(door.organization.id, door.period.id)
    if duty is None:
        abort(404)
    form = ReliefForm()
    if request.method == "GET":
        return _page(door, form)
    if not form.validate():
        return _page(door, form), 422
    try:
        asked = actions.ask(
            door.organization, duty, form.kind.data, until=form.until.data, reason=form.reason.data or "", by=door.by,
            client_id=str(form.client_id.data),
        )  # fmt: skip
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), sentence(error))
        return _page(door, form), error.status
    web.say(_("Your request was sent. The office answers by %(date)s.", date=format_date(asked.answer_due_on)))
    return web.seen(door.url())


def _page(door: Door, form: ReliefForm) -> str:
    duty = found.duty_of(door.organization.id, door.period.id)
    return web.page(
        "reporting/entry/relief.html",
        door=door,
        form=form,
        until=duty.until if duty else None,
        asked=len(found.requests_of(duty.id)) if duty else 0,
        example=format_date(
            max(duty.until if duty else clock.today(), clock.today()) + timedelta(days=14), "dd-MM-yyyy"
        ),
    )


def withdraw(door: Door, number: int) -> Any:
    """Take a request back that was not answered yet."""
    row = found.request_of(door.organization.id, number)
    if row is None:
        abort(404)
    try:
        actions.withdraw(door.organization, row, door.by)
    except ActionError as error:
        web.say(sentence(error), "error")
    else:
        web.say(_("The request was taken back."))
    return web.seen(door.url())
