"""Whom to remind today: by way, one after the other or many at once; letters to print, a sheet to call by."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from aormas.core import clock, mail, web
from aormas.core.database import db
from aormas.core.errors import ActionError, Conflict
from aormas.core.forms import choices
from aormas.core.regions import districts
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import reminding as actions
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.forms.reminding import ReminderForm
from aormas.reporting.models import Duty
from aormas.reporting.presentation import reminding as words
from aormas.reporting.presentation import states as state_words
from aormas.reporting.queries import compliance, worklist
from aormas.reporting.queries import reminding as queries
from aormas.reporting.rules import kinds
from aormas.reporting.rules.reminding import CHANNELS
from aormas.reporting.rules.states import NOT_REPORTED

PER_PAGE = 50
AT_ONCE = 200  # reminders that one click notes
NAMED = 12  # names that the question about all of them shows


def _asked() -> dict[str, Any]:
    """Return the filters: kind of duty, district, way."""
    known = {"jenis": kinds.KINDS, "saluran": CHANNELS}
    asked = {name: request.values.get(name, "").strip()[:20] for name in ("jenis", "kecamatan", "saluran")}
    return {name: value for name, value in asked.items() if value and (name not in known or value in known[name])}


def _due(asked: dict[str, Any]) -> list[queries.Due]:
    """Return whom to remind today as the filters ask, of all ways."""
    wanted = {"kind": asked.get("jenis", ""), "district": asked.get("kecamatan", "")}
    return queries.due(clock.today(), mail=mail.is_set(), **wanted)


@bp.get("/laporan/pengingat")
@web.requires("report.read")
def reminders() -> Any:
    """Whom to remind today, and how."""
    asked = _asked()
    found = _due(asked)
    counts = Counter(one.channel for one in found)
    way = asked.get("saluran") or next((name for name in CHANNELS if counts[name]), CHANNELS[0])
    mine = [one for one in found if one.channel == way]
    page, pages = web.page_number(), max(1, -(-len(mine) // PER_PAGE))
    kept: dict[str, Any] = {**asked, "saluran": way}
    return web.page(
        "reporting/desk/reminders.html", **({} if {"jenis", "kecamatan"} & set(asked) else _past(found)), lines=mine[(page - 1) * PER_PAGE : page * PER_PAGE], count=len(mine), way=way, asked=asked,
        tabs_of=[(word, url_for(".reminders", **{**asked, "saluran": name}), name == way, counts[name]) for name, word in words.channel_words().items()],
        page=page, pages=pages, page_url=web.pages_of(".reminders", kept), kinds=state_words.kind_words(), districts=districts(), kept=kept,
        all=len(found), can_mail=mail.is_set(), words=words, word=state_words.word, at_once=min(AT_ONCE, len(mine)), may=officer().may("report.remind"),
    )  # fmt: skip


def _past(found: list[queries.Due]) -> dict[str, Any]:
    """Return how many have not reported on the last due period and are in no line of today, with the address that lists them."""
    period = compliance.usual(list(worklist.all_periods().values()), clock.today())
    if period is None:
        return {}
    here = sum(one.code == period.code and one.state.code in NOT_REPORTED for one in found)
    return {
        "past": compliance.not_reported(period, clock.today()) - here, "past_name": state_words.name_of(period),
        "past_url": url_for(".compliance", periode=period.code, keadaan=compliance.NOT_REPORTED),
    }  # fmt: skip


@bp.get("/laporan/pengingat/semua")
@web.requires("report.remind")
def all_reminders() -> Any:
    """Ask once more before all reminders of a way are noted as sent."""
    asked = _asked()
    way = asked.get("saluran", "")
    lines = [one for one in _due(asked) if one.channel == way][:AT_ONCE]
    if not lines:
        web.say(_("Nothing was chosen, or others have done it meanwhile."), "warning")
        return web.seen(url_for(".reminders", **asked))
    return web.page(
        "reporting/desk/reminders_all.html", count=len(lines), names=[one.name for one in lines[:NAMED]], way=way, asked=asked,
        back_url=url_for(".reminders", **asked),
    )  # fmt: skip


@bp.post("/laporan/pengingat")
@web.requires("report.remind")
def remind_many() -> Any:
    """Note the chosen reminders as sent, or send them by e-mail: those that were ticked, or all that are shown by the filters."""
    asked = _asked()
    way = asked.get("saluran", "")
    lines = [one for one in _due(asked) if one.channel == way]
    chosen = {int(value) for value in request.form.getlist("pilih") if value.isdecimal()}
    if "semua" not in request.form:
        lines = [one for one in lines if one.duty_id in chosen]
    done = sum(_reminded(one, way) for one in lines[:AT_ONCE])
    if not lines:
        web.say(_("Nothing was chosen, or others have done it meanwhile."), "warning")
    else:
        web.say(_said(way, done), "ok")
    if done < len(lines[:AT_ONCE]):
        web.say(_("%(n)s had reported or were reminded meanwhile.", n=len(lines[:AT_ONCE]) - done), "warning")
    return web.seen(url_for(".reminders", **asked))


def _said(way: str, done: int) -> str:
    if way == "email":
        return ngettext("%(num)d e-mail is on its way.", "%(num)d e-mails are on their way.", done)
    return ngettext("%(num)d reminder is noted.", "%(num)d reminders are noted.", done)


def _reminded(one: queries.Due, way: str, text: str | None = None) -> bool:
    duty = db.session.get(Duty, one.duty_id)
    if duty is None:
        return False
    try:
        actions.remind(duty, one.rule, way, text or words.text_of(one), officer())
    except Conflict:
        return False
    return True


@bp.route("/laporan/pengingat/<duty:duty>", methods=["GET", "POST"])
@web.requires("report.remind")
def reminder(duty: Duty) -> Any:
    """One organisation: the ready text, a button that opens it in WhatsApp, and the note that it was sent; then the next one.

    A text that was changed goes into the button with `teks`; script does so while it is typed.
    """
    asked = _asked()
    line = queries.line_of(duty, clock.today(), mail=mail.is_set())
    if line is None:
        web.say(_("This organisation has reported or was reminded meanwhile."), "warning")
        return web.seen(url_for(".reminders", **asked))
    form = ReminderForm(data={"channel": line.channel, "text": words.text_of(line)})
    form.channel.choices = choices(_ways(line))
    taken = request.method == "POST" and form.validate() and "teks" in request.form
    if request.method == "POST" and not taken and form.validate():
        try:
            actions.remind(duty, line.rule, form.channel.data, form.text.data or "", officer())
            web.say(_said(form.channel.data, 1))
            return web.seen(_next(asked, line))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/reminder.html", line=line, form=form, words=words, word=state_words.word, asked=asked, hints=_hints(line),
        url=words.whatsapp_url(line.reach.mobile, form.text.data or ""), taken=taken, can_mail=mail.is_set(),
    ), 422 if form.errors else 200  # fmt: skip


def _ways(line: queries.Due) -> list[tuple[str, str]]:
    able = {
        "whatsapp": line.reach.mobile,
        "email": mail.is_set() and line.reach.email,
        "letter": line.reach.seat,
        "call": True,
    }
    return [(name, word) for name, word in words.channel_words().items() if able[name]]


def _hints(line: queries.Due) -> dict[str, str]:
    from aormas.core.i18n import format_phone

    return {
        "whatsapp": format_phone(line.reach.mobile),
        "email": line.reach.email,
        "letter": line.reach.seat,
        "call": format_phone(line.reach.phone),
    }


def _next(asked: dict[str, Any], line: queries.Due) -> str:
    """Return the address of the next organisation of the same way, or of the list when nobody is left."""
    left = [one for one in _due(asked) if one.channel == asked.get("saluran", line.channel)]
    place = (line.district, line.village, line.name.casefold())
    after = [one for one in left if (one.district, one.village, one.name.casefold()) > place]
    following = next(iter(after or left), None)
    if following is None:
        return url_for(".reminders", **asked)
    return url_for(".reminder", duty=following.duty_id, **asked)


@bp.get("/laporan/pengingat/surat.pdf")
@web.requires("report.remind")
def reminder_letters() -> Any:
    """All letters of today in one file, one page each, by kelurahan."""
    from aormas.reporting.pdf import reminder_letters as paper

    lines = [one for one in _due(_asked()) if one.channel == "letter"][:AT_ONCE]
    if not lines:
        abort(404)
    answer = Response(paper.render(paper.letters(lines)), mimetype="application/pdf")
    answer.headers.set("Content-Disposition", "inline", filename=f"surat-pengingat-{clock.today().isoformat()}.pdf")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@bp.get("/laporan/pengingat/lembar")
@web.requires("report.read")
def reminder_sheet() -> Any:
    """Whom to call, one kelurahan after the other, with room for the answer."""
    asked = {**_asked(), "saluran": "call"}
    lines = [one for one in _due(asked) if one.channel == "call"]
    groups = [(place, list(rows)) for place, rows in groupby(lines, key=lambda one: (one.district, one.village))]
    return web.page(
        "reporting/desk/reminder_sheet.html", groups=groups, today=clock.today(), words=words, word=state_words.word,
        back_url=url_for(".reminders", **asked),
    )  # fmt: skip
