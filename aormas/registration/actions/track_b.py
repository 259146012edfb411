"""Track b: what the city records of a file that the Minister of Home Affairs decides (PP 58/2016 art. 10 and 15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid
from aormas.core.files.models import StoredFile
from aormas.registration.actions import drafting, grant, turns
from aormas.registration.actions.decide import still
from aormas.registration.actions.review import must_be_in
from aormas.registration.models import Application
from aormas.registration.rules.ministry import five_years, outside

ISSUER = "Kementerian Dalam Negeri"


@transaction
def forward(application: Application, by: User, *, on: date, number: str, seen: int | None = None) -> None:
    """Record that the file was sent to the Ministry: the day and the number of the sending."""
    by.must("skt.record")
    must_be_in(application, "awaiting_forward")
    still(application, seen)
    signed_on = application.letter.signed_on if application.letter else None
    _check_day(on, signed_on, "on")
    if not number:
        raise Invalid(
            "Write the number under which the file was sent, for example the cover letter's number.", field="number"
        )
    application.forwarded_on, application.forwarded_number = on, number
    turns.move(application, "forward")
    turns.decide(application, "forward", by, note=f"{number}, {on.isoformat()}")
    audit.record(by, "application.forwarded", application, on=on, number=number)


@transaction
def record_skt(
    application: Application,
    by: User,
    *,
    number: str,
    issued_on: date,
    valid_until: date | None,
    file: StoredFile,
    seen: int | None = None,
) -> str | None:
    """Record the SKT that came; the organisation enters the register. Return the chair's code as `grant.sign` does.

    `valid_until` is five years after the issue where nothing else is written on it. `file` is the stored scan.
    """
    by.must("skt.record")
    must_be_in(application, "forwarded")
    still(application, seen)
    if not number:
        raise Invalid("Write the SKT's number, as it stands on it.", field="number")
    _check_day(issued_on, None, "issued_on")
    until = valid_until or five_years(issued_on)
    if until <= issued_on:
        raise Invalid("The SKT ends before it begins. Check both dates.", field="valid_until")
    facts = replace(
        drafting.facts_of(application),
        basis_kind="skt",
        basis_number=number,
        basis_date=issued_on,
        basis_until=until,
        basis_issuer=ISSUER,
    )
    organization = grant.take_over(application, facts, by)
    _keep(application, file)
    turns.move(application, "record_skt")
    turns.decide(application, "record_skt", by, note=f"{number}, {issued_on.isoformat()}")
    audit.record(by, "application.skt_recorded", application, number=number, until=until)
    return grant.finish(application, organization, by)


def _keep(application: Application, file: StoredFile) -> None:
    db.session.add(file)
    db.session.flush()
    organization = application.organization
    basis = organization.present_basis if organization else None
    if basis is not None:
        basis.file = file
    if application.letter is not None:
        application.letter.organization = organization


@transaction
def record_ministry_refusal(
    application: Application, by: User, *, on: date, reason: str, seen: int | None = None
) -> None:
    """Record that the Ministry refused: the day of its letter and its reason."""
    by.must("skt.record")
    must_be_in(application, "forwarded")
    still(application, seen)
    _check_day(on, application.forwarded_on, "on")
    if not reason:
        raise Invalid("Write the Ministry's reason; the applicant reads it.", field="reason")
    turns.move(application, "record_ministry_refusal")
    turns.decide(application, "record_ministry_refusal", by, reason=reason, note=on.isoformat())
    audit.record(by, "application.ministry_refused", application, on=on)


def _check_day(on: date, earliest: date | None, field: str) -> None:
    if message := outside(on, earliest, clock.today()):
        raise Invalid(message, field=field)
