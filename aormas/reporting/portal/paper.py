"""The organisation's own paper form, for boards that rather write by hand."""

from __future__ import annotations

import io
from typing import Any

from flask import abort, send_file

from aormas.core import web
from aormas.reporting.portal.face import bp, own_organization
from aormas.reporting.queries import states as periods
from aormas.reporting.rules import codes


@bp.get("/laporan/<code>/formulir.pdf")
@web.requires("portal.enter")
def paper_form(code: str) -> Any:
    """The form of the organisation's report on a period, with its data filled in."""
    from aormas.reporting.presentation import paper

    period = periods.period(code)
    if period is None:
        abort(404)
    made = paper.printed([own_organization().id], period, web.site_root() + codes.PAGE)
    name = f"formulir-laporan-{period.code}.pdf"
    answer = send_file(io.BytesIO(made), "application/pdf", as_attachment=True, download_name=name, max_age=0)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
