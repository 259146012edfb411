"""Looking at personal data: a NIK and an identity card are shown by a click that the trail records (UU 27/2022)."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit
from aormas.core.database import transaction
from aormas.registration.models import Application, Attachment


@transaction
def show_nik(application: Application, name: str, by: User) -> None:
    """Write down that somebody looks at the NIK of a person of a case."""
    by.must("nik.show")
    audit.record(by, "nik.shown", application, person=name)


@transaction
def open_paper(attachment: Attachment, by: User) -> None:
    """Write down that somebody opens a paper with special personal data."""
    by.must("nik.show")
    audit.record(by, "paper.opened", attachment.application, paper=attachment.requirement.title)
