"""The list of the register: filters, search, sorting, pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, func, select

from aormas.core import memo
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.core.web import PER_PAGE
from aormas.organizations import search
from aormas.organizations.models import Organization, RegisterEntry
from aormas.organizations.queries.narrowing import named, narrowed
from aormas.organizations.queries.paging import cut
from aormas.organizations.queries.tallies import added_up

village = Region.__table__.alias("village")
district = Region.__table__.alias("district")


@dataclass(frozen=True)
class Filter:
    """What a reader asked the list for; empty means all.

    `founded`, `entered` and `term_end` are days (`rules/spans.py`); `after` and `before` name the row (its slug) at which a page
    begins or ends. From `characteristic` on: filters of the desk.
    """

    text: str = ""
    district: str = ""
    field: str = ""
    form: str = ""
    status: str = ""
    sort: str = ""
    page: int = 1
    village: str = ""
    founded: str = ""
    entered: str = ""
    term_end: str = ""
    after: str = ""
    before: str = ""
    characteristic: str = ""
    scope: str = ""
    basis: str = ""
    missing: str = ""
    changed_since: str = ""


class Row(NamedTuple):
    """One line of the list."""

    id: int
    name: str
    acronym: str
    slug: str
    form: str
    main_field: str
    status: str
    village: str | None
    district: str | None
    register_number: str
    match: search.Match | None = None


@dataclass(frozen=True)
class Found:
    """A page of the list: rows and how many there are in all.

    `before` and `after` name the row (its slug) that the page before ends at, or the next one begins after; empty where
    there is none, or where pages go by number.
    """

    rows: list[Row]
    count: int
    page: int
    pages: int
    exact: bool = True
    before: str = ""
    after: str = ""


COLUMNS = (
    Organization.id, Organization.name, Organization.acronym, Organization.slug, Organization.form, Organization.main_field,
    Organization.status, village.c.name, district.c.name, Organization.register_number,
)  # fmt: skip


LISTED: Select[Any] = (
    select(*COLUMNS)
    .outerjoin(village, village.c.code == Organization.village_code)
    .outerjoin(district, district.c.code == Organization.district_code)
    .where(Organization.listed)
)


def register(wanted: Filter) -> Found:
    """Return a page of the register as asked for: at most six statements, however many organisations."""
    return _searched(wanted, *named(wanted.text)) if wanted.text else _page(wanted)


def desk_register(wanted: Filter) -> Found:
    """Return a page of the register for officers, whose search also knows people and numbers; each row says why."""
    if not wanted.text:
        return _page(wanted)
    matches = search.at_desk(wanted.text)
    ranked = {number: match.score for number, match in matches.items()}
    found = _searched(wanted, Organization.id.in_(list(ranked)), ranked)
    rows = [row._replace(match=matches[row.id]) for row in found.rows]
    return replace(found, rows=rows, exact=found.exact or any(not match.by_name for match in matches.values()))


def term_ends(found: Found) -> dict[int, date]:
    """Return organisation id → last day of the present board's term, for the rows of a page; one statement."""
    entry = RegisterEntry
    statement = select(entry.organization_id, entry.term_until).where(
        entry.organization_id.in_([row.id for row in found.rows]), entry.has_board
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _page(wanted: Filter) -> Found:
    count = _count(wanted)
    found = cut(narrowed(LISTED, wanted), lambda: _shown(Organization.id, wanted), wanted, count)
    rows = [Row(*row) for row in found.rows]
    first, last = (rows[0].slug, rows[-1].slug) if rows else ("", "")
    pages = max(found.page, -(-count // PER_PAGE))
    return Found(rows, count, found.page, pages, before=first * found.before, after=last * found.after)


def _count(wanted: Filter) -> int:
    """Return how many rows a filter leaves; counted once for each version of the database."""
    asked = replace(wanted, sort="", page=1, after="", before="")
    return memo.remember(
        ("organizations", asked),
        lambda: db.session.connection().scalar(_counting(asked)) or 0,
    )


def _counting(asked: Filter) -> Select[Any]:
    statement = added_up(asked)
    return _shown(func.count(), asked, counting=True) if statement is None else statement


def _shown(what: Any, wanted: Filter, counting: bool = False) -> Select[Any]:
    return narrowed(select(what).select_from(Organization).where(Organization.listed), wanted, counting)


def _searched(wanted: Filter, condition: ColumnElement[bool], ranked: dict[int, float]) -> Found:
    """Search, then filter; sorted by likeness unless asked otherwise."""
    statement = narrowed(LISTED, wanted).where(condition)
    rows = [Row(*row) for row in db.session.connection().execute(statement)]
    if wanted.sort == "nama":
        rows.sort(key=lambda row: row.name.casefold())
    else:
        rows.sort(key=lambda row: (-ranked.get(row.id, 1.0), row.name.casefold()))
    pages = max(1, -(-len(rows) // PER_PAGE))
    page = min(wanted.page, pages)
    exact = not rows or ranked.get(rows[0].id, 1.0) > 0.93
    return Found(rows[(page - 1) * PER_PAGE : page * PER_PAGE], len(rows), page, pages, exact)


def count_listed() -> int:
    """Return how many organisations the public register shows."""
    return _count(Filter())


def desk_find(text: str, limit: int = 8) -> list[Row]:
    """Return organisations for the desk's one search box: by name, board member, phone or any number, with the reason."""
    return desk_register(Filter(text=text)).rows[:limit]
