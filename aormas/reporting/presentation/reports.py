"""An organisation's reports as one page: what is due first, the strip, the periods."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from aormas.core.database import db
from aormas.core.i18n import format_date
from aormas.organizations.models import Organization
from aormas.reporting.models import ActivityReport
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import states as queries
from aormas.reporting.queries.states import Cell
from aormas.reporting.rules import stages, states


def overview(row: Organization, today: date) -> dict[str, Any]:
    """Return `first` (cell, sentence), `cells` of the strip, `lines` of the periods and `running` (period, activities)."""
    cells = queries.strip(row.id, today)
    reports = {one.period_id: one for one in _reports(row.id)}
    waiting = [cell for cell in cells if cell.state.code in states.OPEN]
    return {
        "first": waiting[0] if waiting else None, "waiting": len(waiting), "words": words,
        "cells": [(words.short_name(cell.period.code), cell.state.tone, words.word(cell.state)) for cell in cells],
        "lines": [(cell, *_line(cell, reports.get(cell.period.id))) for cell in reversed(cells)],
        "running": next(((cell.period, _count(reports.get(cell.period.id))) for cell in cells if cell.period.ends_on >= today), None),
    }  # fmt: skip


def _reports(number: int) -> list[ActivityReport]:
    activities = selectinload(ActivityReport.activities)
    statement = select(ActivityReport).where(ActivityReport.organization_id == number).options(activities)
    return list(db.session.scalars(statement.order_by(ActivityReport.id.desc())))


def _count(report: ActivityReport | None) -> int:
    return len(report.present_activities) if report else 0


def _line(cell: Cell, report: ActivityReport | None) -> tuple[str, str]:
    """Return what stands below and beside a period: how far the report is."""
    if report is None or report.stage == stages.DRAFT:
        written = _count(report)
        return (
            _("%(n)s activities written down, not sent yet", n=written) if written else _due(cell),
            words.word(cell.state),
        )
    return _(stages.STAGE_WORDS[report.stage][0]), words.word(cell.state)


def _due(cell: Cell) -> str:
    """Return the last day that counts for this organisation; nothing where none is awaited."""
    if cell.state.code in (states.NOT_OWED, states.EXEMPT):
        return ""
    last = cell.state.until if cell.state.code in states.OPEN else None
    return _("due %(date)s", date=format_date(last or cell.period.due_on))
