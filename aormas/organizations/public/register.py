"""The register for anyone: the list with its search."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from aormas.core import web
from aormas.core.regions import districts
from aormas.organizations import presentation, queries
from aormas.organizations.models import FIELDS
from aormas.organizations.public.face import bp

NAMES = {
    "q": "text", "kecamatan": "district", "bidang": "field", "bentuk": "form", "status": "status", "urut": "sort",
    "kelurahan": "village", "berdiri": "founded", "masuk": "entered", "masa_bakti": "term_end",
}  # fmt: skip


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
