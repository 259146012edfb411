"""The doors to the portal and the desk: sign-in, activation, new password, and the first set-up."""

from __future__ import annotations

import hmac
import io
from typing import Any

from flask import abort, current_app, redirect, request, send_file, session, url_for
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user
from sqlalchemy import select

from aormas.accounts import forms, passwords
from aormas.accounts.actions import office as office_actions
from aormas.accounts.actions import people
from aormas.accounts.actions import session as session_actions
from aormas.accounts.models import User
from aormas.core import regions, web
from aormas.core.database import db
from aormas.core.errors import ActionError, Invalid
from aormas.core.office import is_set_up, office
from aormas.core.security import limiter

bp = web.Face("accounts", __name__, "public")


@bp.get("/masuk")
@web.anyone
def sign_in() -> Any:
    """Show the sign-in page; who is signed in already goes on."""
    if current_user.is_authenticated:
        return redirect(_home(current_user))
    form = forms.SignInForm(lanjut=request.args.get("lanjut", ""))
    return web.page("accounts/sign_in.html", form=form)


@bp.post("/masuk")
@web.anyone
@limiter.limit("60 per 15 minutes")
def sign_in_post() -> Any:
    """Let a person in, or ask for the second factor."""
    form = forms.SignInForm()
    if not form.validate():
        return web.page("accounts/sign_in.html", form=form), 422
    try:
        user = session_actions.check(form.username.data or "", form.password.data or "")
    except Invalid as error:
        form.form_errors.append(_(error.message, **error.values))
        return web.page("accounts/sign_in.html", form=form), 422
    target = web.safe_target(form.lanjut.data, _home(user))
    if user.totp_secret:
        session["second_factor"] = [user.token, target]
        return web.seen(url_for(".second_factor"))
    return _enter(user, target)


@bp.route("/masuk/kode", methods=["GET", "POST"])
@web.anyone
@limiter.limit("60 per 15 minutes", methods=["POST"])
def second_factor() -> Any:
    """Ask for the six digits."""
    token, target = session.get("second_factor", ("", ""))
    user = db.session.scalar(select(User).where(User.token == token, User.active))
    if user is None:
        return web.seen(url_for(".sign_in"))
    form = forms.SecondFactorForm()
    if request.method == "GET":
        return web.page("accounts/second_factor.html", form=form)
    if form.validate():
        if session_actions.check_second(user, form.otp.data or ""):
            return _enter(user, target)
        form.refuse("otp", _("This code does not fit or was used already. Wait for the next one."))
    return web.page("accounts/second_factor.html", form=form), 422


def _enter(user: User, target: str) -> Any:
    kept = session.get("cases")
    session.clear()
    if kept:
        session["cases"] = kept
    login_user(user)
    session.permanent = True
    session_actions.entered(user)
    return web.seen(target)


def _home(user: User) -> str:
    return "/portal" if user.enters("portal") else "/meja"


@bp.post("/keluar")
@web.anyone
def sign_out() -> Any:
    """Sign out; cases that were opened by code stay open."""
    logout_user()
    web.say(_("You are signed out."))
    return web.seen(url_for(".sign_in"))


@bp.get("/lupa-sandi")
@web.anyone
def forgotten() -> Any:
    """Say how to get a new password: from the office, face to face or by its known contacts."""
    return web.page("accounts/forgotten.html", form=forms.CodeForm())


@bp.post("/aktivasi")
@web.anyone
@limiter.limit("20 per 15 minutes")
def enter_code() -> Any:
    """Go to the page of a code."""
    form = forms.CodeForm()
    if form.validate() and people.open_code(form.code.data or ""):
        return web.seen(url_for(".activate", code=form.code.data or ""))
    if not form.errors:
        form.refuse(
            "code",
            _(
                "This code is not known or no longer valid. Compare it with the letter, or ask the office for a new one."
            ),
        )
    return web.page("accounts/forgotten.html", form=form), 422


@bp.route("/aktivasi/<code>", methods=["GET", "POST"])
@web.anyone
@limiter.limit("40 per 15 minutes")
def activate(code: str) -> Any:
    """Use a one-time code: choose a sign-in name and password, or a new password."""
    activation = people.open_code(code)
    if activation is None:
        form = forms.CodeForm(code=code)
        form.refuse(
            "code",
            _(
                "This code is not known or no longer valid. Compare it with the letter, or ask the office for a new one."
            ),
        )
        return web.page("accounts/forgotten.html", form=form), 404
    form = forms.ResetForm() if activation.user else forms.ActivationForm()
    if request.method == "GET":
        return web.page("accounts/activate.html", form=form, activation=activation)
    if form.validate():
        username = activation.user.username if activation.user else form.username.data or ""
        name = activation.user.name if activation.user else form.name.data or ""
        try:
            user = people.use_code(activation, username, name, form.new_password.data or "")
            return _enter(user, _home(user))
        except Invalid as error:
            form.refuse("new_password" if error.field == "password" else error.field, _(error.message, **error.values))
    return web.page("accounts/activate.html", form=form, activation=activation), 422


@bp.route("/pasang", methods=["GET", "POST"])
@web.anyone
@limiter.limit("40 per 15 minutes", methods=["POST"])
def set_up() -> Any:
    """The first set-up, only with the one-time link that the start printed."""
    settings = current_app.extensions["aormas_settings"]
    if is_set_up() or not hmac.compare_digest(
        request.args.get("kunci", ""), office_actions.setup_token(settings.instance)
    ):
        abort(404)
    form = forms.SetUpForm(data=_suggestions() if request.method == "GET" else None)
    if request.method == "GET":
        return web.page("accounts/set_up.html", form=form)
    form.validate()
    rows = _region_rows(form)
    if problem := passwords.weakness(form.admin_password.data or "", form.admin_username.data or ""):
        form.refuse("admin_password", _(problem))
    if rows is not None and not form.errors:
        try:
            _do_set_up(form, rows)
            (settings.instance / "setup.token").unlink(missing_ok=True)
            web.say(_("The office is set up. Sign in with the administrator's account to add your colleagues."))
            return web.seen(url_for(".sign_in"))
        except ActionError as error:
            field = {"password": "admin_password", "username": "admin_username"}.get(
                getattr(error, "field", ""), getattr(error, "field", "")
            )
            form.refuse(field, _(error.message, **error.values))
    return web.page("accounts/set_up.html", form=form), 422


def _suggestions() -> dict[str, str]:
    return {
        "name": "Bakesbangpol Kota Probolinggo",
        "agency": "Badan Kesatuan Bangsa dan Politik",
        "government": "Pemerintah Kota Probolinggo",
        "city": "Kota Probolinggo",
        "place": "Probolinggo",
        "mayor_title": "Wali Kota Probolinggo",
        "site_title": "Ormas Kota Probolinggo",
        "hours_text": "Senin–Kamis 07.30–15.30, Jumat 07.30–14.30",
        "time_zone": "Asia/Jakarta",
    }


def _region_rows(form: forms.SetUpForm) -> list[dict[str, str]] | None:
    """Return the regions of the sent file, or those that ship; None when the file was refused, with its sentence."""
    upload = request.files.get("regions")
    if not upload or not upload.filename:
        return regions.shipped()
    try:
        return regions.parse(io.StringIO(upload.read().decode("utf-8-sig")))
    except UnicodeDecodeError:
        form.refuse("regions", _("The region file is no text in UTF-8."))
    except Invalid as error:
        form.refuse("regions", _(error.message, **error.values))
    return None


def _do_set_up(form: forms.SetUpForm, rows: list[dict[str, str]]) -> None:
    values = {name: form[name].data or "" for name in form.data if name in office_fields()}
    admin = {
        "username": form.admin_username.data or "",
        "name": form.admin_name.data or "",
        "password": form.admin_password.data or "",
    }
    office_actions.set_up(values, admin, rows)


def office_fields() -> set[str]:
    """Return the names of the office's facts that the set-up form asks."""
    return {field for field in dir(forms.OfficeForm) if not field.startswith("_")}


@bp.get("/logo/<short>.png")
@web.anyone
def logo(short: str) -> Any:
    """The office's logo, by the beginning of its content hash, so that browsers may keep it."""
    sha256 = office().logo_sha256
    if not sha256 or not sha256.startswith(short):
        abort(404)
    path = current_app.extensions["aormas_files"].path(sha256)
    return send_file(path, mimetype="image/png", max_age=31536000)


@bp.get("/warna.css")
@web.anyone
def colours() -> Any:
    """The office's own two colours as a style sheet."""
    row = office()
    text = (
        ":root{"
        + (f"--grape:{row.colour_main};" if row.colour_main else "")
        + (f"--mango:{row.colour_accent};" if row.colour_accent else "")
        + "}"
    )
    return current_app.response_class(text, mimetype="text/css", headers={"Cache-Control": "max-age=300"})
