"""Who has reported: counts and list of a period, and the same as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from aormas.core import clock, memo, web
from aormas.core.regions import districts, villages
from aormas.core.sheets import serving, writing
from aormas.organizations import presentation as organizations
from aormas.organizations.models import FIELDS
from aormas.reporting.desk.face import bp, given
from aormas.reporting.models import Period
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import compliance as queries
from aormas.reporting.queries import worklist
from aormas.reporting.rules import states

NAMES = {
    "keadaan": "state", "q": "q", "kecamatan": "district", "kelurahan": "village", "bidang": "field", "bentuk": "form",
    "status": "status", "urut": "sort",
}  # fmt: skip


def asked() -> dict[str, str]:
    """Return the filters of the address, without those left empty."""
    found = {name: given(name) for name in NAMES}
    return {name: value for name, value in found.items() if value}


def wanted_of(kept: dict[str, str], page: int = 1) -> queries.Wanted:
    """Return what filters of the address ask for."""
    return queries.Wanted(**{NAMES[name]: value for name, value in kept.items()}, page=page)


def chosen(periods: list[Period]) -> Period | None:
    """Return the period that the address names, else the one whose due day came last. An unknown one is 404."""
    code = given("periode", 20)
    if not code:
        return queries.usual(periods, clock.today())
    return next((one for one in periods if one.code == code), None) or abort(404)


@bp.get("/laporan/kepatuhan")
@web.requires("report.read")
def compliance() -> Any:
    """Show who has reported on a period: counts by state, and everybody with a strip of five years."""
    today, kept = clock.today(), asked()
    periods = list(worklist.all_periods().values())
    period = chosen(periods)
    if period is None:
        return web.page("reporting/desk/no_period.html")
    found = queries.found(period, wanted_of(kept, web.page_number()), today)
    said = _Words()
    kept_all = {"periode": period.code, **kept}
    return web.page(
        "reporting/desk/compliance.html", found=found, asked={name: kept.get(name, "") for name in NAMES}, kept=kept, period=period,
        period_name=words.name_of(period), period_choices=[(one.code, words.name_of(one)) for one in periods],
        counted=_counted(found.counts, period.code), districts=memo.remember("districts", districts), fields=FIELDS,
        forms=organizations.form_words(), status_choices=organizations.status_choices(), said=said, kept_all=kept_all, today=today,
        villages=memo.remember("village choices", _villages), rate=_rate(found.counts), page_url=web.pages_of(".compliance", kept_all), state_choices=state_choices(),
        sorts=[("hari", _("Days")), ("nama", _("Name")), ("kecamatan", _("Kecamatan"))],
    )  # fmt: skip


def _villages() -> list[tuple[str, str]]:
    return [(code, f"{village} ({district})") for code, village, district in villages()]


class _Words:
    """Words of states, made once for equal ones: a page has some hundred cells of few kinds."""

    def __init__(self) -> None:
        self._words: dict[states.State, str] = {}
        self._names: dict[str, str] = {}

    def word(self, state: states.State) -> str:
        """Return a state's word."""
        if state not in self._words:
            self._words[state] = words.word(state)
        return self._words[state]

    def short(self, code: str) -> str:
        """Return a period's short name."""
        if code not in self._names:
            self._names[code] = words.short_name(code)
        return self._names[code]


def state_choices() -> list[tuple[str, str]]:
    """Return what the filter of states offers."""
    said = words.plain_words()
    both = [(queries.NOT_REPORTED, _("not reported"))]
    return both + [(states.STATES[code][0], said[code]) for code in queries.ORDER]


def _counted(counts: dict[str, int], period: str) -> list[tuple[str, int, str, str]]:
    """Return (word, number, address, tone) by state, for the bars; states of nobody are left out."""
    said = words.plain_words()
    return [
        (
            said[code],
            counts[code],
            url_for(".compliance", periode=period, keadaan=states.STATES[code][0]),
            states.STATES[code][1],
        )
        for code in queries.ORDER
        if counts.get(code)
    ]


def _rate(counts: dict[str, int]) -> tuple[int, int]:
    """Return (who has reported, who owes a report): exempted ones and those who owe nothing are not counted."""
    owed = sum(number for code, number in counts.items() if code not in (states.NOT_OWED, states.EXEMPT))
    return sum(counts.get(code, 0) for code in states.REPORTED), owed


@bp.get("/laporan/kepatuhan.<any(xlsx, csv):kind>")
@web.requires("report.read")
def compliance_file(kind: str) -> Any:
    """The list as it is shown, as a workbook or a CSV file."""
    periods = list(worklist.all_periods().values())
    period = chosen(periods) or abort(404)
    table = _table(period, wanted_of(asked()))

    def write(target: Path) -> None:
        if kind == "xlsx":
            writing.write_xlsx(target, [table], title=table.name)
        else:
            writing.write_csv(target, table.header, table.rows)

    return serving.send(f"kepatuhan-{period.code}.{kind}", write)


def _table(period: Period, wanted: queries.Wanted) -> writing.Table:
    said = _Words()
    header = [
        _("Register number"), _("Organisation"), _("Kecamatan"), _("Kelurahan"), _("Period"), _("State"), _("Days"), _("Awaited until"),
        _("Reported on"),
    ]  # fmt: skip
    name = words.name_of(period)
    rows = (
        (
            row.register_number, row.name, row.district, row.village, name, said.word(row.state), row.state.days, row.until,
            row.settled_on,
        )
        for row in queries.everybody(period, wanted, clock.today())
    )  # fmt: skip
    return writing.Table(name, header, rows)
