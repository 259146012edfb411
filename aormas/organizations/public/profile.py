"""The public profile of one organisation."""

from __future__ import annotations

from typing import Any

from flask import abort

from aormas.core import events, web
from aormas.core.office import office
from aormas.organizations import presentation, queries, rules
from aormas.organizations.public.face import bp


@bp.get("/ormas/<slug>")
@web.public_reading
def profile(slug: str) -> Any:
    """The public profile; personal data of people never stand in it."""
    row = queries.profile(slug)
    if row is None:
        abort(404)
    facts = presentation.Standing(
        row.status,
        row.status_since,
        row.status_reason,
        row.basis_kind,
        row.basis_issued_on,
        row.basis_valid_until,
        row.term_until,
    )
    history = sorted(
        (item for items in events.emit("organization.history", organization_id=row.id) for item in items), reverse=True
    )
    return web.page(
        "organizations/profile.html", row=row, board=queries.shown_board(row.term_id, office().public_board), history=history,
        former=queries.former_names(row.id), status=presentation.sentence(facts), tone=rules.STATUS_WORDS[row.status][1],
        fields=presentation.field_names(queries.fields_of_activity(row.id), row.main_field), form=presentation.form_words()[row.form],
        basis_word=presentation.basis_word, gone=row.status in rules.DECIDED - {rules.INACTIVE},
    )  # fmt: skip
