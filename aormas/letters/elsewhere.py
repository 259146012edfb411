"""What other parts' pages show of letters: the public profile's history, and the desk's page of an organisation."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import Date, column, func, select, text

from aormas.core.database import db
from aormas.core.i18n import format_date
from aormas.core.navigation import Related
from aormas.letters import queries
from aormas.letters.models import Letter, LetterType
from aormas.letters.words import standing_words
from aormas.organizations.models import Organization
from aormas.organizations.rules.expiry import Ending

# Written out: the public profile is read most.
SIGNED = text(
    "SELECT l.signed_on, t.title, l.code, l.withdrawn_on FROM letters l JOIN letter_types t ON t.id = l.type_id "
    "WHERE l.organization_id = :id AND l.signed_on IS NOT NULL AND t.public ORDER BY l.signed_on"
).columns(column("signed_on", Date()), column("title"), column("code"), column("withdrawn_on", Date()))


def history(organization_id: int) -> list[tuple[date, str, str]]:
    """Return (day, what happened, where to check it) of the letters that anybody may see (`organization.history`)."""
    found = []
    for signed_on, title, code, withdrawn_on in db.session.connection().execute(SIGNED, {"id": organization_id}):
        found.append((signed_on, _("%(letter)s was issued", letter=title), f"/v/{code}"))
        if withdrawn_on:
            found.append((withdrawn_on, _("%(letter)s was withdrawn", letter=title), f"/v/{code}"))
    return found


def related(organization: Organization) -> list[Related]:
    """Return the letters of an organisation for its page at the desk (`organization.related`)."""
    words = standing_words()
    found = []
    for letter in queries.of_organization(organization.id)[:20]:
        word, tone = words[queries.standing(letter)]
        title = f"{letter.type.title} {letter.number or ''}".strip()
        found.append(
            Related(
                title, url_for("letters_desk.letter", letter=letter), format_date(letter.signed_on), word, tone, "surat"
            )
        )
    return found


def attached(organization: Organization) -> list[str]:
    """Return what hangs on an organisation, so that its entry is not taken back (answers `organization.attached`)."""
    found = db.session.scalar(select(Letter.id).where(Letter.organization_id == organization.id).limit(1))
    return [_("a letter")] if found else []


def endings(last: date) -> list[Ending]:
    """Return the ends of letters until a day, of each organisation and kind of letter the longest (`organization.endings`)."""
    longest = func.max(Letter.valid_until)
    statement = (
        select(Letter.organization_id, longest, LetterType.title)
        .join(LetterType, LetterType.id == Letter.type_id)
        .where(Letter.state == "signed", Letter.organization_id.is_not(None), Letter.valid_until.is_not(None))
        .group_by(Letter.organization_id, Letter.type_id, LetterType.title)
        .having(longest <= last)
    )
    return [Ending(number, "letter", day, title) for number, day, title in db.session.execute(statement)]
