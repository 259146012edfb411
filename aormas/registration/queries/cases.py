"""Cases as the applicant and the organisation see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.registration.models import Application, Attachment, ServiceVersion

MOST = 100


def by_reference(reference: str) -> Application | None:
    """Return a case with its version, papers and findings, in a fixed number of statements."""
    statement = (
        select(Application)
        .where(Application.reference == reference)
        .options(
            joinedload(Application.version).joinedload(ServiceVersion.service),
            joinedload(Application.version).selectinload(ServiceVersion.requirements),
            selectinload(Application.attachments).joinedload(Attachment.file),
            selectinload(Application.attachments).joinedload(Attachment.requirement),
            selectinload(Application.findings),
        )
    )
    return db.session.scalar(statement)


def of_organization(organization_id: int) -> list[Application]:
    """Return the cases of an organisation, newest first."""
    statement = (
        select(Application)
        .where(Application.organization_id == organization_id)
        .options(joinedload(Application.version).joinedload(ServiceVersion.service))
        .order_by(Application.id.desc())
        .limit(MOST)
    )
    return list(db.session.scalars(statement))


def at_counter(limit: int = 20) -> list[Application]:
    """Return the newest filings of the counter, unsent ones first."""
    statement = (
        select(Application)
        .where(Application.channel == "counter")
        .options(joinedload(Application.version), joinedload(Application.filed_by))
        .order_by(Application.submitted_at.is_not(None), Application.id.desc())
        .limit(limit)
    )
    return list(db.session.scalars(statement))


def skt_file(application: Application) -> StoredFile | None:
    """Return the scan of the SKT of a case that the Ministry granted, if it was recorded."""
    organization = application.organization
    if application.version.service.track != "skt" or application.stage != "granted" or organization is None:
        return None
    basis = organization.present_basis
    return basis.file if basis is not None and basis.kind == "skt" else None
