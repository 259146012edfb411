"""Step 5, the papers: one card each; and the same cards for papers that the office handed back."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.serving import send_stored
from aormas.core.security import limiter, takes_files
from aormas.registration import receiving
from aormas.registration.actions import correction
from aormas.registration.actions import papers as actions
from aormas.registration.models import Application, Requirement
from aormas.registration.presentation import filing as shown
from aormas.registration.public.face import bp, with_case
from aormas.registration.public.filing import moved_on
from aormas.registration.rules import answers, completeness

PAPER = "/permohonan/<reference>/berkas/<code>"


def may_send(application: Application, requirement: Requirement) -> bool:
    """Tell whether a file for this paper may come now."""
    if application.stage == "awaiting_correction":
        return any(finding.target == requirement.code for finding in correction.open_findings(application))
    return application.stage == "draft"


@bp.get("/permohonan/<reference>/berkas")
@web.anyone
@with_case
def papers(application: Application) -> Any:
    """Show the papers: what is there, what is still missing."""
    if application.stage != "draft":
        return web.seen(url_for(".case", reference=application.reference))
    return papers_page(application)


def papers_page(application: Application, errors: dict[str, str] | None = None) -> str:
    """Draw step 5; `errors` maps a paper's code to the sentence beside its card."""
    present = shown.present_codes(application)
    waived = completeness.not_applicable(application.answers)
    facts = {r.code: completeness.Paper(r.code, r.title, r.necessity) for r in application.version.requirements}
    at = request.args.get("di", "")  # what was done is said at the card on which the person goes on
    open_codes = [code for code, paper in facts.items() if completeness.lacks(paper, present, waived)]
    return web.page(
        "registration/steps/berkas.html", application=application, errors=errors or {}, at=at if at in facts and not errors else "", service=application.version.service,
        requirements=application.version.requirements, waived=waived, open_codes=open_codes, present=present, names=shown.step_names(),
        urls=shown.step_urls(application), position=answers.STEPS.index("berkas") + 1,
    )  # fmt: skip


@bp.post("/permohonan/<reference>/berkas")
@web.anyone
@with_case
def papers_done(application: Application) -> Any:
    """Go on to sending; what is missing is named there. Or stop for now."""
    if request.form.get("act") == "later":
        return web.seen(url_for(".later", reference=application.reference))
    return web.seen(shown.step_url(application, "kirim"))


@bp.post(PAPER)
@web.anyone
@takes_files
@limiter.limit("400 per hour")
@with_case
def send_paper(application: Application, code: str) -> Any:
    """Take the files of one paper; a refused one gets its sentence beside its card, the others stay as they are."""
    requirement = requirement_of(application, code)
    if not may_send(application, requirement):
        return moved_on(application, [])
    files, ids = request.files.getlist("files"), request.form.getlist("partial")
    try:
        received = receiving.receive(application, requirement, files, ids)
        act = correction.mend_paper if application.stage == "awaiting_correction" else actions.attach
        before = application.paper(requirement)
        known = before.id if before else None
        row = act(application, requirement, received)
    except Conflict:
        return moved_on(application, [])
    except Invalid as error:
        receiving.forget(application, requirement, ids)
        return _refused(
            application, code, receiving.refused_sentence(error, [f.filename or "" for f in files if f.filename], _)
        )
    receiving.forget(application, requirement, ids)
    _said(requirement, received, same=row.id == known)
    return web.seen(_after(application, code))


def _said(requirement: Requirement, received: actions.Received, same: bool) -> None:
    if same:
        web.say(
            _("%(paper)s: this file is the same as the one that is here already.", paper=requirement.title), "warning"
        )
    else:
        web.say(_("%(paper)s was saved: %(pages)s pages.", paper=requirement.title, pages=received.pages))


def _after(application: Application, code: str) -> str:
    """Return where to go on: the next paper that is missing, else the one that came."""
    if application.stage == "awaiting_correction":
        return url_for(".correction", reference=application.reference, _anchor=f"berkas-{code}")
    gaps = [gap.paper.code for gap in shown.missing(application) if gap.paper is not None]
    codes = [requirement.code for requirement in application.version.requirements]
    further = [gap for gap in gaps if codes.index(gap) > codes.index(code)] or gaps
    return _card(application, further[0] if further else code)


def _card(application: Application, code: str) -> str:
    return shown.step_url(application, "berkas", di=code, _anchor=f"berkas-{code}")


def _refused(application: Application, code: str, sentence: str) -> Any:
    from aormas.registration.public.correcting import correction_page

    draw = correction_page if application.stage == "awaiting_correction" else papers_page
    return draw(application, {code: sentence}), 422


@bp.post(f"{PAPER}/hapus")
@web.anyone
@with_case
def remove_paper(application: Application, code: str) -> Any:
    """Take a paper out of a draft."""
    requirement = requirement_of(application, code)
    try:
        actions.detach(application, requirement)
    except Conflict:
        return moved_on(application, [])
    web.say(_("%(paper)s was taken out.", paper=requirement.title))
    return web.seen(_card(application, code))


@bp.post(f"{PAPER}/tidak-berlaku")
@web.anyone
@with_case
def waive_paper(application: Application, code: str) -> Any:
    """Say that a conditional paper does not apply to this organisation, or take that back."""
    requirement = requirement_of(application, code)
    try:
        actions.waive(application, requirement, waived=request.form.get("waived") == "1")
    except Conflict:
        return moved_on(application, [])
    return web.seen(_after(application, code))


@bp.get(f"{PAPER}.pdf")
@web.anyone
@with_case
def paper(application: Application, code: str) -> Any:
    """The file that is here for a paper, as the office sees it."""
    attachment = application.paper(requirement_of(application, code))
    if attachment is None:
        abort(404)
    file = attachment.file
    return send_stored(
        current_app.extensions["aormas_files"].path(file.sha256),
        f"{application.reference} {file.name}",
        file.media_type,
    )


def requirement_of(application: Application, code: str) -> Requirement:
    """Return the paper of the case's version by its code, or answer 404."""
    found = next((requirement for requirement in application.version.requirements if requirement.code == code), None)
    if found is None:
        abort(404)
    return found
