"""One organisation as the desk and its own people read it."""

from __future__ import annotations

from sqlalchemy import select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import Affiliation, Organization, Representative
from aormas.organizations.queries.present import all_facts


def whole(row: Organization) -> Organization:
    """Load all facts of an organisation that its file shows, in a fixed number of statements."""
    statement = (
        select(Organization)
        .where(Organization.id == row.id)
        .options(*all_facts())
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).one()


def by_register_number(text: str) -> Organization | None:
    """Return the organisation of a register number as people type it, or None."""
    return db.session.scalar(select(Organization).where(Organization.register_number == text.strip().upper()))


def place(row: Organization) -> tuple[str, str]:
    """Return (village, district) of an organisation's present seat; empty where unknown."""
    names = dict(
        db.session.execute(
            select(Region.code, Region.name).where(Region.code.in_([row.village_code, row.district_code]))
        )
        .tuples()
        .all()
    )
    return names.get(row.village_code, ""), names.get(row.district_code, "")


def of_user(user_id: int) -> Organization | None:
    """Return the organisation that a person acts for."""
    statement = (
        select(Organization)
        .join(Representative, Representative.organization_id == Organization.id)
        .where(Representative.user_id == user_id)
    )
    return db.session.scalar(statement.order_by(Representative.id).limit(1))


def branches(row: Organization) -> list[Organization]:
    """Return the organisations of this register that belong to this one."""
    ties = select(Affiliation.organization_id).where(Affiliation.parent_id == row.id, Affiliation.until.is_(None))
    statement = select(Organization).where(Organization.id.in_(ties), Organization.listed)
    return list(db.session.scalars(statement.order_by(Organization.sort_name)))
