"""What everybody reads about due days that were moved and time that was given to all."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from aormas.core import clock, i18n
from aormas.core.i18n import format_date
from aormas.core.regions import name_of as region_name
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import reliefs as queries


@dataclass(frozen=True)
class Said:
    """A notice: what it is about in bold, then its own words."""

    title: str
    text: str


def notices_now() -> list[Said]:
    """Return the notices that matter today, in the office's own words; a page in another language says in which they are."""
    note = "" if i18n.language() == "id" else f" ({_('in Indonesian')})"
    return [Said(_title(one), one.text + note) for one in queries.notices(clock.today())]


def _title(one: queries.Notice) -> str:
    name, where = words.name_of(one.period), region_name(one.district_code) if one.district_code else ""
    if one.exempt:
        said = _("Report on %(period)s: not asked for this time", period=name)
    else:
        said = _("Report on %(period)s: awaited until %(date)s", period=name, date=format_date(one.until))
    return f"{said} ({_('Kecamatan %(name)s', name=where)})." if where else f"{said}."
