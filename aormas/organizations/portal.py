"""An organisation's own pages: start, profile and board as the office has them."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_login import current_user

from aormas.accounts import forms, own
from aormas.core import events, web
from aormas.organizations import presentation, queries, rules
from aormas.organizations.models import Organization

bp = web.Face("portal", __name__, "portal")


def own_organization() -> Organization:
    """Return the organisation of the person who is signed in, or answer 403."""
    row = queries.of_user(current_user.id)
    if row is None:
        abort(403)
    return row


@bp.get("")
@web.requires("portal.enter")
def start() -> Any:
    """What to do next, in order of due date, and what is valid until when."""
    row = own_organization()
    tasks = sorted(task for found in events.emit("portal.tasks", organization=row) for task in found)
    return web.page(
        "organizations/portal/start.html",
        row=row,
        tasks=tasks,
        standing=[fact for found in events.emit("portal.standing", organization=row) for fact in found],
        status=presentation.sentence(presentation.standing(row)),
        tone=rules.STATUS_WORDS[row.status][1],
    )


@bp.get("/profil")
@web.requires("portal.enter")
def profile() -> Any:
    """All that the office has about the organisation."""
    row = own_organization()
    village, district = queries.place(row)
    return web.page(
        "organizations/portal/profile.html", row=row, village=village, district=district, fields=presentation.field_names([f.field for f in row.fields], row.main_field),
        form=presentation.form_words()[row.form], basis_word=presentation.basis_word,
    )  # fmt: skip


@bp.get("/pengurus")
@web.requires("portal.enter")
def board() -> Any:
    """The present board and former ones; NIK masked."""
    return web.page("organizations/portal/board.html", row=own_organization())


@bp.route("/akun", methods=["GET", "POST"])
@web.requires("portal.enter")
def account() -> Any:
    """A new password."""
    form = forms.NewPasswordForm()
    if request.method == "POST" and own.change_password(form):
        return web.seen(url_for(".account"))
    return web.page("organizations/portal/account.html", form=form), 422 if form.errors else 200
