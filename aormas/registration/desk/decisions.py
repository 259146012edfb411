"""Proposing, approving, signing, refusing, answering an objection, closing."""

from __future__ import annotations

from typing import Any

from flask import request, session, url_for
from flask_babel import gettext as _

from aormas.accounts.actions import session as session_actions
from aormas.core import web
from aormas.registration.actions import closing, decide, grant, objection
from aormas.registration.desk import proposal, screen
from aormas.registration.desk.face import bp, officer
from aormas.registration.desk.steps import hand_out, step
from aormas.registration.forms import desk as forms
from aormas.registration.models import Application


@bp.route("/permohonan/<case:application>/usul", methods=["GET", "POST"])
@web.requires("application.recommend")
def propose(application: Application) -> Any:
    """Propose to grant: what the register would change, and a note for the division head."""
    form = forms.NoteForm(seen=screen.last_seen(application))
    if request.method == "GET":
        return proposal.page(application, form)

    def act() -> None:
        decide.recommend(application, officer(), note=form.note.data or "", seen=form.last_seen)

    said = _("Proposed. The head of division approves it next.")
    return step(application, form, act, said, lambda: proposal.page(application, form))


@bp.route("/permohonan/<case:application>/tolak", methods=["GET", "POST"])
@web.requires("application.recommend")
def propose_refusal(application: Application) -> Any:
    """Propose to refuse, with the reason and its legal basis."""
    form = forms.RefusalForm(seen=screen.last_seen(application))
    if request.method == "GET":
        return proposal.refusal_page(application, form)

    def act() -> None:
        told = {
            "reason": form.reason.data or "",
            "legal_basis": form.legal_basis.data or "",
            "note": form.note.data or "",
        }
        decide.recommend_refusal(application, officer(), seen=form.last_seen, **told)

    said = _("The refusal is proposed. The head of division looks at it next.")
    return step(application, form, act, said, lambda: proposal.refusal_page(application, form))


@bp.post("/permohonan/<case:application>/setujui")
@web.requires("application.approve")
def approve(application: Application) -> Any:
    """Approve what was proposed."""
    form = forms.NoteForm(prefix="approve-")

    def act() -> None:
        decide.approve(application, officer(), note=form.note.data or "", seen=form.last_seen)

    return step(application, form, act, _("Approved. The head of agency signs next."))


@bp.post("/permohonan/<case:application>/kembalikan")
@web.requires("application.read")
def give_back(application: Application) -> Any:
    """Give a case back to the verifier."""
    form = forms.ReturnForm(prefix="return-")

    def act() -> None:
        decide.return_(application, officer(), note=form.note.data or "", seen=form.last_seen)

    return step(application, form, act, _("The case is with the verifier again, with your note."))


@bp.post("/permohonan/<case:application>/tandatangani")
@web.requires("application.sign")
def sign(application: Application) -> Any:
    """Sign the letter of a case, or its refusal."""
    form = forms.SignForm(prefix="sign-")
    refusal = application.stage == "refusal_approved"

    def act() -> None:
        session_actions.confirm_password(officer(), form.password.data or "")
        if refusal:
            grant.refuse(application, officer(), seen=form.last_seen)
        else:
            hand_out(grant.sign(application, officer(), seen=form.last_seen), application)

    return step(application, form, act, _signed(application, refusal))


def _signed(application: Application, refusal: bool) -> str:
    if refusal:
        return _(
            "The refusal is signed. The applicant reads the reason and may object within %(count)d working days.",
            count=application.version.objection_days,
        )
    if application.version.service.track == "skt":
        return _("The cover letter is signed. The file goes to the Ministry next.")
    return _("The letter is signed and has its number. The organisation stands in the register.")


@bp.get("/permohonan/<case:application>/kode")
@web.requires("application.read")
def chair_code(application: Application) -> Any:
    """Show the chair's activation code, once, to who has just granted the case."""
    kept = session.pop("chair_code", None)
    if not kept or kept[0] != application.id or application.organization is None:
        return web.seen(screen.address(application))
    url = url_for("accounts.activate", code=kept[1], _external=True)
    return web.page("registration/desk/code.html", application=application, code=kept[1], url=url)


@bp.post("/permohonan/<case:application>/keberatan")
@web.requires("application.object")
def answer(application: Application) -> Any:
    """Answer an objection: the refusal stands, or the case is taken up again."""
    form = forms.AnswerForm(prefix="answer-")
    accepted = request.form.get("act") == "reopen"

    def act() -> None:
        session_actions.confirm_password(officer(), form.password.data or "")
        decision = objection.reopen if accepted else objection.uphold
        decision(application, officer(), reason=form.reason.data or "", seen=form.last_seen)

    sentence = (
        _("The objection is accepted; the case is looked at again.")
        if accepted
        else _("The answer is sent; the refusal stands.")
    )
    return step(application, form, act, sentence)


@bp.post("/permohonan/<case:application>/tutup")
@web.requires("application.close")
def close(application: Application) -> Any:
    """Close a case that the applicant has left."""
    form = forms.CloseForm(prefix="close-")

    def act() -> None:
        closing.close(application, officer(), reason=form.reason.data or "", seen=form.last_seen)

    return step(application, form, act, _("The case is closed. The applicant may file again at any time."))
