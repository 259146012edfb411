"""A duty's present columns from its filings and reliefs."""

from __future__ import annotations

from sqlalchemy import or_, select

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import Organization
from aormas.reporting.models import ActivityReport, Duty, Filing, Relief
from aormas.reporting.rules import states


def facts_of(duty: Duty) -> states.Facts:
    """Return all that decides a duty's state on any day, in two statements."""
    filings = (
        select(Filing.filed_on, Filing.failed_on)
        .join(ActivityReport, ActivityReport.id == Filing.report_id)
        .where(ActivityReport.duty_id == duty.id)
    )
    district = select(Organization.district_code).where(Organization.id == duty.organization_id).scalar_subquery()
    for_all = (Relief.period_id == duty.period_id) & or_(Relief.district_code == "", Relief.district_code == district)
    reliefs = select(Relief.kind, Relief.decided_on, Relief.until).where(or_(Relief.duty_id == duty.id, for_all))
    grace = duty.period.grace_days if duty.period else 0
    filed = tuple(db.session.execute(filings).tuples().all())
    if duty.period_id is None and duty.settled_on is not None:
        filed = ((duty.settled_on, None),)  # other kinds are settled by the register, not by a filing
    return states.Facts(
        duty.opens_on, duty.due_on, grace, filed,
        tuple(states.Relief(*row) for row in db.session.execute(reliefs)), duty.set_aside_on,
    )  # fmt: skip


def refresh(duty: Duty) -> None:
    """Write a duty's present columns anew. Call inside a transaction, after its filings and reliefs are flushed."""
    db.session.flush()
    facts, today = facts_of(duty), clock.today()
    duty.until, duty.extended = states.last_day(facts, today)
    duty.exempt_on = states.exempt_on(facts, today)
    duty.settled_on = states.settled_on(facts.filings, today)
