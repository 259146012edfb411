"""States, periods and kinds of duties in words."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from aormas.core.i18n import each_language, format_date
from aormas.reporting.models import Period
from aormas.reporting.rules import kinds, periods, states
from aormas.reporting.rules.states import State

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV", 5: "V", 6: "VI"}


def period_name(code: str, months: int = 6) -> str:
    """Return a period as people say it: Semester I 2026."""
    kind, number, year = periods.name_of(code, months)
    if kind == "year":
        return _("Year %(year)s", year=year)
    roman = ROMAN.get(number, str(number))
    if kind == "semester":
        return _("Semester %(number)s %(year)s", number=roman, year=year)
    return _("Period %(number)s %(year)s", number=roman, year=year)


def name_of(period: Period) -> str:
    """Return the name of a period's row."""
    months = (period.ends_on.year - period.starts_on.year) * 12 + period.ends_on.month - period.starts_on.month + 1
    return period_name(period.code, period.rule.months if period.rule else months)


def short_name(code: str) -> str:
    """Return a period in few signs for strips: ’26 I."""
    year, _dash, number = code.partition("-")
    return f"’{year[2:]} {ROMAN.get(int(number or 1), number)}"


def word(state: State, kind: str = kinds.SEMESTER) -> str:
    """Return a state as it is said everywhere; never “melanggar” or “ilegal”."""
    if state.code in states.NOT_REPORTED:
        if kind != kinds.SEMESTER:
            return ngettext("%(num)d day past", "%(num)d days past", state.days)
        return ngettext("not reported for %(num)d day", "not reported for %(num)d days", state.days)
    if state.code == states.LATE:
        return ngettext("%(num)d day late", "%(num)d days late", state.days)
    if state.code == states.DUE:
        return _("due today") if state.days == 0 else ngettext("due in %(num)d day", "due in %(num)d days", state.days)
    if state.code == states.EXTENDED:
        return _("extended until %(date)s", date=format_date(state.until))
    return plain_words()[state.code]


@each_language
def plain_words() -> dict[str, str]:
    """Return state → its word without numbers, for filters, legends and counts."""
    return {
        states.NOT_OWED: _("not owed"),
        states.NOT_YET: _("not yet due"),
        states.DUE: _("falls due"),
        states.EXTENDED: _("extended"),
        states.ON_TIME: _("on time"),
        states.LATE: _("late"),
        states.MISSING: _("not reported, up to two weeks"),
        states.OVERDUE: _("not reported, more than two weeks"),
        states.EXEMPT: _("exempted"),
    }


def sentence(state: State, period: Period, today: date) -> str:
    """Return what holds of an organisation's report on a period, as a sentence for everybody."""
    name = name_of(period)
    if state.code == states.ON_TIME:
        return _("%(period)s: reported on time on %(date)s.", period=name, date=format_date(state.until))
    if state.code == states.LATE:
        return _(
            "%(period)s: reported on %(date)s, %(days)s days late.",
            period=name,
            date=format_date(state.until),
            days=state.days,
        )
    if state.code in states.NOT_REPORTED:
        return _("%(period)s: not reported yet, due on %(date)s.", period=name, date=format_date(state.until))
    if state.code in (states.DUE, states.EXTENDED):
        return _("%(period)s: awaited until %(date)s.", period=name, date=format_date(state.until))
    return _("%(period)s: %(state)s.", period=name, state=plain_words()[state.code])


@each_language
def kind_words() -> dict[str, str]:
    """Return kind of duty → its name."""
    return {kind: _(text) for kind, text in kinds.KINDS.items()}
