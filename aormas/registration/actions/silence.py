"""The daily look at the clocks: due days follow the calendar, and the head is warned before silence becomes consent."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.registration.actions import turns
from aormas.registration.models import Application
from aormas.registration.rules import clocks, stages

TIMED = tuple(stage for stage in stages.OPEN if stages.TURN[stage] in (stages.OFFICE, stages.APPLICANT))


def daily() -> None:
    """Set due days anew where the calendar changed, and warn once of each case whose silence would soon be consent."""
    if db.session.scalar(select(Application.id).where(Application.stage.in_(TIMED)).limit(1)) is not None:
        _round()


@transaction
def _round() -> None:
    wanted = (
        select(Application)
        .where(Application.stage.in_(TIMED))
        .options(selectinload(Application.spans), joinedload(Application.version))
    )
    for application in db.session.scalars(wanted):
        before = application.due_on
        turns.set_due(application)
        if application.due_on != before:
            audit.record("daily round", "application.due_moved", application, before=before, after=application.due_on)
        if application.warned_on is None and is_silent(application):
            application.warned_on = clock.today()
            audit.record("daily round", "application.silence_warned", application, due=application.due_on)


def is_silent(application: Application) -> bool:
    """Tell whether the office's silence on a case will soon count, or counts already, as consent."""
    counts = application.complete_at is not None and application.stage in stages.UNDECIDED
    return counts and clocks.consent_is_near(turns.office_reading(application))
