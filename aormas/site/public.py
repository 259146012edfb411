"""The front door: the first page, privacy, guide, health."""

from __future__ import annotations

from typing import Any

from aormas.core import web

bp = web.Face("site", __name__, "public")


@bp.get("/")
@web.public_reading
def home() -> Any:
    """The first page: search first, then the doors."""
    return web.page("site/home.html")
