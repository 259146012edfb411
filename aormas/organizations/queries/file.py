"""One organisation as the desk and its own people read it."""

from __future__ import annotations

from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db
from aormas.core.i18n import format_date
from aormas.core.regions import Region
from aormas.organizations.models import Affiliation, Organization, Representative
from aormas.organizations.queries.present import all_facts
from aormas.organizations.rules import confirming


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
        .where(Representative.user_id == user_id, Organization.merged_into_id.is_(None))
    )
    return db.session.scalar(statement.order_by(Representative.id).limit(1))


def branches(row: Organization) -> list[Organization]:
    """Return the organisations of this register that belong to this one."""
    ties = select(Affiliation.organization_id).where(Affiliation.parent_id == row.id, Affiliation.until.is_(None))
    statement = select(Organization).where(Organization.id.in_(ties), Organization.listed)
    return list(db.session.scalars(statement.order_by(Organization.sort_name)))


def people_of(row: Organization) -> list[tuple[User, datetime]]:
    """Return (person, since) of who acts for an organisation and has an open account."""
    statement = (
        select(User, Representative.since)
        .join(Representative, Representative.user_id == User.id)
        .where(Representative.organization_id == row.id, User.active)
        .order_by(Representative.id)
    )
    return [(user, since) for user, since in db.session.execute(statement)]


def looks_at(organization: Organization) -> list[tuple[datetime, str, str]]:
    """Return (when, who, whose) of every look at a NIK of the organisation's board (answers `organization.looked_at`)."""
    mine = (audit.AuditEntry.subject_type == "organizations") & (audit.AuditEntry.subject_id == organization.id)
    statement = (
        select(audit.AuditEntry)
        .where(mine, audit.AuditEntry.action == "nik.shown")
        .order_by(audit.AuditEntry.id.desc())
    )
    return [
        (entry.at, entry.actor, str(entry.changes.get("person", "")))
        for entry in db.session.scalars(statement.limit(200))
    ]


def portal_since(row: Organization) -> date:
    """Return the day on which the portal of an organisation was opened; from then on it can confirm. Today where it is not."""
    first = db.session.scalar(select(func.min(Representative.since)).where(Representative.organization_id == row.id))
    return clock.day_of(first) if first else clock.today()


def confirmation_task(organization: Organization) -> list[tuple[date, str, str, str, str, str]]:
    """Return the task of confirming the data, when it is due within a month (answers `portal.tasks`)."""
    entered = portal_since(organization)
    if not confirming.is_asked(organization.confirmed_on, entered, clock.today()):
        return []
    due = confirming.due_on(organization.confirmed_on, entered)
    late = due < clock.today()
    word = _("overdue") if late else _("due soon")
    return [
        (
            due,
            _("Confirm that your data are right"),
            url_for("portal.confirmation"),
            _("until %(date)s", date=format_date(due)),
            word,
            "late" if late else "wait",
        )
    ]
