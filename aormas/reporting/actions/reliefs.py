"""More time and exemptions: asked for by an organisation, or given to all; the division head decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update

from aormas.core import audit, clock, events
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.holidays import calendar
from aormas.organizations.actions.access import must_act_for
from aormas.organizations.models import Organization
from aormas.reporting.actions import condensing
from aormas.reporting.models import Duty, Period, Relief, ReliefRequest
from aormas.reporting.rules import kinds
from aormas.reporting.rules.states import EXEMPTION, EXTENSION

OPEN, GRANTED, REFUSED, WITHDRAWN = "open", "granted", "refused", "withdrawn"
ANSWER_DAYS = 5  # working days in which a request is decided (UU 30/2014 art. 53 for decisions in general)
LONGEST = 366  # days that an extension may last, from the due day or from today when that has passed


@transaction
def ask(
    organization: Organization, duty: Duty, kind: str, *, until: date | None, reason: str, by: Any, client_id: str
) -> ReliefRequest:  # fmt: skip
    """Ask for more time or an exemption; the same `client_id` is one request.

    Raises `Invalid` without a reason or with a day that helps nothing, `Conflict` when the duty is fulfilled or a request
    waits already.
    """
    must_act_for(organization, by)
    known = db.session.scalar(select(ReliefRequest).where(ReliefRequest.client_id == client_id))
    if known is not None:
        return known
    _must_be_askable(duty, organization)
    check(duty, kind, until, reason)
    request = ReliefRequest(
        duty=duty, kind=kind, wanted_until=until if kind == EXTENSION else None, reason=reason.strip(), asked_at=clock.now(),
        asked_by_id=by.id, asked_by=by.name, answer_due_on=calendar().add(clock.today(), ANSWER_DAYS), client_id=client_id,
    )  # fmt: skip
    db.session.add(request)
    audit.record(by, "relief.asked", request, duty=duty.label)
    return request


def _must_be_askable(duty: Duty, organization: Organization) -> None:
    lock(duty)
    if duty.organization_id != organization.id or duty.kind != kinds.SEMESTER:
        raise Conflict("More time can only be asked for a report of your own organisation.")
    if duty.settled_on is not None:
        raise Conflict("This report was sent already; no more time is needed.")
    waiting = select(ReliefRequest.id).where(ReliefRequest.duty_id == duty.id, ReliefRequest.state == OPEN)
    if db.session.scalar(waiting.limit(1)):
        raise Conflict("A request for this report waits for its answer already.")


def check(duty: Duty | Period, kind: str, until: date | None, reason: str) -> None:
    """Raise `Invalid` for an unknown kind, a missing reason, or a day that helps nothing."""
    if kind not in (EXTENSION, EXEMPTION):
        raise Invalid("Choose what is asked for.", field="kind")
    if not reason.strip():
        raise Invalid("Write the reason.", field="reason")
    if kind == EXTENSION:
        _check_day(duty, until)


def _check_day(duty: Duty | Period, until: date | None) -> None:
    present = duty.until if isinstance(duty, Duty) else duty.due_on
    if until is None:
        raise Invalid("Write until which day.", field="until")
    if until <= present or until < clock.today():
        raise Invalid(
            "The report is awaited until %(present)s; choose a later day that is still to come.",
            field="until",
            present=present,
        )
    if (until - max(duty.due_on, clock.today())).days > LONGEST:
        raise Invalid("This is more than a year ahead. Choose an earlier day.", field="until")


@transaction
def withdraw(organization: Organization, request: ReliefRequest, by: Any) -> None:
    """Take a request back that was not answered yet."""
    must_act_for(organization, by)
    lock(request)
    if request.duty.organization_id != organization.id or request.state != OPEN:
        raise Conflict("This request was answered already.")
    request.state = WITHDRAWN
    audit.record(by, "relief.withdrawn", request)


@transaction
def decide(request: ReliefRequest, granted: bool, *, until: date | None, answer: str, by: Any) -> None:
    """Grant or refuse a request. Raises `Invalid` for a refusal without a word why, `Conflict` when it was answered."""
    by.must("report.relief")
    lock(request)
    if request.state != OPEN:
        raise Conflict("This request was answered already.")
    if not granted and not answer.strip():
        raise Invalid("Write why not; the organisation reads it.", field="answer")
    lock(request.duty)
    if granted:
        check(request.duty, request.kind, until, request.reason)
        _grant(request.kind, until, request.reason, by, duty=request.duty, request=request)
        condensing.refresh(request.duty)
    request.state, request.answer = GRANTED if granted else REFUSED, answer.strip()
    request.decided_at, request.decided_by = clock.now(), by.name
    audit.record(by, f"relief.{request.state}", request, duty=request.duty.label, until=until)
    events.emit("relief.decided", request=request)


def _grant(kind: str, until: date | None, reason: str, by: Any, **what: Any) -> Relief:
    made = Relief(
        kind=kind, until=until if kind == EXTENSION else None, reason=reason.strip(), decided_on=clock.today(),
        decided_at=clock.now(), decided_by_id=by.id, decided_by=by.name,
        request_id=what["request"].id if what.get("request") else None,
        **{name: value for name, value in what.items() if name != "request"},
    )  # fmt: skip
    db.session.add(made)
    return made


@transaction
def grant(duty: Duty, kind: str, *, until: date | None, reason: str, by: Any, client_id: str) -> Relief:
    """Give one organisation more time, or exempt it, without a request. Raises `Invalid` and `Conflict`."""
    by.must("report.relief")
    known = db.session.scalar(select(Relief).where(Relief.client_id == client_id))
    if known is not None:
        return known
    lock(duty)
    if duty.settled_on is not None:
        raise Conflict("This report was sent already; no more time is needed.")
    check(duty, kind, until, reason)
    made = _grant(kind, until, reason, by, duty=duty, client_id=client_id)
    condensing.refresh(duty)
    audit.record(by, "relief.given", duty, kind=kind, until=until)
    return made


@transaction
def grant_all(
    period: Period, kind: str, *, until: date | None, reason: str, notice: str, district: str, by: Any, client_id: str
) -> Relief:  # fmt: skip
    """Give everybody (of a district) more time for a period, or exempt them, with a notice that everybody reads.

    Raises `Invalid`; the same `client_id` is one decision.
    """
    by.must("report.relief")
    known = db.session.scalar(select(Relief).where(Relief.client_id == client_id))
    if known is not None:
        return known
    lock(period)
    check(period, kind, until, reason)
    if not notice.strip():
        raise Invalid("Write the notice; everybody reads it on the first page.", field="notice")
    made = _grant(
        kind, until, reason, by, period=period, district_code=district, notice=notice.strip(), client_id=client_id
    )
    _spread(period, made)
    audit.record(by, "relief.given_to_all", period, kind=kind, until=until, district=district)
    return made


def _spread(period: Period, relief: Relief) -> None:
    """Write a relief for all into the duties that are open, in one statement."""
    theirs = update(Duty).where(Duty.period_id == period.id)
    if relief.district_code:
        there = select(Organization.id).where(Organization.district_code == relief.district_code)
        theirs = theirs.where(Duty.organization_id.in_(there))
    if relief.kind == EXTENSION:
        theirs = theirs.where(Duty.until < relief.until).values(until=relief.until, extended=True)
    else:
        theirs = theirs.where(Duty.exempt_on.is_(None)).values(exempt_on=relief.decided_on)
    db.session.execute(theirs, execution_options={"synchronize_session": False})
    db.session.flush()
    db.session.expire_all()
