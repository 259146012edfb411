"""The rows of the public register as open data: public facts only, however many rows, in little memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from aormas.core import clock, events
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import (
    BoardMember,
    BoardTerm,
    LegalBasis,
    Organization,
    OrganizationField,
    OrganizationName,
    StatusDecision,
)
from aormas.organizations.queries.narrowing import named, narrowed, present_term
from aormas.organizations.queries.register import Filter

AT_A_TIME = 1_000
village = Region.__table__.alias("village")
district = Region.__table__.alias("district")
joined = Organization.__table__.alias("joined")


@dataclass(frozen=True)
class OpenRow:
    """The public facts of one organisation. Of people only the names that the office shows to everyone."""

    id: int
    register_number: str
    slug: str
    name: str
    acronym: str
    form: str
    main_field: str
    status: str
    status_since: date | None
    status_reason: str
    purpose: str
    founded_on: date | None
    district_code: str
    district: str | None
    village_code: str
    village: str | None
    basis_kind: str | None
    basis_number: str | None
    basis_issued_on: date | None
    basis_valid_until: date | None
    term_id: int | None
    term_since: date | None
    term_until: date | None
    created_at: datetime
    updated_at: datetime
    joined_number: str | None
    joined_name: str | None
    town: str | None


@dataclass(frozen=True)
class OpenOrganization:
    """One organisation with what stands in other tables: fields, former names, shown board (office → name).

    `reporting` is (last period reported on, day of the report, how reporting stands in a sentence).
    """

    facts: OpenRow
    fields: list[str]
    former: list[str]
    board: dict[str, str]
    reporting: tuple[str, date | None, str] = ("", None, "")


def count(wanted: Filter) -> int:
    """Return how many organisations the filtered list holds."""
    return db.session.scalar(_filtered(select(func.count(Organization.id)), wanted)) or 0


def last_change(wanted: Filter) -> date | None:
    """Return the day on which a fact of the filtered list changed last."""
    moment = db.session.scalar(_filtered(select(func.max(Organization.updated_at)), wanted))
    return clock.day_of(moment) if moment else None


def rows(wanted: Filter, offices: Sequence[str]) -> Iterator[OpenOrganization]:
    """Yield the organisations of the filtered list by name: six statements for each thousand, two of them of reporting."""
    statement = _filtered(_columns(), wanted).order_by(Organization.sort_name, Organization.id)
    result = db.session.execute(statement.execution_options(yield_per=AT_A_TIME))
    for part in result.partitions():
        yield from _complete([OpenRow(*row) for row in part], offices)


def _columns() -> Select[Any]:
    basis = select(func.max(LegalBasis.id)).where(
        LegalBasis.organization_id == Organization.id, LegalBasis.until.is_(None)
    )
    decision = select(func.max(StatusDecision.id)).where(
        StatusDecision.organization_id == Organization.id, StatusDecision.until.is_(None)
    )
    return (
        select(
            Organization.id, Organization.register_number, Organization.slug, Organization.name, Organization.acronym, Organization.form,
            Organization.main_field, Organization.status, Organization.status_since, Organization.status_reason, Organization.purpose,
            Organization.founded_on, Organization.district_code, district.c.name, Organization.village_code, village.c.name,
            LegalBasis.kind, LegalBasis.number, LegalBasis.issued_on, LegalBasis.valid_until,
            BoardTerm.id, BoardTerm.since, BoardTerm.until, Organization.created_at, Organization.updated_at,
            joined.c.register_number, func.coalesce(joined.c.name, StatusDecision.successor_name), StatusDecision.town,
        )
        .outerjoin(village, village.c.code == Organization.village_code)
        .outerjoin(district, district.c.code == Organization.district_code)
        .outerjoin(LegalBasis, LegalBasis.id == basis.correlate(Organization).scalar_subquery())
        .outerjoin(BoardTerm, BoardTerm.id == present_term())
        .outerjoin(StatusDecision, StatusDecision.id == decision.correlate(Organization).scalar_subquery())
        .outerjoin(joined, and_(joined.c.id == StatusDecision.successor_id, joined.c.listed))
    )  # fmt: skip


def _filtered(statement: Any, wanted: Filter) -> Any:
    statement = narrowed(statement.where(Organization.listed), wanted)
    return statement.where(named(wanted.text)[0]) if wanted.text else statement


def _complete(part: list[OpenRow], offices: Sequence[str]) -> Iterator[OpenOrganization]:
    numbers = [row.id for row in part]
    fields: defaultdict[int, list[str]] = defaultdict(list)
    for number, code in db.session.execute(
        select(OrganizationField.organization_id, OrganizationField.field)
        .where(OrganizationField.organization_id.in_(numbers))
        .order_by(OrganizationField.id)
    ):
        fields[number].append(code)
    former, boards = _former(numbers), _boards([row.term_id for row in part if row.term_id], offices)
    reporting: dict[int, tuple[str, date | None, str]] = {}
    for answer in events.emit("organization.open_data", numbers=numbers):
        reporting |= answer
    for row in part:
        told = reporting.get(row.id, ("", None, ""))
        yield OpenOrganization(row, fields[row.id], former[row.id], boards[row.term_id or 0], told)


def _former(numbers: list[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    statement = select(OrganizationName.organization_id, OrganizationName.name).where(
        OrganizationName.organization_id.in_(numbers), OrganizationName.until.is_not(None),
        or_(OrganizationName.since.is_(None), OrganizationName.since != OrganizationName.until),  # else it was taken back
    )  # fmt: skip
    for number, name in db.session.execute(statement.order_by(OrganizationName.id)):
        found[number].append(name)
    return found


def _boards(terms: list[int], offices: Sequence[str]) -> defaultdict[int, dict[str, str]]:
    found: defaultdict[int, dict[str, str]] = defaultdict(dict)
    statement = select(BoardMember.term_id, BoardMember.office, BoardMember.name).where(
        BoardMember.term_id.in_(terms), BoardMember.office.in_(list(offices))
    )
    for term, office, name in db.session.execute(statement.order_by(BoardMember.position.desc())):
        found[term][office] = name  # the first of several holders stays
    return found
