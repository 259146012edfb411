"""The blueprint that the officers' pages of reporting share, and who is at it."""

from __future__ import annotations

from aormas.core import web
from aormas.organizations.desk.face import officer

bp = web.Face("reporting_desk", __name__, "desk")

__all__ = ["bp", "officer"]
