"""An organisation's own pages: start, profile and board as the office has them."""

from __future__ import annotations

from typing import Any

from flask import url_for

from aormas.core import events, web
from aormas.organizations import presentation, queries, rules
from aormas.organizations.models import Organization
from aormas.organizations.portal.face import bp, own_organization


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
        joined=_joined(row),
    )


def _joined(row: Organization) -> tuple[str, str] | None:
    into = row.present_decision.successor if row.present_decision else None
    return (into.name, url_for("organizations.profile", slug=into.slug)) if into and into.listed else None


@bp.get("/profil")
@web.requires("portal.enter")
def profile() -> Any:
    """All that the office has about the organisation."""
    row = own_organization()
    village, district = queries.place(row)
    return web.page(
        "organizations/portal/profile.html", row=row, village=village, district=district, fields=presentation.field_names([f.field for f in row.fields], row.main_field),
        form=presentation.form_words()[row.form], **presentation.WORDS,
    )  # fmt: skip


@bp.get("/pengurus")
@web.requires("portal.enter")
def board() -> Any:
    """The present board and former ones; NIK masked."""
    return web.page("organizations/portal/board.html", row=own_organization(), **presentation.WORDS)
