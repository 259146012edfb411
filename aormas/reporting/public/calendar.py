"""The public calendar: what organisations announce, as a page and for other calendars."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.i18n import format_date
from aormas.core.office import office
from aormas.core.regions import districts
from aormas.organizations.presentation import field_words
from aormas.reporting.exports import ics
from aormas.reporting.public.face import bp
from aormas.reporting.queries import shown


def _asked() -> dict[str, str]:
    asked = {name: request.args.get(name, "").strip()[:20] for name in ("kecamatan", "bidang")}
    return {name: value for name, value in asked.items() if value}


def _coming(asked: dict[str, str]) -> list[shown.Coming]:
    return shown.coming(clock.today(), district=asked.get("kecamatan", ""), subject=asked.get("bidang", ""))


@bp.get("/kegiatan")
@web.public_reading
def calendar() -> Any:
    """Activities that organisations announce, by month and day."""
    asked = _asked()
    months = [
        (month, list(rows))
        for month, rows in groupby(_coming(asked), key=lambda one: format_date(one.plan.starts_on, "MMMM yyyy"))
    ]
    return web.page(
        "reporting/public/calendar.html", months=months, asked=asked, districts=districts(), fields=field_words(), days=days_of,
    )  # fmt: skip


def days_of(one: shown.Coming) -> str:
    """Return the days of an announced activity in words, with its hours."""
    plan = one.plan
    day = format_date(plan.starts_on, "weekday")
    if plan.ends_on and plan.ends_on != plan.starts_on:
        day = _("%(first)s to %(last)s", first=day, last=format_date(plan.ends_on, "weekday"))
    return f"{day}, {plan.hours}" if plan.hours else day


@bp.get("/kegiatan.ics")
@web.public_reading
def calendar_file() -> Response:
    """The same for the calendars of phones and computers (RFC 5545)."""
    body = ics.calendar(
        _coming(_asked()), title=_("Activities of organisations in %(city)s", city=office().city), root=web.site_root()
    )
    return Response(body, mimetype="text/calendar")
