"""The steps of the register's counts become few rows again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, func, insert, select, text

from aormas.core.database import db, is_sqlite, transaction
from aormas.organizations.models import Tally
from aormas.organizations.queries import tallies

SPARE = 200  # steps that are left to lie; adding them up costs nothing that can be measured


def gather() -> None:
    """Gather the steps when many have come together: a task of the hourly round. Readers see the same sums before and after."""
    rows = db.session.scalar(select(func.count()).select_from(Tally)) or 0
    known = db.session.scalar(select(func.count()).select_from(select(*tallies.CELL).distinct().subquery())) or 0
    if rows - known > SPARE:
        _gather()


@transaction
def _gather() -> None:
    """Replace the steps by their sums. A step that another writer commits meanwhile is neither taken away nor summed up."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for *cell, n in db.session.execute(delete(Tally).returning(*tallies.CELL, Tally.n)):
        sums[tuple(cell)] += n
    _write(sums)


@transaction
def recount() -> None:
    """Count the register anew from its rows: where they were written past the triggers, as a bulk load does. Writers wait."""
    if not is_sqlite():
        db.session.execute(text(f"LOCK TABLE {Tally.__tablename__} IN SHARE ROW EXCLUSIVE MODE"))
    found = tallies.counted()
    db.session.execute(delete(Tally))
    _write(found)


def _write(sums: Mapping[tuple[Any, ...], int]) -> None:
    names = [column.key for column in tallies.CELL]
    rows = [{**dict(zip(names, cell, strict=True)), "n": n} for cell, n in sums.items() if n]
    if rows:
        db.session.execute(insert(Tally), rows)
