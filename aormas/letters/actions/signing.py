"""Signing a letter, withdrawing it, and attaching the scan of the one signed by hand."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit, clock, identifiers, outbox
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.core.events import emit
from aormas.core.files.models import StoredFile
from aormas.core.holidays import calendar
from aormas.letters import documents, rules, texts
from aormas.letters.actions.drafts import NOT_A_DRAFT
from aormas.letters.actions.numbers import draw
from aormas.letters.models import Letter
from aormas.letters.seal import seal_of

CODE_SIGNS = 15  # about 72 bits


@transaction
def sign(letter: Letter, by: User) -> Letter:
    """Sign a draft: it gets its number, its code and its seal now and never changes again; the PDF follows by a job.

    Raises `NotAllowed` for who prepared or approved it (four eyes), `Conflict` when it is no draft any more.
    """
    by.must("letter.sign")
    lock(letter)
    if letter.state != "draft":
        raise Conflict(NOT_A_DRAFT)
    if by.id in (letter.prepared_by_id, letter.approved_by_id):
        raise NotAllowed("Who prepared or approved a letter does not sign it; somebody else has to.")
    _settle(letter, by)
    letter.seal = seal_of(letter)
    audit.record(by, "letter.signed", letter, reference=letter.reference)
    outbox.put("letters.render", letter=letter.id)
    emit("letter.signed", letter=letter, by=by)
    return letter


def _settle(letter: Letter, by: User) -> None:
    """Write down who signs when and until when it holds, draw the number, fill the text."""
    today, kind = clock.today(), letter.type
    letter.state, letter.signed_on, letter.signed_at, letter.signed_by_id = "signed", today, clock.now(), by.id
    letter.valid_until = rules.end_of_validity(today, kind.validity_years, calendar())
    letter.signer = documents.signer_facts(by, kind)
    letter.code = identifiers.secret_code(CODE_SIGNS)
    addressee = letter.organization.name if letter.organization else letter.fields.get("nama_ormas", "")
    letter.entry = draw(kind.book, on=today, kind="letter", subject=letter.subject, addressee=addressee, by=by)
    _fill(letter)
    db.session.flush()


def _fill(letter: Letter) -> None:
    if letter.organization and not letter.fields.get("nomor_register"):
        letter.fields = {**letter.fields, "nomor_register": letter.organization.register_number}
    known = documents.values(
        letter.fields, number=letter.number or "", on=clock.today(), until=letter.valid_until, signer=letter.signer
    )
    letter.subject = texts.fill_text(letter.template.subject, known)[:200]
    letter.addressee = texts.fill_text(letter.template.addressee, known)
    letter.body = texts.fill_body(letter.template.body, known)


@transaction
def withdraw(letter: Letter, reason: str, by: User) -> None:
    """Withdraw a signed letter: from now on everybody who checks it reads so, with the day and the reason.

    Raises `Invalid` without a reason, `Conflict` when the letter is not in force as a signed one.
    """
    by.must("letter.withdraw")
    if not reason.strip():
        raise Invalid("Write why the letter is withdrawn; whoever checks it reads this.", field="reason")
    lock(letter)
    if letter.state != "signed":
        raise Conflict(
            "This letter is not a signed one any more. Nothing was changed; look at its present state first."
        )
    letter.state, letter.withdrawn_on, letter.withdrawn_reason = "withdrawn", clock.today(), reason.strip()
    audit.record(by, "letter.withdrawn", letter, reason=letter.withdrawn_reason)
    emit("letter.withdrawn", letter=letter, by=by)


@transaction
def attach_scan(letter: Letter, file: StoredFile, by: User) -> None:
    """Attach the scan of the letter as it was signed by hand; a later one takes its place.

    The file before stays stored. Raises `Conflict` for a letter that is not signed.
    """
    by.must("letter.scan")
    lock(letter)
    if letter.state not in ("signed", "withdrawn"):
        raise Conflict("Only a signed letter has a scan. Nothing was changed.")
    db.session.add(file)
    db.session.flush()
    letter.scan = file
    audit.record(by, "letter.scan_attached", letter, pages=file.pages)
