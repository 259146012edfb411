"""What the office handed back: mend just these papers and answers, or argue back; then send everything back at once."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict, Invalid
from aormas.registration import access
from aormas.registration.actions import correction as actions
from aormas.registration.forms.cases import RebuttalForm
from aormas.registration.models import Application
from aormas.registration.presentation import findings
from aormas.registration.presentation import status as standing
from aormas.registration.public.face import bp, with_case
from aormas.registration.public.filing import moved_on


@bp.get("/permohonan/<reference>/perbaikan")
@web.anyone
@with_case
def correction(application: Application) -> Any:
    """Show what is to be answered."""
    if application.stage != "awaiting_correction":
        return web.seen(url_for(".case", reference=application.reference))
    return correction_page(application)


def correction_page(
    application: Application, errors: dict[str, str] | None = None, form: RebuttalForm | None = None, top: str = ""
) -> str:
    """Draw the page; `errors` maps a target to the sentence beside it, `top` is one for the whole page."""
    rows = findings.open_ones(application)
    forms = {
        row.finding.target: RebuttalForm(
            formdata=None, prefix="", finding=row.finding.target, rebuttal=row.finding.rebuttal
        )
        for row in rows
    }
    if form is not None:
        forms[str(form.finding.data)] = form
    for number, one in enumerate(forms.values()):
        one.rebuttal.id = f"rebuttal-{number}"
    return web.page(
        "registration/correction.html", application=application, rows=rows, forms=forms, errors=errors or {}, top=top,
        left=[row for row in rows if not row.finding.answered], status=standing.status(application),
    )  # fmt: skip


@bp.post("/permohonan/<reference>/perbaikan")
@web.anyone
@with_case
def rebut(application: Application) -> Any:
    """Keep an argument against one finding."""
    form = RebuttalForm(formdata=request.form)
    target, text = str(form.finding.data or ""), str(form.rebuttal.data or "")
    try:
        actions.rebut(application, target, text)
    except Conflict:
        return moved_on(application, [(str(form.rebuttal.label.text), text)])
    except Invalid as error:
        form.refuse("rebuttal", _(error.message, **error.values))
        return correction_page(application, form=form), 422
    web.say(_("Your reasons are kept. They go to the office when you send everything back below."))
    return web.seen(url_for(".correction", reference=application.reference, _anchor=f"berkas-{target}"))


@bp.post("/permohonan/<reference>/kirim-kembali")
@web.anyone
@with_case
def resubmit(application: Application) -> Any:
    """Send everything back; a second press changes nothing."""
    seen = request.form.get("round", "")
    try:
        done = actions.resubmit(application, int(seen) if seen.isdecimal() and len(seen) < 9 else 0, by=access.person())
    except Invalid as error:
        return correction_page(application, top=_(error.message)), 422
    except Conflict:
        return moved_on(application, [])
    if done:
        web.say(_("Sent back. It is the office's turn now; you need not do anything."))
    return web.seen(url_for(".case", reference=application.reference))
