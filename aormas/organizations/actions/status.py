"""The status of an organisation: the office's decisions, and what its facts say, computed anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.organizations import rules
from aormas.organizations.actions.changing import begin, kept
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import BoardTerm, LegalBasis, Organization, StatusDecision
from aormas.organizations.queries.joining import joined_by
from aormas.organizations.queries.merging import standing_in
from aormas.organizations.rules.status import GONE

CIRCLE = "%(name)s joined this organisation itself, directly or through others. Take that decision back first, or name another one."


def settle(row: Organization) -> None:
    """Compute an organisation's status anew from its facts."""
    term, basis, decision = row.present_term, row.present_basis, row.present_decision
    found = rules.status(
        decided=decision.status if decision else None,
        decided_on=decision.since if decision else None,
        term_end=term.until if term else None,
        basis_until=basis.valid_until if basis else None,
        today=clock.today(),
    )
    row.status, row.status_since = found.code, found.since
    row.status_reason = decision.reason if decision and found.code in rules.DECIDED else ""


@transaction
def settle_all() -> None:
    """Compute every status anew: the daily round, since terms end by themselves."""
    today = clock.today()
    ended = select(BoardTerm.organization_id).where(BoardTerm.ended_on.is_(None), BoardTerm.until < today)
    lapsed = select(LegalBasis.organization_id).where(LegalBasis.until.is_(None), LegalBasis.valid_until < today)
    statement = select(Organization).where(
        or_(
            and_(Organization.status == rules.ACTIVE, Organization.id.in_(ended.union(lapsed))),
            and_(Organization.status == rules.TERM_ENDED, Organization.id.in_(lapsed)),
        )
    )
    for row in db.session.scalars(statement):
        settle(row)


@transaction
def decide_status(
    row: Organization, status: str, *, since: date, reason: str, source: str, by: Any, paper: StoredFile | None = None,
    successor: Organization | None = None, successor_name: str = "", town: str = "",
) -> StatusDecision | None:  # fmt: skip
    """Note that an organisation is inactive, dissolved, joined with another or moved, or ("aktif") that it is none of these.

    `reason` is shown to everyone. Who was joined is a `successor` of this register, or one elsewhere by name; who moved says the
    `town`. Raises `Invalid` for a day to come or before the decision that it replaces, or for a fate that cannot be; `Conflict`
    when nothing would change.
    """
    by.must("organization.decide")
    must_stand(row)
    for one in sorted([row, *([successor] if successor else [])], key=lambda one: one.id):
        lock(one)
    present = row.present_decision
    _refuse_day(present, since)
    if (wrong := rules.check_fate(status, joined=bool(successor or successor_name), town=town)) is not None:
        raise Invalid(wrong[1], field=wrong[0])
    joined = _joined(row, successor, since) if successor else None
    if present is None and status == rules.ACTIVE:
        raise Conflict(
            "No decision stands against this organisation; its status follows from its board and legal basis."
        )
    change = begin("decision", source=source, by=by, since=since, file_id=kept(paper))
    if present:
        change.end(present)
    made = None
    if status != rules.ACTIVE:
        made = StatusDecision(
            status=status, reason=reason, successor=joined, successor_name="" if joined else successor_name, town=town,
            **change.stamp(),
        )  # fmt: skip
        row.decisions.append(made)
    db.session.flush()
    settle(row)
    row.updated_at = clock.now()
    audit.record(by, "organization.status_decided", row, status=status, since=since, source=source)
    return made


def _refuse_day(present: StatusDecision | None, since: date) -> None:
    if since > clock.today():
        raise Invalid("This day has not come yet.", field="since")
    if present and present.since and since < present.since:
        raise Invalid(
            "The present decision holds since %(date)s; choose that day or a later one.",
            field="since",
            date=present.since,
        )


def _joined(row: Organization, successor: Organization, since: date) -> Organization:
    """Return the organisation that was joined, a merged record by what stands for it; raises `Invalid` for one that cannot be."""
    into = standing_in(successor)
    if into.id == row.id:
        raise Invalid("An organisation cannot join itself. Name the one that it joined.", field="successor")
    if into.withdrawn_at is not None:
        raise Invalid("%(name)s is not in the register any more.", field="successor", name=into.name)
    if row.id in joined_by(into):
        raise Invalid(CIRCLE, field="successor", name=into.name)
    fate = into.present_decision
    if fate and fate.status in GONE and (fate.since is None or fate.since <= since):
        raise Invalid(
            "%(name)s was gone itself on that day (%(status)s). Choose an earlier day, or name another organisation.",
            field="successor", name=into.name, status=fate.status,
        )  # fmt: skip
    return into
