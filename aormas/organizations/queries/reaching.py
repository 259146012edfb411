"""Organisations that the office cannot find, and what was tried."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select

from aormas.core import clock, events
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import (
    Attempt,
    BoardMember,
    BoardTerm,
    ChangeSet,
    Contact,
    LegalBasis,
    Organization,
    OrganizationName,
    Seat,
)
from aormas.organizations.queries.narrowing import present_term
from aormas.organizations.rules import reaching
from aormas.organizations.rules.status import GONE

village, district = Region.__table__.alias("village"), Region.__table__.alias("district")
HEARD = (Seat, Contact, BoardTerm, LegalBasis, OrganizationName)


@dataclass(frozen=True)
class Number:
    """A telephone number, whose it is (an office of the board, or empty for the organisation's own), and whether it is dead."""

    value: str
    office: str = ""
    person: str = ""
    dead: bool = False


@dataclass(frozen=True)
class Lost:
    """An organisation that cannot be reached, with all that helps to look for it."""

    organization_id: int
    name: str
    register_number: str
    village: str
    district: str
    village_code: str
    address: str
    phones: list[Number]
    chair: str
    since: date
    tried: list[reaching.Tried]


def lost(district_code: str = "", village_code: str = "") -> list[Lost]:
    """Return the organisations that cannot be reached, by kelurahan and name; a fixed number of statements."""
    tried = _tried()
    heard = _heard(list(tried))
    since = {number: day for number, tries in tried.items() if (day := reaching.lost_since(tries, heard.get(number)))}
    return _described(since, tried, district_code, village_code)


def _tried() -> dict[int, list[reaching.Tried]]:
    """Return what was tried, by organisation: what officers noted here, and what visits found (`organization.unreached`)."""
    found: defaultdict[int, list[reaching.Tried]] = defaultdict(list)
    for number, made_on, result in db.session.execute(select(Attempt.organization_id, Attempt.made_on, Attempt.result)):
        found[number].append(reaching.Tried(made_on, result))
    for rows in events.emit("organization.unreached"):
        for number, made_on, result in rows:
            found[number].append(reaching.Tried(made_on, result))
    return dict(found)


def _heard(numbers: list[int]) -> dict[int, date]:
    """Return the last day on which each organisation was heard of: a new fact, a confirmation, or what other parts know."""
    heard: dict[int, date] = {}
    for model in HEARD:
        statement = (
            select(model.organization_id, func.max(ChangeSet.made_at))
            .join(ChangeSet, ChangeSet.id == model.change_id)
            .where(
                model.organization_id.in_(numbers),
                ChangeSet.kind.in_(("filing", "edit")),
                ChangeSet.undone_at.is_(None),
            )
            .group_by(model.organization_id)
        )
        for number, moment in db.session.execute(statement):
            heard[number] = max(heard.get(number, date.min), clock.day_of(moment))
    confirmed = select(Organization.id, Organization.confirmed_on).where(
        Organization.id.in_(numbers), Organization.confirmed_on.is_not(None)
    )
    told = [list(db.session.execute(confirmed).tuples()), *events.emit("organization.heard", numbers=numbers)]
    for number, day in (one for answers in told for one in answers):
        heard[number] = max(heard.get(number, date.min), day)
    return heard


def _described(
    since: dict[int, date], tried: dict[int, list[reaching.Tried]], district_code: str, village_code: str
) -> list[Lost]:
    statement = _facts(list(since))
    if district_code:
        statement = statement.where(Organization.district_code == district_code)
    if village_code:
        statement = statement.where(Organization.village_code == village_code)
    phones = _phones(list(since))
    return [
        Lost(
            number, name, register_number, of_village or "", of_district or "", code, address or "", phones.get(number, []), chair or "",
            since[number], sorted(tried[number], key=lambda one: one.made_on, reverse=True),
        )
        for number, name, register_number, of_village, of_district, code, address, chair in db.session.execute(statement)
    ]  # fmt: skip


def _facts(numbers: list[int]) -> Select[Any]:
    """Return (id, name, number, village, district, village's code, address, chair) of those of some organisations that are still there."""
    chair = (
        select(BoardMember.name)
        .where(BoardMember.term_id == present_term(), BoardMember.office == "chair")
        .limit(1)
        .correlate(Organization)
        .scalar_subquery()
    )
    columns = (
        Organization.id, Organization.name, Organization.register_number, village.c.name, district.c.name, Organization.village_code,
        Seat.address, chair,
    )  # fmt: skip
    return (
        select(*columns)
        .outerjoin(village, village.c.code == Organization.village_code)
        .outerjoin(district, district.c.code == Organization.district_code)
        .outerjoin(Seat, (Seat.organization_id == Organization.id) & Seat.until.is_(None))
        .where(Organization.id.in_(numbers), Organization.listed, Organization.status.not_in(sorted(GONE)))
        .order_by(district.c.name, village.c.name, Organization.sort_name)
    )


def _phones(numbers: list[int]) -> dict[int, list[Number]]:
    """Return the numbers to try: chair's and secretary's first, then the organisation's own; dead ones last."""
    found: defaultdict[int, list[Number]] = defaultdict(list)
    board = (
        select(BoardTerm.organization_id, BoardMember.phone, BoardMember.office, BoardMember.name)
        .join(BoardMember, BoardMember.term_id == BoardTerm.id)
        .where(BoardTerm.organization_id.in_(numbers), BoardTerm.ended_on.is_(None), BoardMember.phone != "")
        .where(BoardMember.office.in_(("chair", "secretary", "treasurer")))
        .order_by(BoardMember.position)
    )
    own = select(Contact.organization_id, Contact.value, Contact.reachable).where(
        Contact.organization_id.in_(numbers), Contact.kind == "phone", Contact.until.is_(None)
    )
    offices = db.session.execute(board).all()
    dead: defaultdict[int, set[str]] = defaultdict(set)
    contacts = db.session.execute(own).all()
    for number, value, reachable in contacts:
        if not reachable:
            dead[number].add(value)
    for number, value, office, person in offices:
        found[number].append(Number(value, office, person, value in dead[number]))
    for number, value, reachable in contacts:
        if value not in {one.value for one in found[number]}:
            found[number].append(Number(value, dead=not reachable))
    return {number: sorted(values, key=lambda one: one.dead) for number, values in found.items()}


def attempts_of(row: Organization) -> list[Attempt]:
    """Return what was tried to reach an organisation, newest first."""
    statement = select(Attempt).where(Attempt.organization_id == row.id)
    return list(db.session.scalars(statement.order_by(Attempt.made_on.desc(), Attempt.id.desc()).limit(100)))
