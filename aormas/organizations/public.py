"""The register for anyone: the list with its search, and the profile of one organisation."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for

from aormas.core import events, web
from aormas.core.office import office
from aormas.core.regions import districts
from aormas.organizations import presentation, queries, rules
from aormas.organizations.models import FIELDS

bp = web.Face("organizations", __name__, "public")

NAMES = {"q": "text", "kecamatan": "district", "bidang": "field", "bentuk": "form", "status": "status", "urut": "sort"}


@bp.get("/ormas")
@web.public_reading
def register() -> Any:
    """The list: search, filters, paging, all in the address."""
    asked = {name: request.args.get(name, "").strip()[:200] for name in NAMES}
    wanted = queries.Filter(**{NAMES[name]: value for name, value in asked.items()}, page=web.page_number())
    found = queries.register(wanted)
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return web.page(
        "organizations/register.html", found=found, asked=asked, kept=kept, districts=districts(), fields=FIELDS,
        forms=presentation.form_words(), statuses=presentation.status_words(), status_choices=presentation.status_choices(), page_url=lambda n: url_for(".register", **{**kept, "hal": n if n > 1 else None}),
        row_url=lambda row: f"/ormas/{row.slug}",
    )  # fmt: skip


@bp.get("/ormas/<slug>")
@web.public_reading
def profile(slug: str) -> Any:
    """The public profile; personal data of people never stand in it."""
    row = queries.profile(slug)
    if row is None:
        abort(404)
    facts = presentation.Standing(
        row.status, row.status_since, "", row.basis_kind, row.basis_issued_on, row.basis_valid_until, row.term_until
    )
    history = sorted(
        (item for items in events.emit("organization.history", organization_id=row.id) for item in items), reverse=True
    )
    return web.page(
        "organizations/profile.html", row=row, board=queries.shown_board(row.term_id, office().public_board), history=history,
        former=queries.former_names(row.id), status=presentation.sentence(facts), tone=rules.STATUS_WORDS[row.status][1],
        fields=presentation.field_names(queries.fields_of_activity(row.id), row.main_field), form=presentation.form_words()[row.form],
        basis_word=presentation.basis_word,
    )  # fmt: skip
