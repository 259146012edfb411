"""What ends soon or has ended, of the organisations that are in being: boards, SKT, domicile letters, leases, letters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from aormas.core import events
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.core.web import PER_PAGE
from aormas.organizations.models import BoardTerm, Contact, LegalBasis, Organization, Seat
from aormas.organizations.queries.narrowing import present_term
from aormas.organizations.rules import expiry
from aormas.organizations.rules.status import GONE

village = Region.__table__.alias("village")


@dataclass(frozen=True)
class Line:
    """One line of the list."""

    organization_id: int
    name: str
    register_number: str
    district_code: str
    village: str | None
    kind: str
    title: str
    ends_on: date
    phone: str | None


@dataclass(frozen=True)
class Watch:
    """A page of what ends: lines, how many there are, counts by kind and span."""

    lines: list[Line]
    count: int
    page: int
    pages: int
    counts: dict[tuple[str, str], int]


def watch(
    today: date, *, kind: str = "", span: str = "", district: str = "", page: int = 1, all_lines: bool = False
) -> Watch:
    """Return what has ended or ends within 90 days, the oldest first: three statements and one per part that has letters."""
    ended = endings(today, district)
    counts: Counter[tuple[str, str]] = Counter((row.kind, expiry.span_of(row.ends_on, today) or "") for row in ended)
    first, last = expiry.bounds(span, today)
    wanted = [
        row
        for row in ended
        if (not kind or row.kind == kind) and (first is None or row.ends_on >= first) and row.ends_on <= last
    ]
    wanted.sort(key=lambda row: (row.ends_on, row.organization_id, row.kind))
    pages = max(1, -(-len(wanted) // PER_PAGE))
    page = min(page, pages)
    shown = wanted if all_lines else wanted[(page - 1) * PER_PAGE : page * PER_PAGE]
    return Watch(_lines(shown), len(wanted), page, pages, dict(counts))


def endings(today: date, district: str = "") -> list[expiry.Ending]:
    """Return what has ended or ends within 90 days, of the organisations that are there, in the wanted district."""
    _first, last = expiry.bounds("", today)
    statements = [
        _ending(kind, model, column, condition, last, district) for kind, model, column, condition in _sources()
    ]
    found = [expiry.Ending(row[0], row[1], row[2]) for row in db.session.execute(union_all(*statements))]
    for more in events.emit("organization.endings", last=last):
        found += more
    return _in_being(found, district)


def _sources() -> list[tuple[str, Any, Any, Any]]:
    return [
        ("board", BoardTerm, BoardTerm.until, BoardTerm.id == present_term()),
        ("basis", LegalBasis, LegalBasis.valid_until, LegalBasis.until.is_(None)),
        ("domicile", Seat, Seat.domicile_until, Seat.until.is_(None)),
        ("lease", Seat, Seat.tenure_until, Seat.until.is_(None)),
    ]


def _ending(kind: str, model: Any, column: Any, condition: Any, last: date, district: str) -> Select[Any]:
    return (
        select(Organization.id, literal(kind), column)
        .join(model, model.organization_id == Organization.id)
        .where(
            condition,
            column.is_not(None),
            column <= last,
            Organization.listed,
            Organization.status.not_in(sorted(GONE)),
        )
    )


def _in_being(found: list[expiry.Ending], district: str) -> list[expiry.Ending]:
    """Keep what belongs to organisations that are still there, in the wanted district."""
    letters = {row.organization_id for row in found if row.kind == "letter"}
    if not letters and not district:
        return found
    statement = select(Organization.id).where(Organization.listed, Organization.status.not_in(sorted(GONE)))
    if district:
        statement = statement.where(Organization.district_code == district)
    there = set(db.session.scalars(statement))
    return [row for row in found if row.organization_id in there]


def _lines(endings: list[expiry.Ending]) -> list[Line]:
    numbers = {row.organization_id for row in endings}
    phone = (
        select(func.max(Contact.value))
        .where(
            Contact.organization_id == Organization.id,
            Contact.kind == "phone",
            Contact.until.is_(None),
            Contact.reachable,
        )
        .scalar_subquery()
    )
    facts: dict[int, Any] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), 500):
        statement = (
            select(
                Organization.id,
                Organization.name,
                Organization.register_number,
                Organization.district_code,
                village.c.name,
                phone,
            )
            .outerjoin(village, village.c.code == Organization.village_code)
            .where(Organization.id.in_(wanted[start : start + 500]))
        )
        facts.update({row[0]: row for row in db.session.execute(statement)})
    return [
        Line(e.organization_id, f[1], f[2], f[3], f[4], e.kind, e.title, e.ends_on, f[5])
        for e in endings
        if (f := facts.get(e.organization_id))
    ]
