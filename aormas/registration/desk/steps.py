"""Taking one step with a case from its page: check the form, act, say what happened and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import session, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict, Invalid
from aormas.core.forms import Form
from aormas.registration.desk import screen
from aormas.registration.models import Application

HIDDEN = ("csrf_token", "seen", "password")


def step(
    application: Application,
    form: Form,
    act: Callable[[], Any],
    sentence: str,
    page: Callable[[], Any] | None = None,
    to: str | None = None,
) -> Any:
    """Do `act` when the form is right and go on to `to` (the case); else show the page again with what was typed (422).

    `page` makes the page again where the form does not stand on the case's own page.
    """
    show = page or (lambda: screen.page(application, given=form))
    if form.validate():
        try:
            act()
        except Invalid as error:
            form.refuse(error.field, _(error.message, **error.values))
        except Conflict as error:
            return moved_on(application, _(error.message, **error.values), typed_of(form))
        else:
            web.say(sentence)
            return web.seen(_next(application, to))
    return show(), 422


def _next(application: Application, to: str | None) -> str:
    """A code for the chair is shown first, since it is shown only once."""
    kept = session.get("chair_code")
    if kept and kept[0] == application.id:
        return url_for("registration_desk.chair_code", application=application)
    return to or screen.address(application)


def typed_of(form: Form) -> list[tuple[str, str]]:
    """Return what was typed as label and text, for the page that says that the case has moved on."""
    return [(str(field.label.text), str(field.data)) for field in form if field.data and field.short_name not in HIDDEN]


def moved_on(application: Application, detail: str, typed: list[tuple[str, str]]) -> Any:
    """Say that the case has moved on, with what was typed (409)."""
    facts = {"code": 409, "detail": detail, "typed": typed, "back_url": screen.address(application)}
    return web.page("errors/error.html", **facts), 409


def hand_out(code: str | None, application: Application) -> None:
    """Keep the chair's code for the one page that shows it."""
    if code is not None:
        session["chair_code"] = [application.id, code]
