"""Officers' accounts."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.accounts import forms, queries
from aormas.accounts.actions import people
from aormas.accounts.actions import session as session_actions
from aormas.accounts.desk import reading
from aormas.accounts.desk.face import bp
from aormas.accounts.models import User
from aormas.accounts.permissions import ROLE_NAMES
from aormas.core import identifiers, web
from aormas.core.errors import ActionError

DETAILS = ("position", "rank", "nip", "email", "phone")


@bp.get("/pengguna")
@web.requires("users.read")
def users() -> Any:
    """List the officers."""
    names = {role: _(name) for role, name in ROLE_NAMES.items()}
    return web.page("accounts/desk/users.html", users=queries.officers(), role_names=names)


@bp.route("/pengguna/baru", methods=["GET", "POST"])
@web.requires("users.edit")
def new_user() -> Any:
    """Add an officer; the first password is a one-time code."""
    form = forms.UserForm()
    if request.method == "POST" and form.validate():
        try:
            details = {name: form[name].data or "" for name in DETAILS}
            user = people.add(
                username=form.username.data or "", name=form.name.data or "", role=form.role.data,
                password=identifiers.token(), by=current_user, **details,
            )  # fmt: skip
            return _show_code(user)
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return web.page("accounts/desk/user.html", form=form, user=None), 422 if form.errors else 200


@bp.route("/pengguna/<user:user>", methods=["GET", "POST"])
@web.requires("users.read")
def user(user: User) -> Any:
    """Change an officer's account; who may not change it reads it."""
    form = forms.UserForm(obj=user)
    if not current_user.may("users.edit"):
        return reading.page(form, user.name, (_("Users"), url_for(".users")))
    if request.method == "POST" and form.validate():
        try:
            values = {name: form[name].data or "" for name in DETAILS}
            username = (form.username.data or "").lower()
            people.change(
                user,
                current_user,
                username=username,
                name=form.name.data or "",
                role=form.role.data,
                active=form.active.data,
                **values,
            )
            web.say(_("The account was changed."))
            return web.seen(url_for(".users"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return web.page("accounts/desk/user.html", form=form, user=user), 422 if form.errors else 200


@bp.post("/pengguna/<user:user>/kode")
@web.requires("users.edit")
def new_code(user: User) -> Any:
    """Make a one-time code for a new password, and show it once."""
    people.unlock(user, current_user)
    return _show_code(user)


@bp.post("/pengguna/<user:user>/tanpa-kode")
@web.requires("users.edit")
def drop_second_factor(user: User) -> Any:
    """Take away a second factor whose phone was lost."""
    session_actions.turn_off_second(user, by=current_user)
    web.say(_("The second factor of this account is off."))
    return web.seen(url_for(".user", user=user))


def _show_code(user: User) -> Any:
    code = people.issue_code("password", current_user, user=user, lives=people.RESET_LIVES)
    return web.page(
        "accounts/desk/code.html", user=user, code=code, url=url_for("accounts.activate", code=code, _external=True)
    )
