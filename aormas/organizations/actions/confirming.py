"""An organisation's own word that its data are right."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit, clock, events
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict
from aormas.organizations.actions.access import must_act_for
from aormas.organizations.models import Confirmation, Organization


@transaction
def confirm(row: Organization, by: User, *, seen: str) -> None:
    """Write down that somebody of the organisation confirmed all its data today; twice on a day is once.

    Raises `Conflict` when the data changed after the page was opened, since then something else would be confirmed.
    """
    must_act_for(row, by)
    if seen != row.updated_at.isoformat():
        raise Conflict("The data were changed since you opened the page. Please read them once more.")
    if row.confirmed_on == clock.today():
        return
    row.confirmed_on = clock.today()
    db.session.add(
        Confirmation(
            organization_id=row.id, confirmed_on=clock.today(), confirmed_at=clock.now(), by_id=by.id, by_name=by.name
        )
    )
    audit.record(by, "organization.confirmed", row)
    events.emit("organization.confirmed", organization=row)
