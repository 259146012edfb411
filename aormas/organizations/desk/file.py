"""One organisation with all that concerns it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from aormas.core import events, web
from aormas.organizations import actions, presentation, queries, rules
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.models import Organization


@bp.get("/ormas/<organization:organization>")
@web.requires("organization.read")
def organization(organization: Organization) -> Any:
    """One organisation: data, board, letters, cases."""
    row = queries.whole(organization)
    village, district = queries.place(row)
    related = [part for parts in events.emit("organization.related", organization=row) for part in parts]
    return web.page(
        "organizations/desk/organization.html", row=row, village=village, district=district, related=related,
        status=presentation.sentence(presentation.standing(row)), tone=rules.STATUS_WORDS[row.status][1], fields=presentation.field_names([f.field for f in row.fields], row.main_field),
        form=presentation.form_words()[row.form], basis_word=presentation.basis_word,
    )  # fmt: skip


@bp.post("/ormas/<organization:organization>/kode")
@web.requires("organization.invite")
def invite(organization: Organization) -> Any:
    """Make a one-time code with which the chair opens the portal, and show it once."""
    code = actions.invite_chair(organization, by=officer())
    return web.page(
        "organizations/desk/invitation.html",
        row=organization,
        code=code,
        url=url_for("accounts.activate", code=code, _external=True),
    )
