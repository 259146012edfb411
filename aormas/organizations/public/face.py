"""The blueprint that the public pages about organisations share."""

from __future__ import annotations

from aormas.core import web

bp = web.Face("organizations", __name__, "public")
