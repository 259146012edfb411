"""The worklist of reports: what waits for the office, its own day first."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _

from aormas.core import clock, memo, web
from aormas.core.holidays import calendar
from aormas.core.regions import districts
from aormas.reporting.desk.face import bp, given
from aormas.reporting.presentation import states as words
from aormas.reporting.presentation.deadlines import days_left
from aormas.reporting.queries import doubles, pace
from aormas.reporting.queries import worklist as queries
from aormas.reporting.rules import stages

NAMES = {"keadaan": "state", "periode": "period", "kecamatan": "district"}


@bp.get("/laporan")
@web.requires("report.read")
def worklist() -> Any:
    """List the reports that wait for the office, and beside them the requests for more time."""
    asked = {name: given(name, 20) for name in NAMES}
    kept = {name: value for name, value in asked.items() if value}
    wanted = {NAMES[name]: value for name, value in kept.items()}
    found = queries.reports(queries.Wanted(**wanted, page=web.page_number()))
    periods = queries.all_periods()
    names = {number: words.name_of(one) for number, one in periods.items()}
    today, days = clock.today(), calendar()
    return web.page(
        "reporting/desk/worklist.html", found=found, asked=asked, kept=kept, names=names,
        period_choices=[(one.code, names[one.id]) for one in periods.values()], districts=memo.remember("districts", districts),
        state_choices=state_choices(), stages=stage_words(), marks=doubles.marks([row.id for row in found.rows]),
        left=lambda due: days_left(due, today, days), requests=queries.requests(), pace=pace.pace(today),
        page_url=web.pages_of(".worklist", kept),
    )  # fmt: skip


def state_choices() -> list[tuple[str, str]]:
    """Return what the filter of states offers beside the office's turn."""
    said = stage_words()
    return [(name, said[stage][0]) for name, stage in queries.STAGES.items()] + [(queries.ALL, _("All"))]


def stage_words() -> dict[str, tuple[str, str]]:
    """Return stage → (word, tone), made once for a page."""
    return {stage: (_(word), tone) for stage, (word, tone) in stages.STAGE_WORDS.items()}
