"""Words about an organisation, for pages: status, form, field, the sentence that opens a profile."""

from __future__ import annotations

from flask_babel import gettext as _

from aormas.core.i18n import format_date
from aormas.organizations import rules
from aormas.organizations.models import FIELDS, Organization


def form_words() -> dict[str, str]:
    """Return legal form → its name in the present language."""
    return {code: _(word) for code, word in rules.FORM_WORDS.items()}


def status_words() -> dict[str, tuple[str, str]]:
    """Return status → (word in the present language, tone)."""
    return {code: (_(word), tone) for code, (word, tone) in rules.STATUS_WORDS.items()}


def status_choices() -> list[tuple[str, str]]:
    """Return (status, word) for the filter."""
    return [(code, word) for code, (word, _tone) in status_words().items()]


def field_names(row: Organization) -> str:
    """Return the fields of activity in one line."""
    return ", ".join(FIELDS.get(field.field, field.field) for field in row.fields) or FIELDS.get(row.main_field, "")


def basis_word(kind: str) -> str:
    """Return what a legal basis is called."""
    return {"ahu": _("Decree of the Ministry of Law"), "skt": _("SKT of the Minister of Home Affairs")}.get(kind, kind)


def sentence(row: Organization) -> tuple[str, str]:
    """Return (status in a word, the sentence that says why), with dates."""
    word = _(rules.STATUS_WORDS[row.status][0])
    parts = []
    basis, term = row.present_basis, row.present_term
    if basis is not None:
        if basis.kind == "ahu":
            parts.append(_("Legal personality since %(date)s", date=format_date(basis.issued_on)) if basis.issued_on else _("Has legal personality"))
        elif basis.valid_until:
            parts.append(_("SKT valid until %(date)s", date=format_date(basis.valid_until)))
    if term is not None and term.until is not None:
        ended = row.status == rules.TERM_ENDED
        parts.append(_("the board's term ended on %(date)s", date=format_date(term.until)) if ended else _("board in office until %(date)s", date=format_date(term.until)))
    if row.status in rules.DECIDED and row.status_since:
        parts.append(_("since %(date)s", date=format_date(row.status_since)))
    text = ", ".join(parts)
    return word, (text[:1].upper() + text[1:] + "." if text else row.status_reason)
