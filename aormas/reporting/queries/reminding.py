"""Whom to remind today, by which rule, by what way; and what was sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.organizations.models import BoardMember, BoardTerm, Contact, Organization, Seat
from aormas.organizations.queries.narrowing import present_term
from aormas.organizations.rules.status import GONE
from aormas.reporting.models import ActivityReport, Duty, Filing, Period, Reminder, ReminderRule, ReportRule
from aormas.reporting.queries.states import COLUMNS, state_of
from aormas.reporting.rules import kinds, reminding, states
from aormas.reporting.rules.states import State

FAILED = "failed"
MOBILE = "+628"
OFFICES = ("chair", "secretary")  # whose numbers are used, in this order
village, district = Region.__table__.alias("village"), Region.__table__.alias("district")


@dataclass(frozen=True)
class Due:
    """One organisation to be reminded of one duty today; `village` and `district` are names.

    `rejected_on` is when the office rejected what was sent, if it did.
    """

    duty_id: int
    organization_id: int
    name: str
    register_number: str
    district_code: str
    district: str
    village: str
    kind: str
    title: str
    code: str
    months: int
    state: State
    until: date
    rule: ReminderRule
    channel: str
    reach: reminding.Reach
    rejected_on: date | None = None


def rules() -> list[ReminderRule]:
    """Return the rules that hold, by kind and day."""
    statement = select(ReminderRule).where(ReminderRule.ended_on.is_(None))
    order = list(kinds.KINDS)
    return sorted(db.session.scalars(statement), key=lambda rule: (order.index(rule.kind), rule.days))


def due(today: date, *, mail: bool, kind: str = "", district: str = "", duty: int | None = None) -> list[Due]:
    """Return whom to remind today, one line per organisation, by district, kelurahan and name; eight statements at most.

    `mail` tells whether the office can send e-mail; a kind of duty, a district's code or one duty narrow the list.
    """
    known = rules()
    near = _near(known, today)
    if near is None:
        return []
    near = and_(near, *_narrowed(kind, district, duty))
    by_kind: dict[str, list[ReminderRule]] = {}
    for rule in known:
        by_kind.setdefault(rule.kind, []).append(rule)
    used, last = _sent(near)
    reach = _reach(near)
    found: dict[int, Due] = {}
    for row in db.session.execute(_duties(near)):
        state = state_of(row, today)
        if row.organization_id in found or state.code not in states.OPEN:
            continue
        if reminding.is_quiet(last.get(row.organization_id), today) or _answered(row, today):
            continue
        chosen = _rule(by_kind.get(row.kind, []), row.until, today, used.get(row.id, []))
        if chosen is not None:
            found[row.organization_id] = _line(row, state, chosen, reach.get(row.organization_id), mail)
    return sorted(found.values(), key=lambda one: (one.district, one.village, one.name.casefold()))


def _answered(row: Any, today: date) -> bool:
    return reminding.is_answered(row.rejected_on, row.answer_due_on is not None, today)


def _narrowed(kind: str, code: str, duty: int | None) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [Duty.kind == kind] if kind else []
    if code:
        there = select(Organization.id).where(Organization.district_code == code)
        wanted.append(Duty.organization_id.in_(there))
    if duty is not None:
        wanted.append(Duty.id == duty)
    return wanted


def _near(known: Iterable[ReminderRule], today: date) -> ColumnElement[bool] | None:
    """Return the condition that a duty's last day is so near that a rule may remind of it today."""
    days: defaultdict[str, list[int]] = defaultdict(list)
    for rule in known:
        days[rule.kind].append(rule.days)
    spans = [
        and_(
            Duty.kind == kind, Duty.until >= today - timedelta(days=max(of) + reminding.STALE),
            Duty.until <= today - timedelta(days=min(of)),
        )
        for kind, of in days.items()
    ]  # fmt: skip
    if not spans:
        return None
    return and_(or_(*spans), Duty.settled_on.is_(None), Duty.set_aside_on.is_(None), Duty.exempt_on.is_(None))


def _duties(near: ColumnElement[bool]) -> Select[Any]:
    """Return the duties with what a line shows of them: semester reports first, then the nearest day."""
    rejected = select(func.max(Filing.failed_on)).where(Filing.report_id == ActivityReport.id).scalar_subquery()
    return (
        select(
            Duty.id, Duty.organization_id, Duty.kind, Duty.title, *COLUMNS, Organization.name, Organization.register_number,
            Organization.district_code, district.c.name.label("district"), village.c.name.label("village"), Period.code,
            ReportRule.months, ActivityReport.answer_due_on, rejected.label("rejected_on"),
        )
        .join(Organization, Organization.id == Duty.organization_id)
        .outerjoin(district, district.c.code == Organization.district_code)
        .outerjoin(village, village.c.code == Organization.village_code)
        .outerjoin(Period, Period.id == Duty.period_id)
        .outerjoin(ReportRule, ReportRule.id == Period.rule_id)
        .outerjoin(ActivityReport, ActivityReport.duty_id == Duty.id)
        .where(near, Organization.listed, Organization.status.not_in(sorted(GONE)))
        .order_by(Duty.kind != kinds.SEMESTER, Duty.until.desc(), Duty.id)
    )  # fmt: skip


def _sent(near: ColumnElement[bool]) -> tuple[dict[int, list[tuple[int, date]]], dict[int, date]]:
    """Return (duty → (rule, day) of what was sent of it, organisation → day of the last reminder of anything)."""
    used: defaultdict[int, list[tuple[int, date]]] = defaultdict(list)
    statement = select(Reminder.duty_id, Reminder.rule_id, Reminder.sent_on).join(Duty, Duty.id == Reminder.duty_id)
    for duty, rule, day in db.session.execute(statement.where(near, Reminder.state != FAILED)):
        used[duty].append((rule, day))
    theirs = select(Duty.organization_id).where(near)
    newest = select(Reminder.organization_id, func.max(Reminder.sent_on)).where(
        Reminder.organization_id.in_(theirs), Reminder.state != FAILED
    )
    return dict(used), dict(db.session.execute(newest.group_by(Reminder.organization_id)).tuples().all())


def _rule(known: list[ReminderRule], until: date, today: date, sent: list[tuple[int, date]]) -> ReminderRule | None:
    """Return the rule that is due; one is used when its reminder, or any on or after its day, was sent: new words are no new rule."""
    used = frozenset(
        rule.id
        for rule in known
        if any(number == rule.id or day >= until + timedelta(days=rule.days) for number, day in sent)
    )
    plain = [reminding.Rule(rule.id, rule.days, tuple(rule.channels.split(","))) for rule in known]
    chosen = reminding.due_rule(plain, until, today, used)
    return next((rule for rule in known if chosen is not None and rule.id == chosen.id), None)


def _line(row: Any, state: State, rule: ReminderRule, reach: reminding.Reach | None, mail: bool) -> Due:
    reach = reach or reminding.Reach()
    way = reminding.channel(reminding.Rule(rule.id, rule.days, tuple(rule.channels.split(","))), reach, mail=mail)
    return Due(
        row.id, row.organization_id, row.name, row.register_number, row.district_code, row.district or "", row.village or "", row.kind,
        row.title, row.code or "", row.months or 6, state, row.until, rule, way, reach, row.rejected_on,
    )  # fmt: skip


def _reach(near: ColumnElement[bool]) -> dict[int, reminding.Reach]:
    """Return by what each organisation can be reached, in three statements; what is known to be dead is left out."""
    theirs = select(Duty.organization_id).where(near)
    phones: defaultdict[int, list[str]] = defaultdict(list)
    mails: dict[int, str] = {}
    dead: defaultdict[int, set[str]] = defaultdict(set)
    contacts = select(Contact.organization_id, Contact.kind, Contact.value, Contact.reachable).where(
        Contact.organization_id.in_(theirs), Contact.until.is_(None), Contact.kind.in_(("phone", "email"))
    )
    own = db.session.execute(contacts.order_by(Contact.id)).all()
    for number, _kind, value, alive in own:
        if not alive:
            dead[number].add(value)
    people: dict[tuple[int, str], str] = {}
    for number, person, phone, mail in _board(theirs):
        people.setdefault((number, phone), person)
        people.setdefault((number, ""), person)  # the chair, when a number is nobody's own
        if phone and phone not in dead[number]:
            phones[number].append(phone)
        if mail and mail not in dead[number]:
            mails.setdefault(number, mail)
    for number, kind, value, alive in own:
        if alive and kind == "phone":
            phones[number].append(value)
        elif alive:
            mails[number] = value  # the organisation's own address goes before the chair's
    seats = select(Seat.organization_id, Seat.address).where(Seat.organization_id.in_(theirs), Seat.until.is_(None))
    addresses = dict(db.session.execute(seats).tuples().all())
    return {
        number: reminding.Reach(
            next((one for one in phones.get(number, []) if one.startswith(MOBILE)), ""), mails.get(number, ""),
            addresses.get(number, ""), *_asked_for(number, next(iter(phones.get(number, [])), ""), people),
        )
        for number in {*phones, *mails, *addresses}
    }  # fmt: skip


def _asked_for(number: int, phone: str, people: dict[tuple[int, str], str]) -> tuple[str, str]:
    """Return a phone and whom to ask for there."""
    return phone, people.get((number, phone)) or people.get((number, ""), "")


def _board(theirs: Select[Any]) -> list[tuple[int, str, str, str]]:
    """Return (organisation, name, phone, e-mail) of the present chairs, then of the secretaries."""
    statement = (
        select(Organization.id, BoardMember.name, BoardMember.phone, BoardMember.email)
        .join(BoardTerm, BoardTerm.id == present_term())
        .join(BoardMember, BoardMember.term_id == BoardTerm.id)
        .where(Organization.id.in_(theirs), BoardMember.office.in_(OFFICES))
        .order_by(BoardMember.office, BoardMember.position, BoardMember.id)
    )
    return list(db.session.execute(statement).tuples())


def line_of(duty: Duty, today: date, *, mail: bool) -> Due | None:
    """Return whether an organisation is to be reminded of a duty today, and how."""
    found = due(today, mail=mail, duty=duty.id)
    return found[0] if found else None


def reach_of(organization_id: int) -> reminding.Reach:
    """Return by what one organisation can be reached."""
    return _reach(Duty.organization_id == organization_id).get(organization_id, reminding.Reach())
