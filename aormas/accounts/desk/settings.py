"""The office's own settings."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.accounts import forms
from aormas.accounts.actions import office as office_actions
from aormas.accounts.desk import reading
from aormas.accounts.desk.face import bp
from aormas.core import web
from aormas.core.files.pictures import small_png
from aormas.core.office import office
from aormas.core.security import takes_files

LOGO_SIDE = 160  # pixels


@bp.get("/pengaturan")
@web.requires("settings.read")
def settings() -> Any:
    """Show what can be set."""
    sections = current_app.extensions["aormas_navigation"].links("settings")
    return web.page("accounts/desk/settings.html", sections=sections)


@bp.route("/pengaturan/kantor", methods=["GET", "POST"])
@web.requires("settings.read")
def office_settings() -> Any:
    """Change name, letterhead, hours, colours, calendar rules; who may not change them reads them."""
    form = forms.SettingsForm(obj=office())
    if not current_user.may("settings.edit"):
        return reading.page(form, _("The office"), (_("Settings"), url_for(".settings")))
    if request.method == "POST" and form.validate():
        values = {name: form[name].data for name in form.data if name != "csrf_token"}
        values["colour_main"], values["colour_accent"] = values["colour_main"] or None, values["colour_accent"] or None
        office_actions.change(
            current_user, **{k: "" if v is None and not k.startswith("colour") else v for k, v in values.items()}
        )
        web.say(_("The settings are stored and hold at once."))
        return web.seen(url_for(".office_settings"))
    return web.page("accounts/desk/office.html", form=form), 422 if form.errors else 200


@bp.post("/pengaturan/logo")
@web.requires("settings.edit")
@takes_files
def logo() -> Any:
    """Replace the office's logo by a picture."""
    upload = request.files.get("logo")
    picture = small_png(upload.read() if upload else b"", LOGO_SIDE)
    if picture is None:
        web.say(_("Choose a PNG or JPEG picture of at most 5 MB."), "error")
    else:
        content = current_app.extensions["aormas_files"].put(picture)
        office_actions.change(current_user, logo_sha256=content.sha256)
        web.say(_("The logo was changed."))
    return web.seen(url_for(".office_settings"))
