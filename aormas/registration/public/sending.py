"""Step 6: look at everything once more and send; then the receipt, on the screen and as PDF."""

from __future__ import annotations

from typing import Any

from flask import make_response, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import Conflict, Invalid
from aormas.letters.documents import letterhead
from aormas.registration import access
from aormas.registration.actions import filing as actions
from aormas.registration.models import Application
from aormas.registration.pdf import Receipt, ReceivedPaper, render_receipt
from aormas.registration.presentation import filing as shown
from aormas.registration.presentation import status as standing
from aormas.registration.public.face import at_counter, bp, with_case
from aormas.registration.public.filing import moved_on
from aormas.registration.rules import answers, checks, completeness


@bp.get("/permohonan/<reference>/kirim")
@web.anyone
@with_case
def sending(application: Application) -> Any:
    """Show what everybody will see and what the office will see, and what is still missing."""
    if application.submitted_at is not None or application.stage != "draft":
        return web.seen(url_for(".case", reference=application.reference))
    return _page(application, shown.form_of(application, "kirim"))


@bp.post("/permohonan/<reference>/kirim")
@web.anyone
@with_case
def send(application: Application) -> Any:
    """Send once: a second press, the back button and a lost answer all lead to the same receipt."""
    if application.submitted_at is not None:
        return web.seen(url_for(".receipt", reference=application.reference))
    form = shown.form_of(application, "kirim", formdata=request.form)
    typed = form.answers()
    if application.stage != "draft":
        return moved_on(application, shown.rows_of(application.version, "kirim", typed))
    try:
        actions.save_step(application, "kirim", typed, int(application.revisions.get("kirim", 0)))
        if request.form.get("act") == "later":
            return web.seen(url_for(".later", reference=application.reference))
        facts = shown.facts_of(application.version)
        form.place(checks.check("kirim", typed, facts))
        if not form.errors:
            actions.submit(application, typed, facts, by=access.person())
            return web.seen(url_for(".receipt", reference=application.reference))
    except Invalid as error:
        form.form_errors.append(_(error.message, **error.values))
    except Conflict:
        if application.submitted_at is not None:  # the other press was quicker
            return web.seen(url_for(".receipt", reference=application.reference))
        return moved_on(application, shown.rows_of(application.version, "kirim", typed))
    return _page(application, form), 422


def _page(application: Application, form: Any) -> str:
    return web.page(
        "registration/steps/kirim.html", application=application, form=form, service=application.version.service,
        version=application.version, names=shown.step_names(), urls=shown.step_urls(application), position=len(answers.STEPS),
        missing=shown.missing(application), sections=shown.sections(application), public_rows=shown.public_rows(application),
        papers=_papers(application), step_url=lambda step, **more: shown.step_url(application, step, **more),
        hints=[_(hint.message) for hint in completeness.hints(application.answers, shown.facts_of(application.version))],
    )  # fmt: skip


def _papers(application: Application) -> list[tuple[str, str]]:
    """Return the papers as they will be received: name, and pages or why there is none."""
    waived = completeness.not_applicable(application.answers)
    rows = []
    for requirement in application.version.requirements:
        attachment = application.paper(requirement)
        if attachment is not None:
            rows.append((requirement.title, _("%(pages)s pages", pages=attachment.file.pages)))
        elif requirement.code in waived:
            rows.append((requirement.title, _("does not apply")))
    return rows


@bp.get("/permohonan/<reference>/tanda-terima")
@web.anyone
@with_case
def receipt(application: Application) -> Any:
    """The receipt: time, reference, code, what happens next."""
    if application.submitted_at is None:
        return web.seen(shown.step_url(application, "kirim"))
    code = access.code_of(application)
    drafts = " ".join(draft_key(application, step) for step in answers.STEPS)
    return web.page(
        "registration/receipt.html", application=application, code=code, drafts=drafts, next_steps=standing.next_steps(application),
        message_url=shown.message_url(application, code) if code else None, at_counter=at_counter(application),
    )  # fmt: skip


def draft_key(application: Application, step: str) -> str:
    """Return the key under which a browser keeps what was typed and not sent yet; templates write the same."""
    return f"{application.reference}-{step}"


@bp.get("/permohonan/<reference>/tanda-terima.pdf")
@web.anyone
@with_case
def receipt_pdf(application: Application) -> Any:
    """The receipt as PDF, with the code when this browser knows it."""
    if application.submitted_at is None:
        return web.seen(shown.step_url(application, "kirim"))
    response = make_response(render_receipt(_receipt(application)))
    response.headers["Content-Type"] = "application/pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="tanda-terima-{application.reference}.pdf"'
    return response


def _receipt(application: Application) -> Receipt:
    present = [(r, application.paper(r)) for r in application.version.requirements]
    papers = [ReceivedPaper(r.title, a.file.pages) for r, a in present if a is not None]
    sender = application.answers.get("kirim") or {}
    assert application.submitted_at is not None
    return Receipt(
        letterhead=letterhead(), reference=application.reference, received_at=clock.local(application.submitted_at),
        service=application.version.title, organisation=application.name, papers=tuple(papers), track_url=shown.follow_url(application.reference),
        made_at=clock.local(clock.now()), applicant=str(sender.get("sender_name") or ""), secret_code=access.code_of(application),
        received_by=application.filed_by.name if application.channel == "counter" and application.filed_by else "",
        next_step=" ".join(standing.next_steps(application)),
    )  # fmt: skip
