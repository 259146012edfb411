"""Words for why the desk's search found an organisation, and for what an officer typed."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from aormas.core.i18n import format_date
from aormas.organizations import search
from aormas.organizations.queries import Found
from aormas.organizations.search.desk import FORMER_PERSON, NIK, PERSON
from aormas.organizations.search.writing import NO_END


def why_listed(found: Found, term_ends: dict[int, date]) -> dict[int, str]:
    """Return row id → one line of why it stands in a list: what the search met, or when its board's term ends."""
    lines = {row.id: why(row.match) for row in found.rows if row.match}
    for number, day in term_ends.items():
        if day < NO_END:
            lines[number] = _("Board's term until %(date)s", date=format_date(day))
    return lines


def why(match: search.Match | None) -> str:
    """Return in one line why a row was found; empty where its name says so itself."""
    if match is None:
        return ""
    office = {
        "chair": _("chair"), "secretary": _("secretary"), "treasurer": _("treasurer"), "patron": _("patron"), "advisor": _("advisor"),
        "founder": _("founder"), "member": _("member of the board"),
    }.get(match.office, match.office)  # fmt: skip
    if match.why == PERSON:
        return _("Board member: %(name)s, %(office)s", name=match.person, office=office)
    if match.why == FORMER_PERSON:
        return _("Former board member: %(name)s, %(office)s", name=match.person, office=office)
    return {
        NIK: _("Matches the NIK of a board member"), "register": _("Matches the register number or address"), "phone": _("Matches a phone number"),
        "email": _("Matches an e-mail address"), "npwp": _("Matches the NPWP"), "basis": _("Matches the AHU or SKT number"),
        "deed": _("Matches the deed number"), "decree": _("Matches the number of a board decree"),
    }.get(match.why, "")  # fmt: skip


def shown(typed: str) -> str:
    """Return what was typed as pages may repeat it: a NIK is never shown again."""
    return "" if search.is_secret(typed) else typed
