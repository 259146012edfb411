"""The figures of /statistik: counts with their words and the address of the list behind each."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_date, format_number
from aormas.organizations import presentation
from aormas.organizations.queries import statistics as queries
from aormas.organizations.rules.spans import WITHOUT, written
from aormas.site import tiles

YEARS = 20

Row = tuple[str, int, str]  # words, count, address of the list


def all_of_them() -> dict[str, Any]:
    """Return everything that the page shows, in at most ten statements however many organisations there are."""
    listed, being = queries.whole()
    return {
        "listed": listed, "being": being, **_places(listed), **_years(),
        "fields": _fields(), "forms": _forms(), "statuses": _statuses(), **_terms(),
    }  # fmt: skip


def _list(**filters: str) -> str:
    return url_for("organizations.register", **filters)  # type: ignore[arg-type]


def _places(listed: int) -> dict[str, Any]:
    districts, villages = queries.places()
    known = [(row.code, row.name, row.count, _list(kecamatan=row.code)) for row in districts if row.code != WITHOUT]
    drawn, width, height = tiles.layout(known)
    unknown, nowhere = _("not recorded"), _list(kecamatan=WITHOUT)
    return {
        "tiles": drawn, "map_width": width, "map_height": height,
        "districts": [(row.name or unknown, row.count, _list(kecamatan=row.code), share(row.count, listed)) for row in districts],
        "villages": [(row.name or unknown, row.district, row.count, _list(kelurahan=row.code)) for row in villages],
        "top_place": max(known, key=lambda row: row[2], default=("", "", 0, "")),
        "without_place": next((row.count for row in districts if row.code == WITHOUT), 0), "without_place_url": nowhere,
    }  # fmt: skip


def share(count: int, whole: int) -> str:
    """Return a part of the whole in per cent, with one decimal place."""
    return f"{format_number(round(100 * count / whole, 1))} %" if whole else "–"


def _fields() -> list[Row]:
    counts = queries.by_field()
    rows = [(name, counts.get(code, 0), _list(bidang=code)) for code, name in presentation.field_words().items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _forms() -> list[Row]:
    counts = queries.by_form()
    return [(word, counts.get(code, 0), _list(bentuk=code)) for code, word in presentation.form_words().items()]


def _statuses() -> list[tuple[str, int, str, str]]:
    counts = queries.by_status()
    return [
        (word, counts.get(code, 0), _list(status=code), tone)
        for code, (word, tone) in presentation.status_words().items()
    ]


def _years() -> dict[str, Any]:
    """Return the last years one by one, what lies before them in one row, and those without a day."""
    founded, entered = queries.by_year_founded(), queries.by_year_entered()
    first = clock.today().year - YEARS + 1
    years = range(first, max([clock.today().year, *(year for year in founded if year)]) + 1)
    before = _("until %(year)s", year=first - 1)
    early = sum(count for year, count in founded.items() if year and year < first)
    early_entered = sum(count for year, count in entered.items() if year < first)
    span = written(None, date(first - 1, 12, 31))
    table = [(before, early, _list(berdiri=span), early_entered, _list(masuk=span))]
    for year in years:
        at = str(year)
        table.append((at, founded.get(year, 0), _list(berdiri=at), entered.get(year, 0), _list(masuk=at)))
    recent = table[-10:]
    return {
        "years": table, "founded": [(row[0], row[1]) for row in table[1:]], "entered": [(row[0], row[3]) for row in table[1:]],
        "before": before, "early": early, "undated": founded.get(None, 0), "undated_url": _list(berdiri=WITHOUT),
        "recent_since": recent[0][0], "recent_founded": sum(row[1] for row in recent), "recent_entered": sum(row[3] for row in recent),
    }  # fmt: skip


def _terms() -> dict[str, Any]:
    """Return the ends of present boards' terms, and how many come within the first four quarters until which day."""
    found = queries.terms_ending()
    soon = found[1:5]
    return {
        "terms": [(_when(text, first, last), count, _list(masa_bakti=text)) for text, first, last, count in found],
        "terms_soon": sum(count for *_, count in soon), "terms_soon_until": soon[-1][2], "terms_ended": found[0][3],
    }  # fmt: skip


def _when(text: str, first: date | None, last: date | None) -> str:
    if text == WITHOUT:
        return _("no end recorded")
    if first is None:
        return _("ended already")
    if last is None:
        return _("after that")
    return f"{format_date(first, 'MMM')}–{format_date(last, 'MMM yyyy')}"
