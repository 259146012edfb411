"""The stock reasons of a version: what officers choose when they hand a paper back."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import web
from aormas.core.forms import choices
from aormas.registration.actions import services as actions
from aormas.registration.forms.services import ReasonForm
from aormas.registration.models import ServiceVersion, StockReason
from aormas.registration.settings.face import bp
from aormas.registration.settings.versions import LATER, lines

ONE = "/pengaturan/layanan/alasan/<offer_reason:reason>"


@bp.route(f"{LATER}/alasan", methods=["GET", "POST"])
@web.requires("settings.edit")
def new_reason(version: ServiceVersion) -> Any:
    """Add a stock reason."""
    return _edit(version, None, ReasonForm(requirement_code=request.args.get("berkas", "")))


@bp.route(ONE, methods=["GET", "POST"])
@web.requires("settings.edit")
def reason(reason: StockReason) -> Any:
    """Change a stock reason."""
    return _edit(reason.version, reason, ReasonForm(obj=reason))


def _edit(version: ServiceVersion, reason: StockReason | None, form: ReasonForm) -> Any:
    form.requirement_code.choices = choices(
        [("", _("Every paper")), *((paper.code, paper.title) for paper in version.requirements)]
    )
    if request.method == "POST" and form.validate():
        values = {name: lines(form[name].data) or "" for name in actions.REASON_FIELDS}
        saved = actions.save_reason(version, reason, current_user, **values)
        web.say(_("The reason %(title)s is stored.", title=saved.title))
        return web.seen(url_for(".version", version=version))
    return web.page(
        "registration/settings/reason.html", version=version, reason=reason, form=form
    ), 422 if form.errors else 200


@bp.post(f"{ONE}/buang")
@web.requires("settings.edit")
def remove_reason(reason: StockReason) -> Any:
    """Take a stock reason out of a version."""
    version, title = reason.version, reason.title
    actions.remove_reason(reason, by=current_user)
    web.say(_("The reason %(title)s is taken out of this version.", title=title))
    return web.seen(url_for(".version", version=version))
