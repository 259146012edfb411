"""The office's own clock: how long it takes to answer reports, and what it should have answered by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from sqlalchemy import case, func, select

from aormas.core.database import db
from aormas.core.holidays import calendar
from aormas.reporting.models import ActivityReport, Filing, Verdict

LOOKED_BACK = 90  # days
MOST = 20_000  # answers that are measured


@dataclass(frozen=True)
class Pace:
    """Working days from a filing to the office's first word (the median of those answered lately), and what waits."""

    days: float | None
    answered: int
    waiting: int
    late: int


def pace(today: date) -> Pace:
    """Return how the office keeps its own days, in two statements."""
    waits = ActivityReport.answer_due_on.is_not(None)
    waiting, late = db.session.execute(
        select(
            func.count(), func.coalesce(func.sum(case((ActivityReport.answer_due_on < today, 1), else_=0)), 0)
        ).where(waits)
    ).one()
    answered_on = func.min(Verdict.decided_on)
    rows = db.session.execute(
        select(Filing.filed_on, answered_on)
        .join(Verdict, Verdict.filing_id == Filing.id)
        .group_by(Filing.id, Filing.filed_on)
        .having(answered_on >= today - timedelta(days=LOOKED_BACK))
        .order_by(Filing.id.desc())
        .limit(MOST)
    ).all()
    days = calendar()
    known: dict[tuple[date, date], int] = {}
    for filed, said in rows:
        if (filed, said) not in known:
            known[filed, said] = days.between(filed, said)
    taken = [known[filed, said] for filed, said in rows]
    return Pace(float(median(taken)) if taken else None, len(taken), int(waiting), int(late))
