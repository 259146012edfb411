"""Who joined whom: along the office's decisions, and which organisation is meant by what an officer typed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import select

from aormas.core.database import db
from aormas.organizations import search
from aormas.organizations.models import Organization, StatusDecision
from aormas.organizations.queries.doubles import candidates
from aormas.organizations.queries.file import by_register_number
from aormas.organizations.queries.matching import by_names
from aormas.organizations.rules import MERGED, judging, keys

OFFERED = 6  # organisations among which an officer chooses


@dataclass(frozen=True)
class Meant:
    """Which organisation is meant: the one, or those among which to choose (id, name, register number), or none that is known."""

    row: Organization | None = None
    among: list[tuple[int, str, str]] = field(default_factory=list)
    unknown_number: bool = False


def joined_by(row: Organization) -> set[int]:
    """Return the organisations that one joined, and those that these joined in turn; one statement, circles end."""
    open_ones = (
        StatusDecision.until.is_(None),
        StatusDecision.status == MERGED,
        StatusDecision.successor_id.is_not(None),
    )
    first = select(StatusDecision.successor_id).where(StatusDecision.organization_id == row.id, *open_ones)
    steps = first.cte("steps", recursive=True)
    steps = steps.union(
        select(StatusDecision.successor_id)
        .join(steps, StatusDecision.organization_id == steps.c.successor_id)
        .where(*open_ones)
    )
    return {number for number in db.session.scalars(select(steps.c.successor_id)) if number is not None}


def joined_to(row: Organization) -> list[tuple[Organization, date | None]]:
    """Return (organisation, since when) of those that joined this one."""
    statement = (
        select(Organization, StatusDecision.since)
        .join(StatusDecision, StatusDecision.organization_id == Organization.id)
        .where(
            StatusDecision.successor_id == row.id, StatusDecision.until.is_(None), StatusDecision.status == MERGED,
            Organization.listed,
        )
        .order_by(Organization.sort_name)
    )  # fmt: skip
    return [(one, since) for one, since in db.session.execute(statement)]


def meant(typed: str, row: Organization) -> Meant:
    """Return which organisation is meant by a register number or a name that was typed in the file of `row`."""
    number = keys.as_register_number(typed)
    if number.startswith("ORM-"):
        found = by_register_number(number)
        return Meant(found, unknown_number=found is None)
    same = [id for ids in by_names([typed]).values() for id in ids]
    if len(same) == 1:
        return Meant(db.session.get(Organization, same[0]))
    return Meant(among=_among(typed, row))


def _among(typed: str, row: Organization) -> list[tuple[int, str, str]]:
    """Return those that come close: as the same body under another spelling first, then what the search finds."""
    hints = candidates(replace(judging.nothing(), name=typed), OFFERED, besides=row.id)
    wanted = dict.fromkeys([*(hint.organization_id for hint in hints), *(id for id, _score in search.find(typed))])
    wanted.pop(row.id, None)
    numbers = list(wanted)[:OFFERED]
    found = db.session.scalars(select(Organization).where(Organization.id.in_(numbers), Organization.listed))
    rows = {one.id: one for one in found}
    return [(id, rows[id].name, rows[id].register_number) for id in numbers if id in rows]
