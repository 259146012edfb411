"""The status of an organisation: the office's decisions, and what its facts say, computed anew."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select

from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.organizations import rules
from aormas.organizations.actions.changing import begin, kept
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.models import BoardTerm, LegalBasis, Organization, StatusDecision


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
    row: Organization, status: str, *, since: date, reason: str, source: str, by: Any, paper: StoredFile | None = None
) -> StatusDecision | None:  # fmt: skip
    """Note that an organisation is inactive, dissolved, joined with another or moved, or ("aktif") that it is none of these.

    `reason` is shown to everyone. Raises `Invalid` for a day to come or before the decision that it replaces,
    `Conflict` when nothing would change.
    """
    by.must("organization.decide")
    must_stand(row)
    present = row.present_decision
    if since > clock.today():
        raise Invalid("This day has not come yet.", field="since")
    if present and present.since and since < present.since:
        raise Invalid(
            "The present decision holds since %(date)s; choose that day or a later one.",
            field="since",
            date=present.since,
        )
    if present is None and status == rules.ACTIVE:
        raise Conflict(
            "No decision stands against this organisation; its status follows from its board and legal basis."
        )
    change = begin("decision", source=source, by=by, since=since, file_id=kept(paper))
    if present:
        change.end(present)
    made = None
    if status != rules.ACTIVE:
        made = StatusDecision(status=status, reason=reason, **change.stamp())
        row.decisions.append(made)
    db.session.flush()
    settle(row)
    row.updated_at = clock.now()
    audit.record(by, "organization.status_decided", row, status=status, since=since, source=source)
    return made
