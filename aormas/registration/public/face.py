"""The blueprint of the filing's pages, and the lock of one case: its code in this browser."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from flask import request

from aormas.core import web
from aormas.registration import access
from aormas.registration.forms.cases import FollowForm
from aormas.registration.rules import references

bp = web.Face("registration", __name__, "public")

KEPT = "ketik."  # what was typed before the case had to be opened again is carried along under this prefix


def with_case(view: Callable[..., Any]) -> Callable[..., Any]:
    """Give a view the case of its address, if this browser may open it; else ask for the code, whatever the case is."""

    @functools.wraps(view)
    def run(reference: str, **places: Any) -> Any:
        application = access.opened(reference)
        return view(application, **places) if application is not None else ask_for_code(reference)

    return run


def ask_for_code(reference: str) -> Any:
    """Send a reader to /lacak; keep what a form sent, to be stored once the code was typed."""
    from flask import url_for

    known = references.normal_reference(reference)
    if request.method in web.SAFE:
        return web.seen(url_for("registration.follow", ref=known or None))
    form = FollowForm(formdata=None, reference=known)
    typed = [(KEPT + name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return web.page("registration/follow.html", form=form, typed=typed, target=request.path, kept=bool(typed)), 403
