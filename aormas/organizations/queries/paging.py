"""Pages of a long list by their last row: as quick on the last page as on the first, and stable while rows come and go.

An address names the row after which (`setelah`) or before which (`sebelum`) its page begins. A page that is asked for by
its number alone is counted off (OFFSET), from the nearer end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, literal, select, tuple_

from aormas.core.database import db
from aormas.core.web import PER_PAGE
from aormas.organizations.models import Organization, RegisterEntry

COUNTED_OFF = 10 * PER_PAGE  # from here on the rows that are passed over are not read whole


@dataclass(frozen=True)
class Order:
    """By what a list is sorted; the last column tells equal ones apart. `entry`: some columns stand in the register's entry."""

    columns: tuple[Any, ...]
    falling: bool = False
    entry: bool = False

    def by(self, backward: bool = False) -> list[Any]:
        """Return the order, or the order from the other end."""
        return [column.desc() if self.falling != backward else column.asc() for column in self.columns]

    def joined(self, statement: Select[Any]) -> Select[Any]:
        """Return a statement over organisations that can be sorted so."""
        if not self.entry:
            return statement
        return statement.join(RegisterEntry, RegisterEntry.organization_id == Organization.id)

    def beyond(self, values: tuple[Any, ...], backward: bool) -> Any:
        """Return the condition that a row stands after the values, or before them."""
        mine = tuple_(*self.columns)
        theirs = tuple_(*(literal(v, column.type) for v, column in zip(values, self.columns, strict=True)))
        return mine < theirs if self.falling != backward else mine > theirs


ORDERS = {
    "nama": Order((Organization.sort_name, Organization.id)),
    "terbaru": Order((Organization.created_at, Organization.id), falling=True),
    "kecamatan": Order((Organization.district_code, Organization.sort_name, Organization.id)),
    "status": Order((Organization.status, Organization.sort_name, Organization.id)),
    "masa_bakti": Order((RegisterEntry.term_until, RegisterEntry.organization_id), entry=True),
}


@dataclass(frozen=True)
class Cut:
    """One page: its rows, its number, and whether rows stand before and after it."""

    rows: list[Any]
    page: int
    before: bool
    after: bool


def cut(shown: Select[Any], chosen: Callable[[], Select[Any]], wanted: Any, count: int) -> Cut:
    """Return the page that was asked for. `shown` selects whole rows, `chosen()` their ids; both are filtered alike."""
    order = ORDERS.get(wanted.sort, ORDERS["nama"])
    place = _place(order, wanted.after or wanted.before)
    if place is None:
        return _counted_off(order, shown, chosen, wanted.page, count)
    backward = not wanted.after
    statement = order.joined(shown).where(order.beyond(place, backward)).order_by(*order.by(backward))
    rows = list(db.session.connection().execute(statement.limit(PER_PAGE + 1)))
    more, rows = len(rows) > PER_PAGE, rows[:PER_PAGE]
    if backward:
        return Cut(rows[::-1], max(wanted.page, 2) if more else 1, before=more, after=True)
    last = max(1, -(-count // PER_PAGE))
    page = min(max(wanted.page, 2), max(last - 1, 2)) if more else max(last, 2)
    return Cut(rows, page, before=True, after=more)


def _place(order: Order, slug: str) -> tuple[Any, ...] | None:
    """Return where a row stands in an order; None for no row, or one that is not shown any more."""
    if not slug:
        return None
    statement = order.joined(select(*order.columns).select_from(Organization)).where(
        Organization.slug == slug[:100], Organization.listed
    )
    found = db.session.connection().execute(statement).one_or_none()
    return tuple(found) if found else None


def _counted_off(order: Order, shown: Select[Any], chosen: Callable[[], Select[Any]], wanted: int, count: int) -> Cut:
    last = max(1, -(-count // PER_PAGE))
    page = min(wanted, last)
    skipped = (page - 1) * PER_PAGE
    size = min(PER_PAGE, max(count - skipped, 0))
    if skipped < COUNTED_OFF:
        statement = order.joined(shown).order_by(*order.by()).limit(PER_PAGE).offset(skipped)
        return Cut(list(db.session.connection().execute(statement)), page, before=page > 1, after=page < last)
    backward = skipped > count // 2
    start = count - skipped - size if backward else skipped
    ids = order.joined(chosen()).order_by(*order.by(backward)).limit(size).offset(start)
    statement = order.joined(shown).where(Organization.id.in_(ids.scalar_subquery())).order_by(*order.by())
    return Cut(list(db.session.connection().execute(statement)), page, before=page > 1, after=page < last)
