"""Letters as documents: what a draft or signed letter holds, and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import current_app

from aormas.accounts.models import User
from aormas.accounts.queries import with_permission
from aormas.config import Settings
from aormas.core import clock
from aormas.core.holidays import calendar
from aormas.core.office import office
from aormas.core.pdf.dates import long_date
from aormas.letters import fields, rules, texts
from aormas.letters.models import Letter, LetterTemplate, LetterType

if TYPE_CHECKING:
    from aormas.letters.pdf import LetterDocument, Letterhead, Signer

OPEN_NUMBER = "…"
SEALED_NOTE = "Disegel secara digital oleh kantor penerbit; bukan tanda tangan elektronik tersertifikasi."
NO_SIGNER = "(nama penanda tangan)"


def verify_url(code: str) -> str:
    """Return the address behind the QR code, at which anyone can check a letter."""
    settings: Settings = current_app.extensions["aormas_settings"]
    return f"{settings.address}/v/{code}"


def letterhead() -> Letterhead:
    """Return the head of the office's paper, with its logo as the arms."""
    from aormas.core.pdf.letterhead import office_letterhead

    return office_letterhead()


def signer_facts(user: User | None, type: LetterType) -> dict[str, Any]:
    """Return who signs, as a letter keeps it: name, position, rank, nip, and the lines of authority above the post."""
    return {
        "name": user.name if user else NO_SIGNER,
        "position": (user.position if user else "") or f"Kepala {office().agency}",
        "rank": user.rank if user else "",
        "nip": user.nip if user else "",
        "authority": type.authority.splitlines(),
    }


def values(
    given: Mapping[str, str], *, number: str, on: date, until: date | None, signer: Mapping[str, Any]
) -> dict[str, str]:
    """Return the value of every field of a text: those of the case, and those that come with the signature."""
    return {
        **given,
        "nomor": number,
        "tanggal": long_date(on),
        "berlaku_sampai": long_date(until) if until else "",
        "kota": office().city,
        "instansi": office().agency,
        "penandatangan": signer["name"],
        "jabatan_penandatangan": signer["position"],
    }


def present_values(letter: Letter) -> dict[str, str]:
    """Return the fields of a draft as they would be if it were signed today."""
    until = rules.end_of_validity(clock.today(), letter.type.validity_years, calendar())
    return values(
        letter.fields, number=OPEN_NUMBER, on=clock.today(), until=until, signer=_expected_signer(letter.type)
    )


def lacking(letter: Letter) -> list[str]:
    """Return the fields that a draft's text names and for which its case has no value."""
    template = letter.template
    return texts.without_value((template.subject, template.addressee, template.body), present_values(letter))


def _expected_signer(type: LetterType) -> dict[str, Any]:
    return signer_facts(next(iter(with_permission("letter.sign")), None), type)


def render(letter: Letter) -> bytes:
    """Return the PDF of a letter: a draft says KONSEP and has neither number nor code; a signed one is PDF/A."""
    from aormas.letters.pdf import render_letter

    return render_letter(_draft(letter) if letter.state == "draft" else _signed(letter))


def render_sample(template: LetterTemplate, type: LetterType) -> bytes:
    """Return a draft PDF of a text with invented facts, for the editor."""
    from aormas.letters.pdf import render_letter

    signer, on = _expected_signer(type), clock.today()
    until = rules.end_of_validity(on, type.validity_years, calendar())
    known = values(fields.SAMPLES, number=OPEN_NUMBER, on=on, until=until, signer=signer)
    return render_letter(_from_template(template, type, known, signer))


def _draft(letter: Letter) -> LetterDocument:
    return _from_template(letter.template, letter.type, present_values(letter), _expected_signer(letter.type))


def _from_template(
    template: LetterTemplate, type: LetterType, known: Mapping[str, str], signer: Mapping[str, Any]
) -> LetterDocument:
    return _document(
        template, type, signer, on=clock.today(), draft=True, body=texts.fill_body(template.body, known),
        subject=texts.fill_text(template.subject, known), addressee=texts.fill_text(template.addressee, known),
    )  # fmt: skip


def _signed(letter: Letter) -> LetterDocument:
    code = letter.code or ""
    return _document(
        letter.template, letter.type, letter.signer, on=letter.signed_on, body=letter.body, subject=letter.subject,
        addressee=letter.addressee, number=letter.number, made_at=letter.signed_at, verify_code=code,
        verify_url=verify_url(code), sealed_note=SEALED_NOTE,
    )  # fmt: skip


def _document(
    template: LetterTemplate,
    type: LetterType,
    signer: Mapping[str, Any],
    *,
    body: str,
    subject: str,
    addressee: str,
    on: date | None,
    **more: Any,
) -> LetterDocument:
    from aormas.letters.pdf import LetterDocument

    statement = template.layout == "statement"
    return LetterDocument(
        letterhead=letterhead(),
        place=office().place,
        date=on or "",
        body=texts.blocks(body),
        signer=_signer(signer),
        title=subject.upper() if statement else "",
        subject="" if statement else subject,
        addressee=tuple(addressee.splitlines()),
        attachments=template.attachments or "-",
        copies=tuple(line.strip() for line in type.copies.splitlines() if line.strip()),
        **{"made_at": clock.now(), **more},
    )


def _signer(facts: Mapping[str, Any]) -> Signer:
    from aormas.letters.pdf import Signer

    return Signer((*facts["authority"], f"{facts['position']},"), facts["name"], facts["rank"], facts["nip"])


def file_name(letter: Letter) -> str:
    """Return what the file of a letter is called when somebody keeps it."""
    return f"{letter.label.replace('/', '-')}.pdf"
