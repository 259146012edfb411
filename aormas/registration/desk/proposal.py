"""The pages on which a verifier proposes a decision, and where a case is linked to the register."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.database import db
from aormas.core.forms import Form
from aormas.organizations import queries as register
from aormas.organizations.models import Organization
from aormas.organizations.presentation import doubles as doubles_words
from aormas.organizations.presentation import search as search_words
from aormas.organizations.queries.doubles import Hint, candidates
from aormas.registration.actions import link
from aormas.registration.actions.decide import NEEDS_ORGANIZATION
from aormas.registration.actions.drafting import facts_of
from aormas.registration.desk import screen
from aormas.registration.desk.changes import change_rows
from aormas.registration.desk.face import bp, officer
from aormas.registration.models import Application
from aormas.registration.queries import desk_case


def page(application: Application, form: Form) -> str:
    """Return the page on which a grant is proposed."""
    application = desk_case.load(application)
    return web.page(
        "registration/desk/propose.html", application=application, form=form, changes=change_rows(application),
        must_link=application.organization is None and application.version.service.kind in NEEDS_ORGANIZATION,
        similar=candidates(facts_of(application)) if application.organization is None else [], doubles_words=doubles_words,
    )  # fmt: skip


def refusal_page(application: Application, form: Form) -> str:
    """Return the page on which a refusal is proposed."""
    return web.page("registration/desk/propose_refusal.html", application=desk_case.load(application), form=form)


@bp.get("/permohonan/<case:application>/ormas")
@web.requires("application.review")
def linking(application: Application) -> Any:
    """Find the organisation of the register that a case is about."""
    text = request.args.get("q", "").strip()[:200]
    typed = str((application.answers.get("ormas") or {}).get("register_number") or "")
    named = register.by_register_number(typed) if typed else None
    found = (
        [(row.id, row.name, row.register_number, None) for row in register.desk_find(text)]
        if text
        else _suggested(application, named)
    )
    return web.page(
        "registration/desk/link.html",
        application=application,
        text=search_words.shown(text),
        found=found,
        doubles_words=doubles_words,
    )


def _suggested(application: Application, named: Organization | None) -> list[tuple[int, str, str, Hint | None]]:
    """The organisation whose number was typed first, then those that the case may be about, each with why."""
    close: list[tuple[int, str, str, Hint | None]] = [
        (hint.organization_id, hint.name, hint.register_number, hint) for hint in candidates(facts_of(application), 8)
    ]
    first: list[tuple[int, str, str, Hint | None]] = (
        [(named.id, named.name, named.register_number, None)] if named else []
    )
    return first + [row for row in close if named is None or row[0] != named.id]


@bp.post("/permohonan/<case:application>/ormas")
@web.requires("application.review")
def set_link(application: Application) -> Any:
    """Link a case to an organisation, or to none."""
    number = request.form.get("ormas", "")
    organization = db.session.get(Organization, int(number)) if number.isdecimal() and len(number) < 10 else None
    link.link(application, organization, officer())
    web.say(
        _("The case is linked to %(name)s.", name=organization.name)
        if organization
        else _("The case is linked to no organisation; a grant enters a new one.")
    )
    proposing = officer().may("application.recommend") and application.complete_at is not None
    return web.seen(url_for(".propose", application=application) if proposing else screen.address(application))
