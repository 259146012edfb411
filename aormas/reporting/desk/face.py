"""The blueprint that the officers' pages of reporting share, and who is at it."""

from __future__ import annotations

from typing import Any

from flask import current_app, request

from aormas.core import web
from aormas.core.forms import clean_text
from aormas.organizations.desk.face import officer

bp = web.Face("reporting_desk", __name__, "desk")

__all__ = ["bp", "given", "officer"]


def given(name: str, most: int = 100) -> str:
    """Return what the address says under a name, without signs that no database takes."""
    return (clean_text(request.args.get(name, "")) or "")[:most]


@bp.context_processor
def _doors() -> dict[str, Any]:
    return {"opens": opens}


def opens(endpoint: str) -> bool:
    """Tell whether the officer may follow a link to a page."""
    return officer().may(current_app.view_functions[endpoint].permission)  # type: ignore[union-attr]
