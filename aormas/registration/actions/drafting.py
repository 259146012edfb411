"""The letter of a case: made as a draft when a decision is proposed, thrown away when the case goes back."""

from __future__ import annotations

from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db
from aormas.core.regions import Region
from aormas.letters import actions as letters
from aormas.letters.models import LetterType
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import FIELDS
from aormas.registration.models import Application
from aormas.registration.prefill import answers_of
from aormas.registration.rules import answers
from aormas.registration.rules.letter_fields import completed, letter_fields

REFUSAL = "surat-penolakan"


def facts_of(application: Application) -> FiledFacts:
    """Return what a case says about its organisation, as facts for the register."""
    return answers.to_facts(application.answers, application.version.service.track)


def draft(
    application: Application, kind: LetterType | str, by: User, *, reason: str = "", legal_basis: str = ""
) -> None:
    """Prepare the letter of a case from its answers, and what they leave open from the register.

    Call inside a transaction.
    """
    facts, organization = facts_of(application), application.organization
    if organization is not None:
        facts = completed(facts, answers.to_facts(answers_of(organization), application.version.service.track))
    village, district = _place(facts.village_code)
    fields = letter_fields(
        facts,
        reference=application.reference,
        submitted_on=clock.day_of(application.submitted_at or application.created_at),
        activities=", ".join(FIELDS.get(code, code) for code in facts.fields),
        village=village,
        district=district,
        register_number=organization.register_number if organization else "",
        reason=reason,
        legal_basis=legal_basis,
    )
    application.letter = letters.prepare(
        kind, organization=organization, reference=application.reference, fields=fields, by=by
    )


def throw_away(application: Application, by: User) -> None:
    """Discard the draft of a case that goes back. Call inside a transaction."""
    if application.letter is not None:
        letters.discard(application.letter, by)
        application.letter = None


def _place(code: str) -> tuple[str, str]:
    village = db.session.get(Region, code) if code else None
    if village is None:
        return "", ""
    return village.name, db.session.scalar(select(Region.name).where(Region.code == village.parent)) or ""
