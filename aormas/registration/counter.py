"""The counter: an officer files for somebody who came in, with the same forms, and renews lost codes."""

from __future__ import annotations

from typing import Any

from flask import abort, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import events, identifiers, web
from aormas.core.errors import Conflict
from aormas.registration import access
from aormas.registration.actions import counter as actions
from aormas.registration.actions import filing
from aormas.registration.forms.cases import NewCodeForm
from aormas.registration.forms.steps import BeginForm
from aormas.registration.models import Application
from aormas.registration.presentation import filing as shown
from aormas.registration.queries import cases, services
from aormas.registration.rules import references, stages

bp = web.Face("counter", __name__, "desk")


@bp.get("/loket")
@web.requires("application.file")
def start() -> Any:
    """Choose a service, go on with a filing, or renew a code."""
    return _page(NewCodeForm(formdata=None))


def _page(form: NewCodeForm) -> str:
    client_id = session.setdefault("counter_begin", identifiers.client_id())
    words = {stage: (_(word), tone) for stage, (word, tone) in stages.STAGE_WORDS.items()}
    rows = [(row, _address(row), row.stage == "draft" and not access.code_of(row)) for row in cases.at_counter()]
    return web.page(
        "registration/counter/start.html",
        versions=services.present_versions(),
        rows=rows,
        words=words,
        client_id=client_id,
        form=form,
        doors_of=[door for doors in events.emit("counter.doors", person=current_user) for door in doors],
    )


def _address(row: Application) -> str | None:
    """Return where an officer reads a case: a draft in its forms once it is open here, a sent one at the desk."""
    if row.stage == "draft":
        return url_for("registration.case", reference=row.reference) if access.code_of(row) else None
    return url_for("registration_desk.case", application=row)


@bp.post("/loket/lanjutkan")
@web.requires("application.file")
def take_up() -> Any:
    """Go on with a draft that another browser or another officer of the counter began; the trail records it."""
    known = references.normal_reference(request.form.get("reference", ""))
    application = cases.by_reference(known) if known else None
    if application is None:
        abort(404)
    try:
        actions.take_up(application, by=current_user._get_current_object())
    except Conflict as error:
        web.say(_(error.message), "error")
        return web.seen(url_for(".start"))
    access.take_up(application)
    return web.seen(url_for("registration.case", reference=application.reference))


@bp.post("/loket")
@web.requires("application.file")
def begin() -> Any:
    """Begin a filing for somebody at the counter."""
    client_id = references.form_id(str(BeginForm(formdata=request.form).client_id.data or ""))
    version = services.present_version(request.form.get("service", ""))
    if version is None or not client_id:
        web.say(_("Choose a service first."), "error")
        return web.seen(url_for(".start"))
    code = access.new_code(client_id)
    try:
        application = filing.begin(version, client_id, code, channel="counter", by=current_user._get_current_object())
    except Conflict as error:
        session.pop("counter_begin", None)
        web.say(_(error.message), "error")
        return web.seen(url_for(".start"))
    access.remember(application, code)
    session.pop("counter_begin", None)
    return web.seen(url_for("registration.case", reference=application.reference))


@bp.post("/loket/kode")
@web.requires("application.file")
def new_code() -> Any:
    """Make a new code for somebody whose identity the officer has checked, and show it once."""
    form = NewCodeForm(formdata=request.form)
    known = references.normal_reference(form.reference.data or "")
    application = cases.by_reference(known) if known else None
    if application is None:
        form.refuse("reference", _("No case has this reference. It looks like P26-0412."))
    elif not form.checked.data:
        form.refuse("checked", _("Compare the identity card first; the code opens the whole case."))
    if application is None or form.errors:
        return _page(form), 422
    code = actions.renew_code(application, by=current_user._get_current_object())
    return web.page(
        "registration/counter/code.html",
        application=application,
        code=code,
        url=shown.follow_url(application.reference),
    )
