"""One's own account: password and second factor."""

from __future__ import annotations

from typing import Any

import pyotp
from flask import request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.accounts import forms, own
from aormas.accounts.actions import session as session_actions
from aormas.accounts.desk.face import bp
from aormas.core import web
from aormas.core.errors import Invalid
from aormas.core.office import office


@bp.route("/akun", methods=["GET", "POST"])
@web.requires("desk.enter")
def account() -> Any:
    """Show the account; a POST sets a new password."""
    form = forms.NewPasswordForm()
    if request.method == "POST" and own.change_password(form):
        return web.seen(url_for(".account"))
    return web.page("accounts/desk/account.html", form=form), 422 if form.errors else 200


@bp.route("/akun/kode", methods=["GET", "POST"])
@web.requires("desk.enter")
def second_factor() -> Any:
    """Turn the second factor on: scan, type the first code, keep the recovery codes."""
    form = forms.SecondFactorForm()
    secret = session.setdefault("new_second_factor", session_actions.new_secret())
    if request.method == "POST" and form.validate():
        try:
            codes = session_actions.turn_on_second(current_user, secret, form.otp.data or "")
            session.pop("new_second_factor")
            return web.page("accounts/desk/recovery_codes.html", codes=codes)
        except Invalid as error:
            form.refuse("otp", _(error.message))
    uri = pyotp.TOTP(secret).provisioning_uri(name=current_user.username, issuer_name=office().site_title)
    import segno  # rarely needed, and every start would pay for it

    picture = segno.make(uri, error="m").svg_data_uri(scale=5, border=2)
    return web.page(
        "accounts/desk/second_factor.html", form=form, picture=picture, secret=secret
    ), 422 if form.errors else 200


@bp.post("/akun/kode/mati")
@web.requires("desk.enter")
def second_factor_off() -> Any:
    """Turn the second factor off, with the password."""
    form = forms.ConfirmForm()
    if form.validate():
        try:
            session_actions.confirm_password(current_user, form.password.data or "")
            session_actions.turn_off_second(current_user, by=current_user)
            web.say(_("The second factor is off."))
        except Invalid as error:
            web.say(_(error.message), "error")
    else:
        web.say(_("Type your password to confirm."), "error")
    return web.seen(url_for(".account"))
