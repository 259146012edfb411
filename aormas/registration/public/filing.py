"""The four typed steps of a filing; the same pages mend a section that the office handed back."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict
from aormas.organizations import search
from aormas.organizations.queries import by_register_number
from aormas.registration import access
from aormas.registration.actions import correction
from aormas.registration.actions import filing as actions
from aormas.registration.actions.filing import StaleStep
from aormas.registration.models import Application
from aormas.registration.presentation import filing as shown
from aormas.registration.presentation import findings
from aormas.registration.public.face import at_counter, bp, with_case
from aormas.registration.rules import answers, checks, completeness, corrections
from aormas.registration.rules.board import FURTHER_MOST
from aormas.registration.rules.texts import Problem

STEP = "/permohonan/<reference>/<any(ormas,legalitas,sekretariat,pengurus):step>"
NEW_ROW = "tambah"
DATES = ("ahu_date", "deed_date", "founded_on")


@bp.get(STEP)
@web.anyone
@with_case
def step(application: Application, step: str) -> Any:
    """Show a step of a draft, or of a section that was handed back."""
    if not may_write(application, step):
        return web.seen(url_for(".case", reference=application.reference))
    form = shown.form_of(application, step)
    if NEW_ROW in request.args and step == "pengurus" and len(form.members.entries) < len(answers.BOARD) + FURTHER_MOST:
        form.members.append_entry()
    if "periksa" in request.args:
        form.place(checks.check(step, application.answers.get(step) or {}, shown.facts_of(application.version)))
    similar = _similar(application) if "mirip" in request.args and step == "ormas" else []
    return _page(application, step, form, similar=similar)


@bp.post(STEP)
@web.anyone
@with_case
def step_post(application: Application, step: str) -> Any:
    """Keep whatever was typed, right or wrong; go on only when it is right."""
    form = shown.form_of(application, step, formdata=request.form)
    typed = form.answers()
    if not may_write(application, step):
        return moved_on(application, shown.rows_of(application.version, step, typed))
    try:
        save = correction.mend_answers if application.stage == "awaiting_correction" else actions.save_step
        revision = save(application, step, typed, form.seen_revision)
    except StaleStep as stale:
        form.revision.data = str(stale.revision)
        return _page(application, step, form, stored=shown.rows_of(application.version, step, stale.stored)), 409
    except Conflict:
        return moved_on(application, shown.rows_of(application.version, step, typed))
    return _go_on(application, step, form, typed, revision)


def _go_on(application: Application, step: str, form: Any, typed: dict[str, Any], revision: int) -> Any:
    wish = request.form.get("act")
    if wish == "later":
        return web.seen(url_for(".later", reference=application.reference))
    if wish == "add":
        return web.seen(shown.step_url(application, step, tambah=1, _anchor=f"members-{len(typed['members'])}-office"))
    problems = [*checks.check(step, typed, shown.facts_of(application.version)), *_unknown_number(step, typed)]
    if problems:
        form.revision.data = str(revision)
        form.place(problems)
        return _page(application, step, form), 422
    if application.stage == "awaiting_correction":
        web.say(_("Saved. It goes to the office when you send everything back below."))
        return web.seen(url_for(".correction", reference=application.reference))
    _second_look(application, step)
    if step == "ormas" and application.version.service.kind == "new" and _similar(application):
        return web.seen(shown.step_url(application, step, mirip=1))
    return web.seen(shown.step_url(application, answers.STEPS[answers.STEPS.index(step) + 1]))


def _second_look(application: Application, step: str) -> None:
    """Say what is unusual about the step that was just saved."""
    names = {"legalitas": {"ahu_number", *DATES}, "ormas": {"ahu_number", *DATES}, "pengurus": {"term_end"}}.get(
        step, set()
    )
    for hint in completeness.hints(application.answers, shown.facts_of(application.version)):
        if hint.field in names:
            web.say(_(hint.message), "warning")


def _unknown_number(step: str, typed: dict[str, Any]) -> list[Problem]:
    number = typed.get("register_number") if step == "ormas" else ""
    if not number or by_register_number(number) is not None:
        return []
    return [
        Problem(
            "register_number",
            "This number is not in the register. It looks like ORM-3574-0042; leave it empty when you do not know it.",
        )
    ]


def _similar(application: Application) -> list[Any]:
    name = str((application.answers.get("ormas") or {}).get("name") or "")
    return list(search.similar_names(name, limit=5)) if name else []


def may_write(application: Application, step: str) -> bool:
    """Tell whether a step of the answers may be changed now."""
    if application.stage == "awaiting_correction":
        return any(finding.target == corrections.section(step) for finding in correction.open_findings(application))
    return application.stage == "draft"


def _page(application: Application, step: str, form: Any, **more: Any) -> str:
    service = application.version.service
    mending = application.stage == "awaiting_correction"
    return web.page(
        f"registration/steps/{step}.html", application=application, step=step, form=form, service=service, names=shown.step_names(),
        urls=shown.step_urls(application), office_names=shown.office_names(), mending=mending, why=_why(application, step) if mending else (),
        position=answers.STEPS.index(step) + 1, unusual=checks.unusual_ahu(form.answers()) if step == "legalitas" else False,
        next_url=shown.step_url(application, answers.STEPS[answers.STEPS.index(step) + 1]), **more,
    )  # fmt: skip


def _why(application: Application, step: str) -> tuple[str, ...]:
    target = corrections.section(step)
    return next((findings.why(application, f) for f in correction.open_findings(application) if f.target == target), ())


def moved_on(application: Application, typed: list[tuple[str, str]]) -> Any:
    """Answer a form that came too late: nothing was changed, and here is what was typed (409)."""
    return web.page("registration/moved_on.html", application=application, typed=typed), 409


@bp.get("/permohonan/<reference>/nanti")
@web.anyone
@with_case
def later(application: Application) -> Any:
    """Reference and code, to write down or to send to oneself, so that any phone can go on."""
    if application.stage != "draft":
        return web.seen(url_for(".case", reference=application.reference))
    code = access.code_of(application)
    counter = at_counter(application)
    if code is None and application.channel != "portal" and not counter:
        abort(404)
    on_paper = counter and "cetak" in request.args
    return web.page(
        "registration/later_print.html" if on_paper else "registration/later.html", application=application, code=code, at_counter=counter,
        message_url=shown.message_url(application, code) if code else None, follow_url=shown.follow_url(application.reference),
        back_url=url_for(".later", reference=application.reference), go_on=shown.step_url(application, shown.next_step(application)),
    )  # fmt: skip
