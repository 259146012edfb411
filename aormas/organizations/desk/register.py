"""The register at the desk: the list with its filters."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from aormas.core import web
from aormas.core.regions import districts
from aormas.organizations import presentation, queries
from aormas.organizations.desk.face import bp
from aormas.organizations.models import FIELDS
from aormas.organizations.public.register import NAMES


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
