"""Opening duties: by the daily round, which may miss days and run twice, and by what happens."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, cast

from sqlalchemy import Table, and_, func, insert, or_, select, update

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.core.identifiers import slug
from aormas.letters.models import Letter
from aormas.organizations.models import Organization, Representative
from aormas.organizations.queries import expiry
from aormas.organizations.rules import confirming
from aormas.organizations.rules.status import GONE
from aormas.reporting import seeds
from aormas.reporting.actions import periods
from aormas.reporting.models import Duty, Period, Relief
from aormas.reporting.rules import kinds, states
from aormas.reporting.rules import periods as rules

WATCHED = (kinds.BOARD, kinds.BASIS, kinds.LETTER)
PIECE = 5000  # rows in one statement
ROWS = cast(Table, Duty.__table__)  # written without the session's care for each row


@transaction
def daily() -> None:
    """Bring all duties up to today. Doing it again, or not at all for days, changes no state."""
    seeds.ensure()
    today = clock.today()
    periods.open_until(today)
    for period in db.session.scalars(select(Period).where(Period.closes_on >= today).order_by(Period.starts_on)):
        _open_reports(period)
    _watch(today)
    _confirmations(today)
    _set_aside_gone(today)


def standing() -> Any:
    """Return the condition that an organisation is in the register and still there."""
    return and_(Organization.listed, Organization.status.not_in(sorted(GONE)))


def _open_reports(period: Period, organization_id: int | None = None) -> None:
    """Open the semester report of everybody who owes it and has no duty for it yet."""
    over = datetime.combine(period.ends_on + timedelta(days=1), time(), clock.zone())
    there = select(Duty.id).where(
        Duty.kind == kinds.SEMESTER, Duty.key == period.code, Duty.opened_for == Organization.id
    )
    statement = (
        select(Organization.id, Organization.created_at, Organization.district_code)
        .where(standing(), Organization.created_at < over, ~there.exists())
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
        _insert(report_row(number, period, given, district) for number, district in owing)


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
        **_row(number, kinds.SEMESTER, period.code, period.ends_on + timedelta(days=1), period.due_on),
        "period_id": period.id, "until": until, "extended": until > plain,
        "exempt_on": min((on for kind, on, _day in mine if kind == states.EXEMPTION), default=None),
    }  # fmt: skip


def _row(number: int, kind: str, key: str, opens_on: date, due_on: date, title: str = "") -> dict[str, Any]:
    return {
        "organization_id": number, "opened_for": number, "kind": kind, "key": key[:60], "title": title[:160], "opens_on": opens_on,
        "due_on": due_on, "until": due_on, "extended": False, "opened_on": clock.today(), "set_aside_why": "",
        "period_id": None, "exempt_on": None,
    }  # fmt: skip


def _insert(rows: Iterable[dict[str, Any]]) -> None:
    made = list(rows)
    for start in range(0, len(made), PIECE):
        db.session.execute(insert(ROWS), made[start : start + PIECE])


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


def _watch(today: date) -> None:
    """Open a duty for each board, basis and letter that ends within ninety days or has ended, and settle what was renewed."""
    ends = {
        (one.organization_id, one.kind, key_of(one.ends_on, one.title)): one
        for one in expiry.endings(today)
        if one.kind in WATCHED
    }
    known = {
        (duty.organization_id, duty.kind, duty.key): duty
        for duty in db.session.execute(
            select(Duty.id, Duty.organization_id, Duty.kind, Duty.key, Duty.settled_on, Duty.set_aside_on).where(
                Duty.kind.in_(WATCHED)
            )
        )
    }
    ahead = timedelta(days=kinds.WATCHED_AHEAD)
    _insert(
        _row(number, kind, key, one.ends_on - ahead, one.ends_on, one.title)
        for (number, kind, key), one in ends.items()
        if (number, kind, key) not in known
    )
    back = [duty.id for at, duty in known.items() if at in ends and duty.settled_on is not None]
    _update(back, settled_on=None)
    gone = [
        duty for at, duty in known.items() if at not in ends and duty.settled_on is None and duty.set_aside_on is None
    ]
    _settle(gone)


def key_of(ends_on: date, title: str = "") -> str:
    """Return the key of something that ends: its day, and which letter it is."""
    return f"{ends_on.isoformat()} {slug(title)}".strip()[:60]


def _update(numbers: list[int], **values: Any) -> None:
    for start in range(0, len(numbers), PIECE):
        db.session.execute(update(Duty).where(Duty.id.in_(numbers[start : start + PIECE])).values(**values))


def _settle(duties: list[Any]) -> None:
    """Write since when something that ended is renewed: the day on which the register last changed, or a letter was signed."""
    if not duties:
        return
    numbers = sorted({duty.organization_id for duty in duties})
    changed: dict[int, date] = {}
    signed: dict[int, date] = {}
    for start in range(0, len(numbers), PIECE):
        piece = numbers[start : start + PIECE]
        for number, moment in db.session.execute(
            select(Organization.id, Organization.updated_at).where(Organization.id.in_(piece), standing())
        ):
            changed[number] = clock.day_of(moment)
        latest = select(Letter.organization_id, func.max(Letter.signed_on)).where(
            Letter.organization_id.in_(piece), Letter.state == "signed"
        )
        signed.update(
            (int(number or 0), day)
            for number, day in db.session.execute(latest.group_by(Letter.organization_id))
            if day
        )
    for duty in duties:
        day = signed.get(duty.organization_id) if duty.kind == kinds.LETTER else changed.get(duty.organization_id)
        if day is not None:
            _update([duty.id], settled_on=day)


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
    for number, confirmed_on, opened_at in db.session.execute(statement.where(standing())):
        due = confirming.due_on(confirmed_on, clock.day_of(opened_at))
        confirmed[number] = confirmed_on
        if due - today <= confirming.AHEAD and (number, due.isoformat()) not in known:
            opened.append(_row(number, kinds.CONFIRMATION, due.isoformat(), due - confirming.AHEAD, due))
    _insert(opened)
    for (number, _key), duty in known.items():
        day = confirmed.get(number)
        if duty.settled_on is None and day is not None and day >= duty.opens_on:
            _update([duty.id], settled_on=day)


def _set_aside_gone(today: date) -> None:
    """Let duties rest that came due after an organisation was gone, and take them up again when it is back."""
    since = select(func.coalesce(Organization.status_since, today)).where(Organization.id == Duty.organization_id)
    gone = select(Organization.id).where(Organization.status.in_(sorted(GONE)))
    back = select(Organization.id).where(standing())
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


def letter_signed(letter: Any) -> None:
    """Settle the duty of a letter that ends when a new one is signed. Call inside a transaction."""
    if letter.organization_id is not None:
        db.session.execute(
            update(Duty)
            .where(
                Duty.organization_id == letter.organization_id, Duty.kind == kinds.LETTER, Duty.settled_on.is_(None),
                Duty.title == letter.type.title,
            )
            .values(settled_on=letter.signed_on)
        )  # fmt: skip
