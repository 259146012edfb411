"""Opening duties: by the daily round, which may miss days and run twice, and by what happens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.organizations.models import Organization, Representative
from aormas.organizations.rules import confirming
from aormas.organizations.rules.status import GONE
from aormas.reporting import seeds
from aormas.reporting.actions import duty_rows, periods, watching
from aormas.reporting.models import Duty, Period, Relief
from aormas.reporting.rules import kinds, states
from aormas.reporting.rules import periods as rules


@transaction
def daily() -> None:
    """Bring all duties up to today. Doing it again, or not at all for days, changes no state."""
    seeds.ensure()
    today = clock.today()
    periods.open_until(today)
    for period in db.session.scalars(select(Period).where(Period.closes_on >= today).order_by(Period.starts_on)):
        _open_reports(period)
    watching.watch(today)
    _confirmations(today)
    _set_aside_gone(today)


def _open_reports(period: Period, organization_id: int | None = None) -> None:
    """Open the semester report of everybody who owes it and has no duty for it yet."""
    over = datetime.combine(period.ends_on + timedelta(days=1), time(), clock.zone())
    there = select(Duty.id).where(
        Duty.kind == kinds.SEMESTER, Duty.key == period.code, Duty.opened_for == Organization.id
    )
    statement = (
        select(Organization.id, Organization.created_at, Organization.district_code)
        .where(duty_rows.standing(), Organization.created_at < over, ~there.exists())
        .order_by(Organization.id)
    )
    if organization_id is not None:
        statement = statement.where(Organization.id == organization_id)
    owing = [
        (number, district)
        for number, created, district in db.session.execute(statement)
        if rules.owes(clock.day_of(created), period.starts_on, period.ends_on, period.rule.newcomer_days)
    ]
    if owing:
        given = _reliefs(period)
        duty_rows.insert(report_row(number, period, given, district) for number, district in owing)


def _reliefs(period: Period) -> list[tuple[str, str, date, date | None]]:
    """Return (kind, district, decided on, until) of what was granted to everybody for a period."""
    statement = select(Relief.kind, Relief.district_code, Relief.decided_on, Relief.until)
    return list(db.session.execute(statement.where(Relief.period_id == period.id)).tuples())


def report_row(number: int, period: Period, reliefs: list[tuple[str, str, date, date | None]], district: str) -> dict[str, Any]:  # fmt: skip
    """Return the columns of an organisation's duty to report on a period, with what was granted to all."""
    mine = [(kind, on, until) for kind, of, on, until in reliefs if of in ("", district)]
    plain = period.due_on + timedelta(days=period.grace_days)
    until = max([plain, *(day for kind, _on, day in mine if kind == states.EXTENSION and day)])
    return {
        **duty_rows.row(number, kinds.SEMESTER, period.code, period.ends_on + timedelta(days=1), period.due_on),
        "period_id": period.id, "until": until, "extended": until > plain,
        "exempt_on": min((on for kind, on, _day in mine if kind == states.EXEMPTION), default=None),
    }  # fmt: skip


def for_organization(row: Organization) -> None:
    """Open what one organisation owes now (listener of what enters the register). Call inside a transaction."""
    today = clock.today()
    for period in db.session.scalars(select(Period).where(Period.closes_on >= today).order_by(Period.starts_on)):
        _open_reports(period, row.id)


def report_duty(row: Organization, period: Period) -> Duty:
    """Return the duty that a report of an organisation on a period answers.

    Where none was owed one is opened that rests from the start: a report that nobody asked for makes nobody late. Call inside
    a transaction.
    """
    statement = select(Duty).where(
        Duty.organization_id == row.id, Duty.kind == kinds.SEMESTER, Duty.period_id == period.id
    )
    found = db.session.scalars(statement.order_by(Duty.set_aside_on.is_not(None), Duty.id)).first()
    if found is None:
        found = Duty(**report_row(row.id, period, _reliefs(period), row.district_code))
        known_since = clock.day_of(row.created_at)
        if row.status in GONE or not rules.owes(
            known_since, period.starts_on, period.ends_on, period.rule.newcomer_days
        ):
            found.set_aside_on, found.set_aside_why = period.starts_on, "voluntary"
        db.session.add(found)
        db.session.flush()
    return found


def _confirmations(today: date) -> None:
    """Open the yearly confirmation of everybody whose portal is open, thirty days ahead; settle what was confirmed."""
    since = select(Representative.organization_id, func.min(Representative.since).label("since")).group_by(
        Representative.organization_id
    ).subquery()  # fmt: skip
    statement = select(Organization.id, Organization.confirmed_on, since.c.since).join(
        since, since.c.organization_id == Organization.id
    )
    known = {
        (duty.organization_id, duty.key): duty
        for duty in db.session.execute(
            select(Duty.id, Duty.organization_id, Duty.key, Duty.opens_on, Duty.settled_on).where(
                Duty.kind == kinds.CONFIRMATION
            )
        )
    }
    opened, confirmed = [], {}
    for number, confirmed_on, opened_at in db.session.execute(statement.where(duty_rows.standing())):
        due = confirming.due_on(confirmed_on, clock.day_of(opened_at))
        confirmed[number] = confirmed_on
        if due - today <= confirming.AHEAD and (number, due.isoformat()) not in known:
            opened.append(duty_rows.row(number, kinds.CONFIRMATION, due.isoformat(), due - confirming.AHEAD, due))
    duty_rows.insert(opened)
    for (number, _key), duty in known.items():
        day = confirmed.get(number)
        if duty.settled_on is None and day is not None and day >= duty.opens_on:
            duty_rows.change([duty.id], settled_on=day)


def _set_aside_gone(today: date) -> None:
    """Let duties rest that came due after an organisation was gone, and take them up again when it is back."""
    since = select(func.coalesce(Organization.status_since, today)).where(Organization.id == Duty.organization_id)
    gone = select(Organization.id).where(Organization.status.in_(sorted(GONE)))
    back = select(Organization.id).where(duty_rows.standing())
    open_ones = (Duty.settled_on.is_(None)) & (Duty.set_aside_on.is_(None)) & (Duty.until >= since.scalar_subquery())
    db.session.execute(
        update(Duty)
        .where(Duty.organization_id.in_(gone), open_ones)
        .values(set_aside_on=since.scalar_subquery(), set_aside_why="gone"),
        execution_options={"synchronize_session": False},
    )
    db.session.execute(
        update(Duty)
        .where(Duty.organization_id.in_(back), Duty.set_aside_why == "gone")
        .values(set_aside_on=None, set_aside_why=""),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()


def confirmed(organization: Organization) -> None:
    """Settle the yearly confirmation that is open (listener of `organization.confirmed`)."""
    today = clock.today()
    db.session.execute(
        update(Duty)
        .where(
            Duty.organization_id == organization.id, Duty.kind == kinds.CONFIRMATION, Duty.settled_on.is_(None),
            or_(Duty.opens_on <= today, Duty.due_on <= today + confirming.AHEAD),
        )
        .values(settled_on=today)
    )  # fmt: skip


def merged(keep: Organization, away: Organization) -> None:
    """Of two duties of one period let the one rest that was not fulfilled (listener of `organization.merged`)."""
    mine = db.session.scalars(select(Duty).where(Duty.organization_id == keep.id, Duty.set_aside_on.is_(None))).all()
    groups: dict[tuple[str, str], list[Duty]] = {}
    for duty in mine:
        groups.setdefault((duty.kind, duty.key), []).append(duty)
    today = clock.today()
    for same in groups.values():
        ranked = sorted(
            same, key=lambda d: (d.settled_on or date.max, d.exempt_on or date.max, d.opened_for != keep.id)
        )
        for duty in ranked[1:]:
            duty.set_aside_on, duty.set_aside_why = today, "merged"


def unmerged(keep: Organization, away: Organization) -> None:
    """Take up again what rested because of a merge that was taken back (listener of `organization.unmerged`)."""
    db.session.execute(
        update(Duty)
        .where(Duty.opened_for.in_([keep.id, away.id]), Duty.set_aside_why == "merged")
        .values(set_aside_on=None, set_aside_why="")
    )
