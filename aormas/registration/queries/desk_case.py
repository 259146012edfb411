"""One case with all that its page at the desk shows, in a fixed number of statements."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from aormas.core.database import db
from aormas.core.regions import Region
from aormas.letters.models import Letter
from aormas.registration.models import Application, Attachment, Decision, Finding, ServiceVersion, Visit


def load(application: Application) -> Application:
    """Read a case anew with papers, verdicts, spans, steps, visits and letter."""
    statement = (
        select(Application)
        .where(Application.id == application.id)
        .options(
            joinedload(Application.version).options(
                joinedload(ServiceVersion.service),
                selectinload(ServiceVersion.requirements),
                selectinload(ServiceVersion.reasons),
            ),
            joinedload(Application.organization),
            joinedload(Application.letter).options(joinedload(Letter.entry), joinedload(Letter.type)),
            joinedload(Application.assigned_to),
            joinedload(Application.filed_by),
            selectinload(Application.attachments).options(
                joinedload(Attachment.file), joinedload(Attachment.requirement)
            ),
            selectinload(Application.findings).joinedload(Finding.by),
            selectinload(Application.spans),
            selectinload(Application.decisions).joinedload(Decision.by),
            selectinload(Application.visits).joinedload(Visit.recorded_by),
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(statement).one()


def place(code: str) -> str:
    """Return `Kel. Mayangan, Kec. Mayangan` for a village's code; empty for an unknown one."""
    if not code:
        return ""
    district = Region.__table__.alias()
    statement = (
        select(Region.name, district.c.name).join(district, district.c.code == Region.parent).where(Region.code == code)
    )
    row = db.session.execute(statement).first()
    return f"Kel. {row[0]}, Kec. {row[1]}" if row else ""
