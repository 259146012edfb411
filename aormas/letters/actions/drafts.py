"""Preparing a letter, and throwing a draft away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.core.forms import clean_text
from aormas.core.pdf.dates import long_date
from aormas.letters import documents, texts
from aormas.letters.models import Letter, LetterTemplate, LetterType
from aormas.organizations.models import Organization

NOT_A_DRAFT = (
    "This letter was signed or thrown away in the meantime. Nothing was changed; look at its present state first."
)


@transaction
def prepare(
    type: LetterType | str, *, organization: Organization | None, reference: str, fields: Mapping[str, Any], by: User
) -> Letter:
    """Make a draft of a letter type (or its code) from the text that holds today; it has no number yet.

    `fields` are the facts of the case by the names of `letters.fields.FIELDS`; dates are written out, None is empty.
    Raises `Invalid` for a type that does not exist or has no text.
    """
    by.must("letter.prepare")
    kind = _type(type)
    letter = Letter(
        type=kind, template=_present(kind), organization=organization, reference=reference,
        fields={name: _written(value) for name, value in fields.items()}, subject="", body="", state="draft",
        signer={}, prepared_by_id=by.id, created_at=clock.now(),
    )  # fmt: skip
    known = documents.present_values(letter)
    letter.subject = texts.fill_text(letter.template.subject, known)[:200]
    letter.addressee = texts.fill_text(letter.template.addressee, known)
    db.session.add(letter)
    audit.record(by, "letter.prepared", letter, reference=reference)
    return letter


@transaction
def discard(letter: Letter, by: User) -> None:
    """Throw a draft away; it stays findable. Raises `Conflict` when it is no draft any more."""
    if not (by.may("letter.prepare") or by.may("letter.sign")):
        raise NotAllowed("Your role may not do this.")
    lock(letter)
    if letter.state != "draft":
        raise Conflict(NOT_A_DRAFT)
    letter.state = "discarded"
    audit.record(by, "letter.discarded", letter, reference=letter.reference)


def _type(given: LetterType | str) -> LetterType:
    if isinstance(given, LetterType):
        return given
    found = db.session.scalar(select(LetterType).where(LetterType.code == given))
    if found is None:
        raise Invalid("There is no letter type %(code)s.", code=given)
    return found


def _present(kind: LetterType) -> LetterTemplate:
    """Return the text that holds today: the last one written among those that have begun, else the first to begin."""
    texts_of = select(LetterTemplate).where(LetterTemplate.type_id == kind.id)
    begun = texts_of.where(LetterTemplate.valid_from <= clock.today())
    newest = begun.order_by(LetterTemplate.valid_from.desc(), LetterTemplate.id.desc())
    oldest = texts_of.order_by(LetterTemplate.valid_from, LetterTemplate.id)
    found = db.session.scalar(newest.limit(1)) or db.session.scalar(oldest.limit(1))
    if found is None:
        raise Invalid(
            "The letter type %(title)s has no text yet; an administrator adds it in the settings.", title=kind.title
        )
    return found


def _written(value: Any) -> str:
    if isinstance(value, date):
        return long_date(value)
    return texts.plain(clean_text(str(value)) or "") if value is not None else ""
