"""The register for anyone: the list with its search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from aormas.core import memo, web
from aormas.core.regions import districts
from aormas.organizations import presentation, queries
from aormas.organizations.public.face import bp

NAMES = {
    "q": "text", "kecamatan": "district", "bidang": "field", "bentuk": "form", "status": "status", "urut": "sort",
    "kelurahan": "village", "berdiri": "founded", "masuk": "entered", "masa_bakti": "term_end",
}  # fmt: skip
EDGES = {"setelah": "after", "sebelum": "before"}
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def files(kept: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Return (media type, name, address) of the list's files with its filters kept."""
    filters = {name: value for name, value in kept.items() if name != "urut"}
    return [(media, kind.upper(), url_for(f"organizations.as_{kind}", **filters)) for kind, media in KINDS.items()]


def canonical(kept: dict[str, Any]) -> str:
    """Return the filters as they stand in the one address that search engines should keep for a list."""
    filters = {name: value for name, value in kept.items() if name != "urut"}
    return f"?{urlencode(filters)}" if filters else ""


@bp.get("/ormas")
@web.public_reading
def register() -> Any:
    """The list: search, filters, paging, all in the address."""
    asked = {name: request.args.get(name, "").strip()[:200] for name in NAMES}
    edges = {name: request.args.get(word, "")[:100] for word, name in EDGES.items()}
    wanted = queries.Filter(**{NAMES[name]: value for name, value in asked.items()}, **edges, page=web.page_number())
    found = queries.register(wanted)
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return web.page(
        "organizations/register.html", found=found, asked=asked, kept=kept, districts=memo.remember("districts", districts), fields=presentation.field_words(),
        forms=presentation.form_words(), statuses=presentation.status_words(), status_choices=presentation.status_choices(), page_url=web.pages_of(".register", kept),
        row_url=lambda row: f"/ormas/{row.slug}", open_data=files(kept), rest=canonical(kept), narrowed_words=presentation.narrowed_words(asked),
    )  # fmt: skip
