"""Recaps: for any span of periods, as a page, a workbook and a paper."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

from flask import Response, abort, request
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.i18n import format_date
from aormas.core.sheets import serving
from aormas.core.web import PER_PAGE
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.exports import recap as files
from aormas.reporting.models import Period
from aormas.reporting.pdf import recap as paper
from aormas.reporting.presentation import recap as words
from aormas.reporting.presentation.states import name_of, period_name, word
from aormas.reporting.queries import recap as queries
from aormas.reporting.queries import recapped, states

MISSING = 50  # of those that have not reported, on the page


def _asked() -> tuple[list[Period], list[Period]]:
    """Return (the periods that were chosen, all to choose from); from the later to the earlier is turned round."""
    today = clock.today()
    every = queries.years(today)
    first = states.period(request.args.get("dari", "")) or queries.latest(today)
    last = states.period(request.args.get("sampai", "")) or first
    if first is None or last is None:
        return [], every
    if last.starts_on < first.starts_on:
        first, last = last, first
    return queries.spanned(first, last), every


@bp.get("/rekap")
@web.requires("report.read")
def recap() -> Any:
    """Who reported, who did not, and what was done, for a span of periods."""
    shown, every = _asked()
    choices = [(period.code, name_of(period)) for period in every]
    if not shown:
        return web.page("reporting/desk/recap.html", found=None, choices=choices)
    today = clock.today()
    found = words.recap(shown, today)
    count = sum(found.whole.by_state.values())
    pages = max(1, -(-count // PER_PAGE))
    page = min(web.page_number(), pages)
    span = {"dari": shown[0].code, "sampai": shown[-1].code}
    return web.page(
        "reporting/desk/recap.html", found=found, choices=choices, span=span, told=words.explanations(found), heads=words.heads, cells=words.cells,
        months=months_of(found.days), rows=recapped.reports(shown, today, first=(page - 1) * PER_PAGE, most=PER_PAGE), count=count, page=page,
        pages=pages, missing=list(recapped.reports(shown, today, missing=True, most=MISSING)), missing_count=found.whole.missing, word=word,
        period_name=period_name, may_export=officer().may("organization.export"), page_url=web.pages_of(".recap", span),
    )  # fmt: skip


def months_of(days: dict[date, int]) -> list[tuple[str, int, list[tuple[int, int, int, str]]]]:
    """Return the calendar of activities: (month, activities, cells of (column, row, count, words)), Monday first."""
    found = []
    for year, month in sorted({(day.year, day.month) for day in days}):
        first = date(year, month, 1)
        cells = []
        for number in range(1, monthrange(year, month)[1] + 1):
            day = date(year, month, number)
            place = first.weekday() + number - 1
            count = days.get(day, 0)
            cells.append(
                (place % 7, place // 7, count, _("%(date)s: %(n)s activities", date=format_date(day), n=count))
            )
        found.append((format_date(first, "MMMM yyyy"), sum(cell[2] for cell in cells), cells))
    return found


@bp.get("/rekap.<any(xlsx, pdf):ending>")
@web.requires("organization.export")
def recap_file(ending: str) -> Response:
    """The same as a workbook with all lists, or as a paper for the head and the mayor."""
    shown, _every = _asked()
    if not shown:
        abort(404)
    found = words.recap(shown, clock.today())
    name = f"rekap-laporan-{shown[0].code}" + (f"-{shown[-1].code}" if len(shown) > 1 else "")
    if ending == "pdf":
        answer = Response(paper.render(found), mimetype="application/pdf")
        answer.headers.set("Content-Disposition", "inline", filename=f"{name}.pdf")
        answer.headers["Cache-Control"] = "private, no-store"
        return answer
    return serving.send(f"{name}.xlsx", lambda path: _write(path, found, shown))


def _write(path: Path, found: words.Recap, shown: list[Period]) -> None:
    files.write(path, found, shown, with_register=len(shown) == 1)
