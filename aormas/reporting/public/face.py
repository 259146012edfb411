"""The blueprint of what everybody sees of reporting."""

from __future__ import annotations

from aormas.core import web

bp = web.Face("reporting", __name__, "public")
