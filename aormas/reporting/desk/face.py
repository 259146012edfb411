"""The blueprint that the officers' pages of reporting share, and who is at it."""

from __future__ import annotations

from typing import Any

from flask import current_app

from aormas.core import web
from aormas.organizations.desk.face import officer

bp = web.Face("reporting_desk", __name__, "desk")

__all__ = ["bp", "officer"]


@bp.context_processor
def _doors() -> dict[str, Any]:
    return {"made": lambda endpoint: endpoint in current_app.view_functions}
