"""The register at the desk: the list, and one organisation with all that concerns it."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_login import current_user

from aormas.core import events, web
from aormas.core.regions import districts
from aormas.organizations import actions, presentation, queries, rules
from aormas.organizations.models import FIELDS, Organization
from aormas.organizations.public import NAMES

bp = web.Face("organizations_desk", __name__, "desk")


@bp.get("/ormas")
@web.requires("organization.read")
def register() -> Any:
    """The list with filters."""
    asked = {name: request.args.get(name, "").strip()[:200] for name in NAMES}
    wanted = queries.Filter(**{NAMES[name]: value for name, value in asked.items()}, page=web.page_number())
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return web.page(
        "organizations/desk/register.html", found=queries.register(wanted), asked=asked, kept=kept, districts=districts(), fields=FIELDS,
        forms=presentation.form_words(), statuses=presentation.status_words(), status_choices=presentation.status_choices(), page_url=lambda n: url_for(".register", **{**kept, "hal": n if n > 1 else None}),
        row_url=lambda row: f"/meja/ormas/{row.id}",
    )  # fmt: skip


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
    code = actions.invite_chair(organization, by=current_user)
    return web.page(
        "organizations/desk/invitation.html",
        row=organization,
        code=code,
        url=url_for("accounts.activate", code=code, _external=True),
    )
