"""Whether an organisation stands in the register, so that something may be noted of it."""

from __future__ import annotations

from aormas.core import clock
from aormas.core.errors import Conflict
from aormas.organizations.models import Organization


def must_stand(row: Organization) -> None:
    """Raise `Conflict` for an organisation whose entry was taken back: its file is read, never written."""
    if row.withdrawn_at is not None:
        raise Conflict(
            "The entry of this organisation was taken back on %(date)s; it is not in the register, so nothing is noted of it.",
            date=clock.local(row.withdrawn_at).date(),
        )
