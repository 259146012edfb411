"""The pairs that may be one organisation, page by page."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from aormas.core.database import db
from aormas.organizations.models import DoubleHint, DoubleSweep
from aormas.organizations.models.doubles import DISMISSED, MERGED, OPEN

PER_PAGE = 20
STATES = {"": OPEN, "bukan-ganda": DISMISSED, "digabung": MERGED}


@dataclass(frozen=True)
class Pairs:
    """A page of pairs, and how many pairs there are in each state."""

    rows: list[DoubleHint]
    counts: dict[str, int]
    page: int
    pages: int


def pairs(state: str, page: int) -> Pairs:
    """Return the pairs in a state, the likeliest (or last decided) first."""
    grouped = select(DoubleHint.state, func.count(DoubleHint.id)).group_by(DoubleHint.state)
    counts = dict(db.session.execute(grouped).tuples().all())
    pages = max(1, -(-counts.get(state, 0) // PER_PAGE))
    page = min(page, pages)
    order = (DoubleHint.score.desc(), DoubleHint.id) if state == OPEN else (DoubleHint.decided_at.desc(), DoubleHint.id)
    statement = (
        select(DoubleHint)
        .where(DoubleHint.state == state)
        .options(joinedload(DoubleHint.first), joinedload(DoubleHint.second))
    )
    rows = db.session.scalars(statement.order_by(*order).offset((page - 1) * PER_PAGE).limit(PER_PAGE))
    return Pairs(list(rows), counts, page, pages)


def last_sweep() -> DoubleSweep | None:
    """Return the last look through the register, or None."""
    return db.session.scalar(select(DoubleSweep).order_by(DoubleSweep.id.desc()).limit(1))
