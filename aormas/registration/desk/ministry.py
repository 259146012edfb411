"""Track b at the desk: the sending to the Ministry, the SKT that came, the Ministry's refusal."""

from __future__ import annotations

from typing import Any

from flask import request
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Invalid
from aormas.core.files import receiving
from aormas.core.security import takes_files
from aormas.registration.actions import track_b
from aormas.registration.desk.face import bp, officer
from aormas.registration.desk.steps import hand_out, step
from aormas.registration.forms import desk as forms
from aormas.registration.models import Application


@bp.post("/permohonan/<case:application>/teruskan")
@web.requires("skt.record")
def forward(application: Application) -> Any:
    """Record the sending to the Ministry."""
    form = forms.ForwardForm(prefix="forward-")

    def act() -> None:
        on, number = form.on.data, form.number.data or ""
        track_b.forward(application, officer(), on=on, number=number, seen=form.last_seen)  # type: ignore[arg-type]

    said = _("Recorded. The Ministry decides within 15 working days; the city is not late while it waits.")
    return step(application, form, act, said)


@bp.post("/permohonan/<case:application>/skt")
@web.requires("skt.record")
@takes_files
def record_skt(application: Application) -> Any:
    """Record the SKT that came, with its scan."""
    form = forms.SktForm(prefix="skt-")

    def act() -> None:
        uploads = [upload for upload in request.files.getlist("skt-file") if upload.filename]
        if not uploads:
            raise Invalid("Choose the scan of the SKT: a PDF, or photos of its pages.", field="file")
        try:
            file = receiving.receive(uploads, f"SKT {form.number.data}")
        except Invalid as error:
            error.field = "file"
            raise
        number, issued_on, until = form.number.data or "", form.issued_on.data, form.valid_until.data
        code = track_b.record_skt(
            application,
            officer(),
            number=number,
            issued_on=issued_on,  # type: ignore[arg-type]
            valid_until=until,
            file=file,
            seen=form.last_seen,
        )
        hand_out(code, application)

    return step(application, form, act, _("The SKT is recorded. The organisation stands in the register."))


@bp.post("/permohonan/<case:application>/skt/ditolak")
@web.requires("skt.record")
def record_ministry_refusal(application: Application) -> Any:
    """Record the Ministry's refusal."""
    form = forms.MinistryRefusalForm(prefix="ministry_refusal-")

    def act() -> None:
        on, reason = form.on.data, form.reason.data or ""
        track_b.record_ministry_refusal(application, officer(), on=on, reason=reason, seen=form.last_seen)  # type: ignore[arg-type]

    return step(application, form, act, _("Recorded. The applicant reads the Ministry's reason."))
