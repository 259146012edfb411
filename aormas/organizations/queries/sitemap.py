"""The addresses of the public profiles, in parts, for search engines."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import Organization

PER_PART = 4_900  # with the other pages a part stays below 5,000 addresses


def parts() -> int:
    """Return how many parts there are, one at least."""
    count = db.session.scalar(select(func.count(Organization.id)).where(Organization.listed)) or 0
    return max(1, -(-count // PER_PART))


def changed(part: int) -> list[tuple[str, date]]:
    """Return (slug, day of the last change) of a part's organisations, the oldest first."""
    columns = select(Organization.slug, Organization.updated_at).where(Organization.listed)
    statement = columns.order_by(Organization.id).limit(PER_PART).offset((part - 1) * PER_PART)
    return [(slug, clock.day_of(moment)) for slug, moment in db.session.execute(statement)]
