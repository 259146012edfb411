"""The blueprints of the front door."""

from __future__ import annotations

from aormas.core import web

bp = web.Face("site", __name__, "public")
reading = web.Face("reading", __name__, "public")  # only where the public face is shown
