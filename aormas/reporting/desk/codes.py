"""The code on a paper form, scanned or typed: it leads to the page on which the report is entered."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.reporting.desk.face import bp, given
from aormas.reporting.queries import codes


@bp.get("/laporan/kode")
@web.requires("report.read")
def code() -> Any:
    """Go to what a code means: a form's page of entry, a receipt's report; else say what is wrong with it."""
    typed = given("kode", 300)
    if not typed:
        return web.page("reporting/desk/code.html", typed="", wrong="")
    found = codes.receipt(typed) or codes.receipt_by_sequence(typed)
    if found is not None:
        return web.seen(url_for(".report", report=found.report_id))
    try:
        number, period = codes.form(typed)
    except ValueError as fault:
        return web.page("reporting/desk/code.html", typed=typed, wrong=_(str(fault))), 404
    return web.seen(url_for(".entry", organization=number, code=period))
