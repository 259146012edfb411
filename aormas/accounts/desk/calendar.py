"""The office's calendar of days off."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.accounts import forms
from aormas.accounts.desk.face import bp
from aormas.core import clock, holidays, web
from aormas.core.database import db
from aormas.core.errors import Invalid
from aormas.core.i18n import format_date


@bp.route("/kalender", methods=["GET", "POST"])
@web.requires("calendar.read")
def calendar() -> Any:
    """Show a year's days off; a POST adds one."""
    text = request.args.get("tahun", "")
    year = int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else clock.today().year
    form = forms.HolidayForm()
    if request.method == "POST":
        if not current_user.may("calendar.edit"):
            abort(403)
        if form.validate():
            try:
                day = holidays.add(form.on.data or clock.today(), form.name.data or "", form.kind.data, by=current_user)
                web.say(_("The day is in the calendar; all deadlines count it from now on."))
                return web.seen(url_for(".calendar", tahun=day.on.year))
            except Invalid as error:
                form.refuse("on", _(error.message))
    days = holidays.of_year(year)
    names = {kind: str(name) for kind, name in forms.HOLIDAY_NAMES.items()}
    context = {
        "form": form,
        "year": year,
        "days": days,
        "kinds": names,
        "unknown_years": holidays.years_without_table(),
    }
    return web.page("accounts/desk/calendar.html", **context), 422 if form.errors else 200


@bp.route("/kalender/<int:number>/hapus", methods=["GET", "POST"])
@web.requires("calendar.edit")
def remove_day(number: int) -> Any:
    """Ask whether a day shall leave the calendar; a POST takes it out."""
    day = db.session.get(holidays.Holiday, number)
    if day is None:
        abort(404)
    if request.method == "GET":
        return web.page("accounts/desk/calendar_remove.html", day=day)
    year, named = day.on.year, {"day": format_date(day.on, "weekday"), "name": day.name}
    holidays.remove(day, by=current_user)
    web.say(_("%(day)s, %(name)s, was taken out of the calendar. Add it again if that was a mistake.", **named))
    return web.seen(url_for(".calendar", tahun=year))
