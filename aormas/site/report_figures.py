"""The figures of /statistik about reporting: how many report, by period and district, and how fast the office answers."""

from __future__ import annotations

from typing import Any

from aormas.core import clock
from aormas.reporting.presentation import recap as words
from aormas.reporting.presentation.states import name_of
from aormas.reporting.queries import pace, recap, states
from aormas.reporting.queries.recap import Line


def all_of_them() -> dict[str, Any]:
    """Return what the page shows of reporting, in at most eight statements; only periods whose due day has passed count."""
    today = clock.today()
    shown = [period for period in states.periods(today) if period.due_on < today]
    if not shown:
        return {"report_lines": []}
    counted = recap.by_period(shown, today)
    lines = [Line(period.code, name_of(period), counted.get(period.id, {})) for period in shown]
    lines = [line for line in lines if line.owed]
    last = shown[-1]
    return {
        "report_lines": lines, "report_bars": [_bar(line) for line in lines], "report_last": lines[-1] if lines else None,
        "report_districts": [line for line in words.named(recap.by_district([last], today)) if line.owed], "report_period": name_of(last),
        "report_cells": words.cells, "report_heads": words.heads, "office_pace": pace.pace(today),
    }  # fmt: skip


def _bar(line: Line) -> tuple[str, float, str, str]:
    return (
        line.name.replace(" ", "\u00a0"),
        round(line.share or 0, 1),
        words.share(line).replace(" ", "\u00a0"),
        "main",
    )
