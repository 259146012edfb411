"""The blueprint of the filing's pages, and the lock of one case: its code in this browser."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.registration import access
from aormas.registration.forms.cases import FollowForm
from aormas.registration.models import Application
from aormas.registration.rules import references

bp = web.Face("registration", __name__, "public")

KEPT = "ketik."  # what was typed before the case had to be opened again is carried along under this prefix


@dataclass(frozen=True)
class Home:
    """Where somebody who is signed in came from: the sentence on top of a case's pages, and the way back."""

    text: str
    url: str
    action: str


@bp.context_processor
def _homes() -> dict[str, Any]:
    return {"way_home": way_home}


def way_home(application: Application) -> Home | None:
    """Return the way back to the counter or to the portal; None for whoever came with the code alone."""
    if at_counter(application):
        words = _("Counter: you act for somebody who came in.")
        return Home(words, url_for("counter.start"), _("Back to the counter"))
    if "registration_portal" in current_app.blueprints and access.is_own(application):
        words = _("You act for your organisation.")
        return Home(words, url_for("registration_portal.applications"), _("Back to the portal"))
    return None


def at_counter(application: Application) -> bool:
    """Tell whether an officer of the counter looks at a case of the counter, on a server that has a desk."""
    return "counter" in current_app.blueprints and access.is_at_counter(application)


def with_case(view: Callable[..., Any]) -> Callable[..., Any]:
    """Give a view the case of its address, if this browser may open it; else ask for the code, whatever the case is."""

    @functools.wraps(view)
    def run(reference: str, **places: Any) -> Any:
        application = access.opened(reference)
        return view(application, **places) if application is not None else ask_for_code(reference)

    return run


def ask_for_code(reference: str) -> Any:
    """Send a reader to /lacak; keep what a form sent, to be stored once the code was typed."""
    known = references.normal_reference(reference)
    if request.method in web.SAFE:
        return web.seen(url_for("registration.follow", ref=known or None))
    form = FollowForm(formdata=None, reference=known)
    typed = [(KEPT + name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return web.page("registration/follow.html", form=form, typed=typed, target=request.path, kept=bool(typed)), 403
