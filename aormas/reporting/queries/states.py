"""The states of duties: of rows in Python by `rules.states`, in lists and counts by the same rule written in SQL."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from aormas.core.database import db
from aormas.reporting.models import Duty, Period
from aormas.reporting.rules import kinds
from aormas.reporting.rules import states as rules
from aormas.reporting.rules.states import State

Held = tuple[State, int, date]  # a duty's state, its number, the last day that counts for it
COLUMNS = (Duty.opens_on, Duty.due_on, Duty.until, Duty.extended, Duty.exempt_on, Duty.settled_on, Duty.set_aside_on)


@dataclass(frozen=True)
class Cell:
    """One period of an organisation's strip and its state there; `until` is the last day that counts for it."""

    period: Period
    state: State
    duty_id: int | None = None
    until: date | None = None


def state_of(row: Any, today: date) -> State:
    """Return a duty's state today; `row` has the columns `COLUMNS`."""
    facts = rules.condensed(
        row.opens_on, row.due_on, row.until, extended=row.extended, exempt=row.exempt_on, settled=row.settled_on,
        set_aside=row.set_aside_on,
    )  # fmt: skip
    return rules.state(facts, today)


def code(today: date) -> ColumnElement[str]:
    """Return the state's code of a duty as an expression; equal to `state_of` for every row (tested)."""
    set_aside = and_(Duty.set_aside_on.is_not(None), Duty.set_aside_on <= today)
    filed = and_(Duty.settled_on.is_not(None), Duty.settled_on <= today)
    red = today - timedelta(days=rules.AMBER_DAYS)
    return case(
        (set_aside, rules.NOT_OWED),
        (and_(filed, Duty.settled_on <= Duty.until), rules.ON_TIME),
        (and_(filed, or_(Duty.exempt_on.is_(None), Duty.settled_on < Duty.exempt_on)), rules.LATE),
        (and_(Duty.exempt_on.is_not(None), Duty.exempt_on <= today), rules.EXEMPT),
        (Duty.until < red, rules.OVERDUE),
        (Duty.until < today, rules.MISSING),
        (Duty.extended, rules.EXTENDED),
        (Duty.opens_on > today, rules.NOT_YET),
        else_=rules.DUE,
    )


def periods(today: date, years: int = kinds.YEARS) -> list[Period]:
    """Return the periods of the last five years that have begun, the oldest first."""
    first = date(today.year - years, today.month, 1)
    statement = select(Period).where(Period.starts_on <= today, Period.ends_on >= first).order_by(Period.starts_on)
    return list(db.session.scalars(statement))


def period(wanted: str) -> Period | None:
    """Return the period of a code."""
    return db.session.scalar(select(Period).where(Period.code == wanted[:20]))


def strips(numbers: Sequence[int], shown: Sequence[Period], today: date) -> dict[int, list[Cell]]:
    """Return the strip of each organisation over the periods given, in one statement."""
    statement = select(Duty.id, Duty.organization_id, Duty.period_id, *COLUMNS).where(
        Duty.kind == kinds.SEMESTER, Duty.organization_id.in_(numbers), Duty.period_id.in_([p.id for p in shown])
    )
    found: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
    for row in db.session.execute(statement):
        found[row.organization_id, row.period_id].append((state_of(row, today), row.id, row.until))
    return {number: [cell(one, found.get((number, one.id), []), today) for one in shown] for number in numbers}


def cell(period: Period, found: list[Held], today: date) -> Cell:
    """Return one period of a strip from the states of its duties; without one nothing was owed, or not yet."""
    if not found:
        return Cell(period, State(rules.NOT_YET if period.ends_on >= today else rules.NOT_OWED))
    best = rules.best(state for state, _id, _until in found)
    return Cell(period, *next(held for held in found if held[0] == best))


def strip(number: int, today: date) -> list[Cell]:
    """Return one organisation's strip of five years, in two statements."""
    return strips([number], periods(today), today)[number]


def duties_of(number: int, today: date, *, open_only: bool = False) -> list[tuple[Duty, State]]:
    """Return an organisation's duties of all kinds with their states, the nearest day first."""
    statement = select(Duty).where(Duty.organization_id == number, Duty.set_aside_on.is_(None))
    if open_only:
        statement = statement.where(Duty.settled_on.is_(None), Duty.exempt_on.is_(None))
    rows = [(duty, state_of(duty, today)) for duty in db.session.scalars(statement.order_by(Duty.until, Duty.id))]
    return [(duty, state) for duty, state in rows if not open_only or state.code in rules.OPEN]


def counts(today: date, wanted: Iterable[ColumnElement[bool]] = ()) -> dict[str, int]:
    """Return how many duties are in which state, of those that the conditions name."""
    state = code(today).label("state")
    statement = select(state, func.count()).where(*wanted).group_by(state)
    return dict(db.session.execute(statement).tuples().all())
