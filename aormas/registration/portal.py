"""An organisation's own cases: the list, and a renewal or change that begins with what the register knows."""

from __future__ import annotations

from typing import Any

from flask import abort, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import identifiers, web
from aormas.core.errors import Conflict
from aormas.organizations.portal import own_organization
from aormas.registration import access, prefill
from aormas.registration.actions import filing
from aormas.registration.forms.steps import BeginForm
from aormas.registration.models import ServiceVersion
from aormas.registration.queries import cases, services
from aormas.registration.rules import references, stages

bp = web.Face("registration_portal", __name__, "portal")


@bp.get("/permohonan")
@web.requires("portal.enter")
def applications() -> Any:
    """The organisation's cases, and what it can begin."""
    row = own_organization()
    words = {stage: (_(word), tone) for stage, (word, tone) in stages.STAGE_WORDS.items()}
    client_id = session.setdefault("portal_begin", identifiers.client_id())
    return web.page(
        "registration/portal/cases.html",
        row=row,
        cases=cases.of_organization(row.id),
        words=words,
        versions=_offered(row.form),
        client_id=client_id,
    )


@bp.post("/permohonan")
@web.requires("portal.enter")
def begin() -> Any:
    """Begin a renewal or change, filled with what the register knows."""
    row = own_organization()
    client_id = references.form_id(str(BeginForm(formdata=request.form).client_id.data or ""))
    version = next((v for v in _offered(row.form) if v.service.code == request.form.get("service")), None)
    if version is None or not client_id:
        abort(404)
    code = access.new_code(client_id)
    try:
        application = filing.begin(
            version,
            client_id,
            code,
            channel="portal",
            by=current_user._get_current_object(),
            organization=row,
            given=prefill.answers_of(row),
        )
    except Conflict as error:
        session.pop("portal_begin", None)
        web.say(_(error.message), "error")
        return web.seen(url_for(".applications"))
    access.remember(application, code)
    session.pop("portal_begin", None)
    return web.seen(url_for("registration.case", reference=application.reference))


def _offered(form: str) -> list[ServiceVersion]:
    """Return the services for an organisation that is in the register already, by its legal form."""
    track = "skt" if form == "tidak_berbadan_hukum" else "presence"
    return [v for v in services.present_versions() if v.service.track == track and v.service.kind != "new"]
