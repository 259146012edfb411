"""One case: its page, the verdicts, personal data by a click, taking and assigning it."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.accounts.models import User
from aormas.core import web
from aormas.core.database import db
from aormas.core.errors import ActionError, Conflict, Invalid
from aormas.core.i18n import format_date
from aormas.registration.actions import review
from aormas.registration.desk import reveal, screen
from aormas.registration.desk.face import bp, officer
from aormas.registration.desk.steps import moved_on
from aormas.registration.forms import desk as forms
from aormas.registration.models import Application
from aormas.registration.queries import desk_case
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules import checklist
from aormas.registration.rules.checklist import Item, Verdict


@bp.get("/permohonan/<case:application>")
@web.requires("application.read")
def case(application: Application) -> Any:
    """Show a case."""
    return screen.page(application)


@bp.post("/permohonan/<case:application>")
@web.requires("application.review")
def look(application: Application) -> Any:
    """Store the verdicts, then do what the pressed button says, as far as the verdicts allow it."""
    application = desk_case.load(application)
    present = items(application)
    typed = forms.typed_verdicts(request.form, present, _stock(application))
    errors = _errors(present, typed, strict=False)
    if errors:
        return _again(application, typed, errors)
    try:
        round_shown = forms.ReviewForm().round.data or ""
        after = review.save_verdicts(
            application, typed, officer(), expected_round=int(round_shown) if round_shown.isdecimal() else 0
        )
        return _go_on(application, after, request.form.get("act", "save"))
    except Conflict as error:
        return moved_on(application, _(error.message, **error.values), _readable(present, typed))


def _stock(application: Application) -> dict[str, str]:
    return {str(row.id): row.explanation or row.title for row in application.version.reasons}


def _errors(found: list[Item], typed: list[Verdict], *, strict: bool) -> dict[str, str]:
    known = {item.target: item for item in found}
    wrong = {verdict.target: checklist.problem(known[verdict.target], verdict, strict=strict) for verdict in typed}
    return {target: _(message) for target, message in wrong.items() if message}


def _again(application: Application, typed: list[Verdict], errors: dict[str, str]) -> Any:
    return screen.page(application, typed={verdict.target: verdict for verdict in typed}, errors=errors), 422


def _readable(found: list[Item], typed: list[Verdict]) -> list[tuple[str, str]]:
    """What was typed, for the page that says that the case has moved on."""
    titles = {item.target: _(item.title) if item.is_section else item.title for item in found}
    names = {"ok": _("correct"), "fix": _("mend"), "na": _("does not apply")}
    return [(titles[v.target], ". ".join(part for part in (names[v.verdict], v.reason, v.note) if part)) for v in typed]


def _go_on(application: Application, after: list[Item], act: str) -> Any:
    """Show something personal, go to a proposal, hand back or record as complete; else say what is saved."""
    here = screen.address(application)
    if act.startswith("show:"):
        return web.seen(f"{here}#{reveal.show(application, act.removeprefix('show:'))}")
    if act == "refuse":
        return web.seen(url_for(".propose_refusal", application=application))
    state = checklist.state(after)
    if act == state == "fix":
        return _hand_back(application, after)
    if act == state == "ok":
        return _complete(application)
    web.say(_saved(after, state))
    return web.seen(here)


def _saved(after: list[Item], state: str) -> str:
    if state == "open":
        return _("Saved. %(count)d papers or answers still wait for a look.", count=len(checklist.unseen(after)))
    if state == "fix":
        return _(
            "Saved. Everything was looked at; %(count)d can be handed back now.", count=len(checklist.to_mend(after))
        )
    return _("Saved. Everything was looked at and nothing is to be mended.")


def _hand_back(application: Application, after: list[Item]) -> Any:
    marked = [Verdict(item.target, "fix", item.reason, item.note) for item in checklist.to_mend(after)]
    if errors := _errors(after, marked, strict=True):
        return _again(application, [], errors)
    found = review.ask_correction(application, officer(), expected_round=application.round)
    web.say(
        _(
            "%(count)d were handed back. It is the applicant's turn until %(day)s.",
            count=len(found),
            day=format_date(application.due_on),
        )
    )
    return web.seen(url_for(".applications"))


def _complete(application: Application) -> Any:
    if application.complete_at is not None:
        return web.seen(url_for(".propose", application=application))
    review.mark_complete(application, officer(), expected_round=application.round)
    web.say(_("The file is recorded as complete. The decision is due on %(day)s.", day=format_date(application.due_on)))
    return web.seen(screen.address(application))


@bp.post("/permohonan/<case:application>/buka")
@web.requires("nik.show")
def show(application: Application) -> Any:
    """Show a NIK or a sensitive paper to somebody who only reads the case; the trail records it."""
    anchor = reveal.show(application, request.form.get("act", "").removeprefix("show:"))
    return web.seen(f"{screen.address(application)}#{anchor}")


@bp.post("/permohonan/<case:application>/ambil")
@web.requires("application.review")
def take(application: Application) -> Any:
    """Take a case, or take it over."""
    review.take(application, officer())
    web.say(_("The case is in your hands now."))
    return web.seen(screen.address(application))


@bp.post("/permohonan/<case:application>/serahkan")
@web.requires("application.assign")
def assign(application: Application) -> Any:
    """Give a case to an officer."""
    number = request.form.get("assign-officer", "")
    chosen = db.session.get(User, int(number)) if number.isdecimal() and len(number) < 10 else None
    try:
        if chosen is None:
            raise Invalid("Choose an officer.")
        review.assign(application, chosen, officer())
    except ActionError as error:
        web.say(_(error.message, **error.values), "error")
    else:
        web.say(_("The case was given to %(name)s.", name=chosen.name))
    return web.seen(screen.address(application))
