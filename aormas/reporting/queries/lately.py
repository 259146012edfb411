"""Of many organisations at once: what each reported last, and the duty that its public sentence is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.reporting.models import Duty, Period
from aormas.reporting.queries.states import COLUMNS, code, state_of
from aormas.reporting.rules import kinds
from aormas.reporting.rules import states as rules
from aormas.reporting.rules.states import State


@dataclass(frozen=True)
class Lately:
    """An organisation's reporting: the last period that it reported on, and when; the period whose state is told, and that state."""

    reported: Period | None
    reported_on: date | None
    told: Period
    state: State


def lately(numbers: Sequence[int], today: date) -> dict[int, Lately]:
    """Return the reporting of organisations, without those that never owed a report, in two statements.

    Told is what the public profile tells: the last period of which a report is awaited or came.
    """
    periods = {one.id: one for one in db.session.scalars(select(Period).options(joinedload(Period.rule)))}
    reported: dict[int, tuple[int, date]] = {}
    told: dict[int, list[tuple[int, State]]] = {}
    for row in db.session.execute(_ranked(numbers, today)):
        if row.told == 1:
            told.setdefault(row.organization_id, []).append((row.period_id, state_of(row, today)))
        if row.sent == 1 and row.settled_on is not None:
            known = reported.get(row.organization_id)
            reported[row.organization_id] = (row.period_id, min(row.settled_on, known[1] if known else date.max))
    found = {}
    for number, cells in told.items():
        period, day = reported.get(number, (0, None))
        state = rules.best(state for _period, state in cells)
        found[number] = Lately(periods.get(period), day, periods[cells[0][0]], state)
    return found


def _ranked(numbers: Sequence[int], today: date) -> Any:
    """Return the semester duties that come first of their organisation's, in one of two orders."""
    newest = Period.starts_on.desc()

    def place(last: Any) -> Any:
        return func.rank().over(partition_by=Duty.organization_id, order_by=(case((last, 1), else_=0), newest))

    coming = code(today) == rules.NOT_YET
    unsent = or_(Duty.settled_on.is_(None), Duty.settled_on > today)
    ranked = (
        select(Duty.organization_id, Duty.period_id, *COLUMNS, place(coming).label("told"), place(unsent).label("sent"))
        .join(Period, Period.id == Duty.period_id)
        .where(Duty.organization_id.in_(numbers), Duty.kind == kinds.SEMESTER)
        .subquery()
    )
    return select(ranked).where(or_(ranked.c.told == 1, ranked.c.sent == 1))
