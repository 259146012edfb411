"""Noting what became of an organisation: inactive, dissolved, joined with another, moved away, or none of these any more."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.database import db
from aormas.core.errors import ActionError
from aormas.core.security import takes_files
from aormas.organizations import actions, presentation
from aormas.organizations.desk.entry import paper_of
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.forms.source import BY_NAME, StatusForm
from aormas.organizations.models import Organization
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import joining
from aormas.organizations.rules import MERGED


@bp.route("/ormas/<organization:organization>/status", methods=["GET", "POST"])
@web.requires("organization.decide")
@takes_files
def status(organization: Organization) -> Any:
    """Note that an organisation is inactive, dissolved, joined with another or moved, or none of these any more."""
    form = StatusForm(decided=organization.present_decision is not None)
    if request.method == "POST" and form.validate() and _is_clear(form, organization):
        try:
            _decide(form, organization)
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **_shown(error.values)))
        else:
            web.say(_("The status is noted; the public profile says so."))
            return web.seen(url_for(".organization", organization=organization))
    return web.page("organizations/desk/status.html", row=organization, form=form), 422 if form.all_errors() else 200


def _decide(form: StatusForm, row: Organization) -> None:
    joined = db.session.get(Organization, int(form.which.data)) if (form.which.data or "").isdecimal() else None
    actions.decide_status(
        row, form.status.data, since=form.since.data or clock.today(), reason=form.reason.data or "", source=str(form.source.data),
        by=officer(), paper=paper_of(str(form.source.data)), successor=joined, successor_name=form.successor.data or "",
        town=form.town.data or "",
    )  # fmt: skip


def _is_clear(form: StatusForm, row: Organization) -> bool:
    """Tell whether it is clear who was joined; otherwise ask on the page. What is meant stands in `which` afterwards."""
    chosen, form.which.data = form.which.data or "", ""
    typed = form.successor.data or ""
    if not typed or form.status.data != MERGED:
        return True
    found = joining.meant(typed, row)
    if found.unknown_number:
        form.refuse("successor", _("No organisation in the register has this number."))
        return False
    if found.row is not None:
        form.which.data = str(found.row.id)
        return True
    if not found.among:
        return True
    form.ask_which(found.among)
    if chosen in {BY_NAME, *(str(id) for id, _name, _number in found.among)}:
        form.which.data = chosen
        return True
    form.refuse("which", _("Several come close to this name. Choose the one that is meant."))
    return False


def _shown(values: Any) -> dict[str, Any]:
    told = record_words.shown(values)
    if "status" in told:
        told["status"] = presentation.status_words()[told["status"]][0].lower()
    return told
