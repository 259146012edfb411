"""A recap in words and tables: the same for the page, the workbook and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from aormas.core.i18n import format_date, format_number, format_rupiah
from aormas.organizations import presentation as organizations
from aormas.organizations.models import FIELDS, Organization
from aormas.reporting.models import Period
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import recap as queries
from aormas.reporting.queries.recap import Line
from aormas.reporting.rules import money, states


@dataclass(frozen=True)
class Recap:
    """Everything that a recap counts; lists of reports and activities are read apart, since they may be long."""

    periods: list[Period]
    title: str
    today: date
    whole: Line
    by_period: list[Line]
    districts: list[Line]
    fields: list[Line]
    forms: list[Line]
    subjects: list[tuple[str, int, int, int]]
    sources: list[tuple[str, int, int]]
    days: dict[date, int]
    reliefs: int

    @property
    def activities(self) -> int:
        """Return how many activities were reported."""
        return sum(row[1] for row in self.subjects)

    @property
    def people(self) -> int:
        """Return how many people the activities reached."""
        return sum(row[2] for row in self.subjects)

    @property
    def cost(self) -> int:
        """Return what the activities cost, in rupiah."""
        return sum(row[2] for row in self.sources)


def recap(shown: Sequence[Period], today: date) -> Recap:
    """Return the recap of some periods as of a day, in nine statements."""
    counted = queries.by_period(shown, today)
    lines = [Line(period.code, words.name_of(period), counted.get(period.id, {})) for period in shown]
    subjects = [
        (FIELDS.get(code, code), row.activities, row.people, row.cost) for code, row in queries.by_subject(shown)
    ]
    spent = queries.by_source(shown)
    sources = [(_(text), *spent[code]) for code, text in money.SOURCES.items() if code in spent]
    return Recap(
        list(shown), title(shown), today, _whole(lines), lines, named(queries.by_district(shown, today)),
        queries.by_column(Organization.main_field, FIELDS, shown, today),
        queries.by_column(Organization.form, organizations.form_words(), shown, today),
        subjects, sources, queries.by_day(shown), queries.reliefs(shown),
    )  # fmt: skip


def title(shown: Sequence[Period]) -> str:
    """Return the periods of a recap in words."""
    if not shown:
        return ""
    first, last = words.name_of(shown[0]), words.name_of(shown[-1])
    return first if len(shown) == 1 else _("%(first)s to %(last)s", first=first, last=last)


def _whole(lines: list[Line]) -> Line:
    counts: dict[str, int] = {}
    for line in lines:
        for state, count in line.by_state.items():
            counts[state] = counts.get(state, 0) + count
    return Line("", _("All"), counts)


def named(lines: list[Line]) -> list[Line]:
    """Return lines with words for the one whose part is not recorded."""
    return [Line(line.code, line.name or _("not recorded"), line.by_state) for line in lines]


def explanations(found: Recap) -> list[str]:
    """Return what the numbers count, sentence by sentence."""
    whole, lifted = found.whole, found.whole.by_state.get(states.EXEMPT, 0)
    told = [
        _("As of %(date)s. Counted are the organisations that owed a report for %(periods)s: %(n)s reports.", date=format_date(found.today), periods=found.title, n=format_number(whole.owed)),
        _("Reported: %(n)s, of these %(late)s after the due day. What was rejected does not count until it is sent again.", n=format_number(whole.reported), late=format_number(whole.by_state.get(states.LATE, 0))),
        _("Not reported by the last day that counts: %(n)s. Not reporting is no breach; these organisations are reminded and helped.", n=format_number(whole.missing)),
    ]  # fmt: skip
    waiting = sum(whole.by_state.get(code, 0) for code in (states.DUE, states.EXTENDED, states.NOT_YET))
    if waiting:
        told.append(_("Still awaited, since the last day has not come: %(n)s.", n=format_number(waiting)))
    if lifted:
        told.append(_("Exempted by the office and not counted as owed: %(n)s.", n=format_number(lifted)))
    told.append(
        _("Activities: %(n)s in reports that were sent and not rejected, reaching %(people)s people as the organisations counted them, for %(cost)s.", n=format_number(found.activities), people=format_number(found.people), cost=format_rupiah(found.cost))
    )  # fmt: skip
    return told


def heads(first: str) -> list[Any]:
    """Return the headings of a division."""
    numbers = [
        _("Owed"),
        _("Reported"),
        _("Of these late"),
        _("Not reported"),
        _("Awaited"),
        _("Exempted"),
        _("Share reported"),
    ]
    return [first, *({"text": text, "number": True} for text in numbers)]


def cells(line: Line) -> list[Any]:
    """Return a line of a division in the order of `heads`."""
    count = line.by_state.get
    waiting = sum(count(code, 0) for code in (states.DUE, states.EXTENDED, states.NOT_YET))
    return [
        line.name,
        line.owed,
        line.reported,
        count(states.LATE, 0),
        line.missing,
        waiting,
        count(states.EXEMPT, 0),
        share(line),
    ]


def share(line: Line) -> str:
    """Return what came of what was owed in per cent, with one decimal place."""
    return "–" if line.share is None else f"{format_number(round(line.share, 1))} %"
