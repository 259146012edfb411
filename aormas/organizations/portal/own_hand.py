"""The organisation's own hand: confirming its data, the people who act for it, who looked at personal data."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.accounts import forms, own
from aormas.core import clock, events, web
from aormas.core.errors import ActionError
from aormas.organizations import actions, presentation, queries
from aormas.organizations.actions import access
from aormas.organizations.forms.own import InviteForm
from aormas.organizations.models import Organization
from aormas.organizations.portal.face import bp, own_organization, person
from aormas.organizations.queries.file import portal_since
from aormas.organizations.queries.invitations import open_invitations
from aormas.organizations.rules import confirming


@bp.get("/konfirmasi")
@web.requires("portal.enter")
def confirmation() -> Any:
    """All that the register says, to confirm once a year."""
    row = queries.whole(own_organization())
    village, district = queries.place(row)
    return web.page(
        "organizations/portal/confirm.html", row=row, village=village, district=district, form=presentation.form_words()[row.form],
        fields=presentation.field_names([f.field for f in row.fields], row.main_field), **presentation.WORDS,
        due=confirming.due_on(row.confirmed_on, portal_since(row)), today=clock.today(), seen=row.updated_at.isoformat(),
    )  # fmt: skip


@bp.post("/konfirmasi")
@web.requires("portal.enter")
def confirm() -> Any:
    """Say that all is still right."""
    try:
        actions.confirm(own_organization(), by=person(), seen=request.form.get("seen", "")[:40])
    except ActionError as error:
        web.say(_(error.message, **error.values), "error")
        return web.seen(url_for(".confirmation"))
    web.say(_("Thank you. The office sees that your data were confirmed today; the next time is in a year."))
    return web.seen(url_for(".start"))


@bp.route("/akun", methods=["GET", "POST"])
@web.requires("portal.enter")
def account() -> Any:
    """A new password, and the people who act for the organisation."""
    form = forms.NewPasswordForm()
    if request.method == "POST" and own.change_password(form):
        return web.seen(url_for(".account"))
    return _account(form, InviteForm()), 422 if form.errors else 200


def _account(form: Any, invite: InviteForm, code: str = "", whose: str = "") -> str:
    row = own_organization()
    return web.page(
        "organizations/portal/account.html", form=form, invite=invite, code=code, whose=whose, people=queries.people_of(row),
        invitations=open_invitations(row), room=access.PEOPLE_MOST, url=url_for("accounts.activate", code=code, _external=True) if code else "",
    )  # fmt: skip


@bp.post("/akun/undang")
@web.requires("portal.enter")
def invite() -> Any:
    """Make a one-time code for a further person, and show it once."""
    form = InviteForm()
    if not form.validate():
        return _account(forms.NewPasswordForm(formdata=None), form), 422
    try:
        code = access.invite_further(own_organization(), str(form.invited.data), by=person())
    except ActionError as error:
        form.refuse("invited", _(error.message, **error.values))
        return _account(forms.NewPasswordForm(formdata=None), form), error.status
    return _account(forms.NewPasswordForm(formdata=None), InviteForm(formdata=None), code, str(form.invited.data))


@bp.post("/akun/undangan/<int:number>/batalkan")
@web.requires("portal.enter")
def cancel_invitation(number: int) -> Any:
    """End an invitation that nobody has used."""
    try:
        access.cancel(own_organization(), number, by=person())
    except ActionError as error:
        web.say(_(error.message, **error.values), "error")
    else:
        web.say(_("The invitation was cancelled; its code opens nothing any more."))
    return web.seen(url_for(".account"))


@bp.post("/akun/orang/<int:number>/akhiri")
@web.requires("portal.enter")
def end_access(number: int) -> Any:
    """End the access of another person of the organisation."""
    try:
        access.end(own_organization(), number, by=person())
    except ActionError as error:
        web.say(_(error.message, **error.values), "error")
    else:
        web.say(_("This person cannot enter any more."))
    return web.seen(url_for(".account"))


@bp.get("/akses-data")
@web.requires("portal.enter")
def looks() -> Any:
    """Who at the office looked at a NIK or an identity card of the organisation's people."""
    row = own_organization()
    return web.page("organizations/portal/looks.html", row=row, looks=_looks(row))


def _looks(row: Organization) -> list[tuple[Any, str, str]]:
    """Return (when, who, what) newest first, from every part that shows personal data (`organization.looked_at`)."""
    found = [look for looks in events.emit("organization.looked_at", organization=row) for look in looks]
    return sorted(found, key=lambda look: look[0], reverse=True)[:200]
