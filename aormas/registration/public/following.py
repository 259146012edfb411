"""Following a case with reference and code: where it stands, the letter, an objection, withdrawing it."""

from __future__ import annotations

from typing import Any

from flask import Response, abort, current_app, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import ActionError, Conflict, Invalid
from aormas.core.files.serving import send_stored
from aormas.core.security import limiter
from aormas.letters import serving
from aormas.registration import access
from aormas.registration.actions import correction
from aormas.registration.actions import filing as actions
from aormas.registration.forms.cases import FollowForm, ObjectionForm, WithdrawalForm
from aormas.registration.models import Application
from aormas.registration.presentation import case as words
from aormas.registration.presentation import filing as shown
from aormas.registration.presentation import findings
from aormas.registration.presentation import status as standing
from aormas.registration.public.face import KEPT, at_counter, bp, with_case
from aormas.registration.public.filing import moved_on
from aormas.registration.queries import cases
from aormas.registration.rules import references, stages

UNKNOWN = (
    "Reference and code do not belong together. Compare both with your receipt; a lost code is renewed at the counter."
)


def _missed(response: Response) -> bool:
    return response.status_code == 422


def _case_key() -> str:
    return "case:" + (references.normal_reference(request.form.get("reference", "")) or "none")


@bp.get("/lacak")
@web.anyone
def follow() -> Any:
    """Ask for reference and code."""
    form = FollowForm(formdata=None, reference=request.args.get("ref", "")[:40])
    return web.page("registration/follow.html", form=form, typed=[], target="")


@bp.post("/lacak")
@web.anyone
@limiter.limit("40 per 15 minutes", deduct_when=_missed)
@limiter.limit("10 per hour", key_func=_case_key, deduct_when=_missed)
def follow_post() -> Any:
    """Open a case for this browser; unknown, somebody else's and expired get the same sentence."""
    form = FollowForm()
    application = access.unlock(form.reference.data or "", form.code.data or "")
    typed = [(name, value) for name, value in request.form.items(multi=True) if name.startswith(KEPT)]
    target = request.form.get("target", "")
    if application is None:
        form.refuse("code", _(UNKNOWN))
        return web.page("registration/follow.html", form=form, typed=typed, target=target, kept=bool(typed)), 422
    own = f"/permohonan/{application.reference}"
    if typed and web.safe_target(target, "").startswith(own):
        again = [(name.removeprefix(KEPT), value) for name, value in typed]
        return web.page("errors/resend.html", action=target, typed=again)
    return web.seen(url_for(".case", reference=application.reference))


@bp.get("/permohonan/<reference>")
@web.anyone
@with_case
def case(application: Application) -> Any:
    """One case: the sentence, the days, what is to be done, what happened; a draft goes on where it stopped."""
    if application.stage == "draft":
        return web.seen(shown.step_url(application, shown.next_step(application)))
    return case_page(application)


def case_page(application: Application, objection: ObjectionForm | None = None) -> str:
    """Draw the page of a case."""
    letter = application.letter if application.letter and application.letter.state in {"signed", "withdrawn"} else None
    return web.page(
        "registration/case.html", application=application, version=application.version, status=standing.status(application), letter_withdrawn=standing.withdrawn_letter(application) is not None, own=access.is_own(application), at_counter=at_counter(application),
        clocks=standing.clocks(application), timeline=words.timeline(application), findings=findings.open_ones(application) if application.stage == "awaiting_correction" else [],
        refusal=words.refusal(application), answer=words.answer_to_objection(application), own_objection=words.own_objection(application),
        objection_until=words.objection_until(application), objection=objection or ObjectionForm(formdata=None), letter=letter, skt=cases.skt_file(application),
        visit=words.planned_visit(application), code=access.code_of(application), may_withdraw="withdraw" in stages.allowed(application.stage),
        sections=shown.sections(application), papers=[a for r in application.version.requirements if (a := application.paper(r))],
    )  # fmt: skip


@bp.post("/permohonan/<reference>/keberatan")
@web.anyone
@with_case
def object_(application: Application) -> Any:
    """Object to a refusal."""
    form = ObjectionForm(formdata=request.form)
    try:
        done = correction.object_(application, form.objection.data or "", by=access.person())
    except Invalid as error:
        form.refuse(error.field, _(error.message, **error.values))
        return case_page(application, form), 422
    except Conflict:
        return moved_on(application, [(str(form.objection.label.text), form.objection.data or "")])
    if done:
        web.say(
            _(
                "Your objection is with the office. It is answered within %(days)s working days.",
                days=application.version.answer_days,
            )
        )
    return web.seen(url_for(".case", reference=application.reference))


@bp.get("/permohonan/<reference>/tarik")
@web.anyone
@with_case
def withdrawal(application: Application) -> Any:
    """Say what withdrawing means, and ask whether it is meant."""
    if "withdraw" not in stages.allowed(application.stage):
        return web.seen(url_for(".case", reference=application.reference))
    return web.page("registration/withdraw.html", application=application, form=WithdrawalForm(formdata=None))


@bp.post("/permohonan/<reference>/tarik")
@web.anyone
@with_case
def withdraw(application: Application) -> Any:
    """Withdraw one's own case."""
    form = WithdrawalForm(formdata=request.form)
    if application.stage != "withdrawn" and not form.sure.data:
        form.refuse("sure", _("Tick this when you really want to withdraw the application."))
        return web.page("registration/withdraw.html", application=application, form=form), 422
    try:
        actions.withdraw(application, form.reason.data or "", by=access.person())
    except ActionError:
        return moved_on(application, [])
    return web.seen(url_for(".case", reference=application.reference))


@bp.post("/permohonan/<reference>/tutup")
@web.anyone
@with_case
def close_here(application: Application) -> Any:
    """Let this browser forget the case: for a phone or computer that others use too."""
    access.forget(application)
    web.say(_("This device no longer opens the application. You need reference and code again."))
    return web.seen(url_for(".follow"))


@bp.get("/permohonan/<reference>/surat.pdf")
@web.anyone
@with_case
def letter(application: Application) -> Any:
    """The signed letter."""
    if application.letter is None or application.letter.state != "signed":
        abort(404)
    return serving.send_letter(application.letter)


@bp.get("/permohonan/<reference>/pindaian.pdf")
@web.anyone
@with_case
def letter_scan(application: Application) -> Any:
    """The scan of the letter as it was signed by hand."""
    if application.letter is None or application.letter.state != "signed":
        abort(404)
    return serving.send_scan(application.letter)


@bp.get("/permohonan/<reference>/skt.pdf")
@web.anyone
@with_case
def skt(application: Application) -> Any:
    """The scan of the SKT that came back from the Ministry."""
    file = cases.skt_file(application)
    if file is None:
        abort(404)
    path = current_app.extensions["aormas_files"].path(file.sha256)
    return send_stored(path, f"SKT {application.name}.pdf", file.media_type)
