"""Papers of a draft: attach, take away, say that one does not apply. Cleaning and storing are done before, outside."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from aormas.core import clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.registration.actions.filing import MOVED_ON
from aormas.registration.models import Application, Attachment, Requirement
from aormas.registration.rules.completeness import CONDITIONAL

FILES_MOST = 300  # files of one case, replaced ones included


@dataclass(frozen=True)
class Received:
    """A cleaned and stored paper: sha256 of its content, size in bytes, pages, electronically signed, a name for people."""

    sha256: str
    size: int
    pages: int
    signed: bool
    name: str


@transaction
def attach(application: Application, requirement: Requirement, received: Received) -> Attachment:
    """Put a paper into a draft; an earlier one of the same kind is replaced. Raises `Conflict` once it was sent."""
    lock(application)
    if application.stage != "draft":
        raise Conflict(MOVED_ON)
    return place(application, requirement, received)


def place(application: Application, requirement: Requirement, received: Received) -> Attachment:
    """Replace a paper inside a transaction; the same content again changes nothing. Raises `Invalid` beyond all measure."""
    present = application.paper(requirement)
    if present is not None and present.file.sha256 == received.sha256:
        return present
    if len(application.attachments) >= FILES_MOST:
        raise Invalid(
            "This application has received very many files already. Please ask the office before sending more."
        )
    if present is not None:
        present.replaced_at = clock.now()
    file = StoredFile(
        sha256=received.sha256,
        size=received.size,
        pages=received.pages,
        signed=received.signed,
        name=received.name[:200],
        created_at=clock.now(),
    )
    row = Attachment(requirement=requirement, file=file, round=application.round, added_at=clock.now())
    application.attachments.append(row)
    application.saved_at = clock.now()
    _waive(application, requirement, waived=False)
    db.session.flush()
    return row


@transaction
def detach(application: Application, requirement: Requirement) -> None:
    """Take a paper out of a draft; one that is gone already is no error. Raises `Conflict` once it was sent."""
    lock(application)
    if application.stage != "draft":
        raise Conflict(MOVED_ON)
    present = application.paper(requirement)
    if present is not None:
        present.replaced_at = application.saved_at = clock.now()


@transaction
def waive(application: Application, requirement: Requirement, waived: bool) -> None:
    """Say that a conditional paper does not apply, or take that back. Raises `Conflict` once it was sent."""
    lock(application)
    if application.stage != "draft":
        raise Conflict(MOVED_ON)
    if requirement.necessity != CONDITIONAL:
        raise Invalid("This paper is always needed.")
    _waive(application, requirement, waived)


def _waive(application: Application, requirement: Requirement, waived: bool) -> None:
    step = dict(application.answers.get("berkas") or {})
    codes: Collection[str] = step.get("not_applicable") or []
    kept = [code for code in codes if code != requirement.code] + ([requirement.code] if waived else [])
    if kept != list(codes):
        application.answers = {**application.answers, "berkas": {**step, "not_applicable": kept}}
        application.saved_at = clock.now()
