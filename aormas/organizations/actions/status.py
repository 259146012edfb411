"""The status of an organisation, computed anew from its facts and the office's decisions."""

from __future__ import annotations

from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.organizations import rules
from aormas.organizations.models import BoardTerm, LegalBasis, Organization


def settle(row: Organization) -> None:
    """Compute an organisation's status anew from its facts."""
    term, basis = row.present_term, row.present_basis
    found = rules.status(
        decided=row.status if row.status in rules.DECIDED else None,
        decided_on=row.status_since,
        term_end=term.until if term else None,
        basis_until=basis.valid_until if basis else None,
        today=clock.today(),
    )
    row.status, row.status_since = found.code, found.since


@transaction
def settle_all() -> None:
    """Compute every status anew: the daily round, since terms end by themselves."""
    today = clock.today()
    ended = select(BoardTerm.organization_id).where(BoardTerm.ended_on.is_(None), BoardTerm.until < today)
    lapsed = select(LegalBasis.organization_id).where(LegalBasis.until.is_(None), LegalBasis.valid_until < today)
    statement = select(Organization).where(
        Organization.status == rules.ACTIVE, Organization.id.in_(ended.union(lapsed))
    )
    for row in db.session.scalars(statement):
        settle(row)
