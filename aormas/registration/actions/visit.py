"""Field visits: planned, then recorded with what was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.registration.actions.review import must_be_in
from aormas.registration.models import Application, Visit, VisitPhoto
from aormas.registration.rules import visits

WHILE = ("submitted", "in_review", "awaiting_correction", "recommended", "approved")


@transaction
def plan(application: Application, by: User, *, on: date, time: str, officers: str) -> Visit:
    """Plan a visit: the day, the hour (may be empty), who goes (one a line)."""
    by.must("visit.record")
    must_be_in(application, *WHILE)
    if on < clock.today():
        raise Invalid("A visit is planned for today or a later day.", field="planned_on")
    if not officers:
        raise Invalid("Write who goes, one name a line.", field="officers")
    visit = Visit(application_id=application.id, planned_on=on, planned_time=time, officers=officers)
    db.session.add(visit)
    audit.record(by, "visit.planned", visit, case=application.reference, on=on)
    return visit


@transaction
def record(
    visit: Visit,
    by: User,
    *,
    on: date,
    people_met: str,
    findings: Mapping[str, str],
    notes: str,
    conclusion: str,
    photos: Sequence[StoredFile] = (),
) -> None:
    """Record what a visit found (Berita Acara); raises `Conflict` when it was recorded before."""
    by.must("visit.record")
    lock(visit)
    if visit.recorded_at is not None:
        raise Conflict("This visit was recorded before. Nothing was changed.")
    if on > clock.today():
        raise Invalid("This date lies in the future. Check the year.", field="conducted_on")
    if conclusion not in visits.CONCLUSIONS:
        raise Invalid("Choose what the visit concluded.", field="conclusion")
    visit.conducted_on, visit.people_met, visit.notes, visit.conclusion = on, people_met, notes, conclusion
    visit.findings = {code: text for code, text in findings.items() if text}
    visit.recorded_by_id, visit.recorded_at = by.id, clock.now()
    for file in photos:
        db.session.add(file)
        db.session.flush()
        db.session.add(VisitPhoto(visit_id=visit.id, file_id=file.id))
    audit.record(by, "visit.recorded", visit, case=visit.application.reference, conclusion=conclusion)
