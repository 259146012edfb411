"""What goes out of the desk's list: the ids that a filter leaves, and the present facts of each with what the list shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations import search
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import Organization
from aormas.organizations.queries.narrowing import narrowed
from aormas.organizations.queries.present import all_facts, present_facts
from aormas.organizations.queries.register import Filter

CHUNK = 200


@dataclass(frozen=True)
class Exported:
    """One organisation as it goes out: its present facts, and what only the register says of it."""

    facts: FiledFacts
    register_number: str
    form: str
    status: str
    status_since: date | None
    status_reason: str
    village: str
    district: str
    entered_on: date
    changed_on: date
    source: str


def ids(wanted: Filter) -> list[int]:
    """Return the organisations that the desk's list shows with a filter, by name."""
    statement = narrowed(select(Organization.id).where(Organization.listed), wanted)
    if wanted.text:
        statement = statement.where(Organization.id.in_(list(search.at_desk(wanted.text))))
    return list(db.session.scalars(statement.order_by(Organization.sort_name, Organization.id)))


def exported(numbers: Sequence[int]) -> Iterator[Exported]:
    """Yield organisations in the order of their ids as given; statements grow with every 200."""
    places = dict(db.session.execute(select(Region.code, Region.name)).tuples().all())
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        rows = {
            row.id: row
            for row in db.session.scalars(select(Organization).where(Organization.id.in_(part)).options(*all_facts()))
        }
        for number in part:
            if (row := rows.get(number)) is not None:
                yield _exported(row, places)


def _exported(row: Organization, places: dict[str, str]) -> Exported:
    newest = max(row.names, key=lambda fact: fact.id, default=None)
    return Exported(
        present_facts(row), row.register_number, row.form, row.status, row.status_since, row.status_reason, places.get(row.village_code, ""),
        places.get(row.district_code, ""), clock.day_of(row.created_at), clock.day_of(row.updated_at), newest.source if newest else "",
    )  # fmt: skip
