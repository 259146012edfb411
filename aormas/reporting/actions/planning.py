"""Plans of an organisation, and announcing them to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.actions.access import must_act_for
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import Organization
from aormas.reporting.models import PlannedActivity

FIELDS = ("title", "subject", "starts_on", "ends_on", "hours", "place", "audience", "announced")
FAR = 730  # days ahead


@transaction
def save(
    organization: Organization, plan: PlannedActivity | None, values: Mapping[str, Any], by: Any, *, client_id: str
) -> PlannedActivity:  # fmt: skip
    """Write a plan down, or change it; announced ones stand in the public calendar. The same `client_id` is one plan.

    Raises `Invalid` for a day that has passed or lies too far ahead, and for announcing without a place.
    """
    must_act_for(organization, by)
    must_stand(organization)
    _check(values)
    if plan is None:
        plan = db.session.scalar(select(PlannedActivity).where(PlannedActivity.client_id == client_id))
        if plan is not None:
            return plan
        plan = PlannedActivity(
            organization_id=organization.id, client_id=client_id, added_at=clock.now(), added_by=by.name,
            title=values["title"], starts_on=values["starts_on"],
        )  # fmt: skip
        db.session.add(plan)
    else:
        lock(plan)
        if plan.organization_id != organization.id or plan.cancelled_at is not None:
            raise Conflict("This plan was given up already.")
    for name in FIELDS:
        if name in values:
            setattr(plan, name, values[name])
    db.session.flush()
    audit.record(by, "plan.saved", plan, announced=plan.announced)
    return plan


def _check(values: Mapping[str, Any]) -> None:
    starts, ends, today = values.get("starts_on"), values.get("ends_on"), clock.today()
    if not str(values.get("title") or "").strip():
        raise Invalid("Write in a few words what it will be.", field="title")
    if starts is None:
        raise Invalid("Write the day of the activity.", field="starts_on")
    if starts < today and (ends is None or ends < today):
        raise Invalid("This day has passed. Write it down as an activity instead.", field="starts_on")
    if (starts - today).days > FAR:
        raise Invalid("This is more than two years ahead. Please check the year.", field="starts_on")
    if ends is not None and ends < starts:
        raise Invalid("The last day lies before the first one.", field="ends_on")
    if values.get("announced") and not str(values.get("place") or "").strip():
        raise Invalid("Write the place, so that people can come.", field="place")


@transaction
def cancel(organization: Organization, plan: PlannedActivity, by: Any) -> None:
    """Give a plan up; in the public calendar it is shown as cancelled until its day has passed."""
    must_act_for(organization, by)
    lock(plan)
    if plan.organization_id == organization.id and plan.cancelled_at is None:
        plan.cancelled_at = clock.now()
        audit.record(by, "plan.cancelled", plan)


@transaction
def hide(plan: PlannedActivity, why: str, by: Any) -> None:
    """Take an announcement out of the public calendar, with a reason that the organisation reads. Raises `Invalid`."""
    by.must("report.review")
    if not why.strip():
        raise Invalid("Write why; the organisation reads it.", field="why")
    lock(plan)
    plan.hidden_at, plan.hidden_why = clock.now(), why.strip()[:300]
    audit.record(by, "plan.hidden", plan)


@transaction
def show(plan: PlannedActivity, by: Any) -> None:
    """Put an announcement back into the public calendar."""
    by.must("report.review")
    lock(plan)
    plan.hidden_at, plan.hidden_why = None, ""
    audit.record(by, "plan.shown", plan)
