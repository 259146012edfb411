"""More time and exemptions: what is asked for, what was given, deciding, giving it to one or to all."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from aormas.accounts.actions import session as session_actions
from aormas.core import clock, web
from aormas.core.database import db
from aormas.core.errors import ActionError, Invalid
from aormas.core.forms import choices
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.core.regions import districts
from aormas.organizations.models import Organization
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import reliefs as actions
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.forms.reliefs import GRANT, DecideForm, GrantAllForm, GrantForm
from aormas.reporting.models import Period, ReliefRequest
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import reliefs as queries
from aormas.reporting.queries.states import period as period_of
from aormas.reporting.queries.states import state_of
from aormas.reporting.queries.writing import duty_of
from aormas.reporting.rules.states import EXEMPTION, EXTENSION


def kind_words() -> dict[str, str]:
    """Return kind of relief → its words."""
    return {EXTENSION: _("More time"), EXEMPTION: _("Exemption for this period")}


@bp.get("/laporan/kelonggaran")
@web.requires("report.read")
def reliefs() -> Any:
    """The requests that wait, with the office's own day, and what was granted."""
    return web.page(
        "reporting/desk/reliefs.html", waiting=queries.waiting(), found=queries.given(web.page_number()), left=_left, kinds=kind_words(),
        name_of=words.name_of, names=dict(districts()), may=officer().may("report.relief"), page_url=web.pages_of(".reliefs", {}),
    )  # fmt: skip


def _left(one: ReliefRequest) -> tuple[str, str]:
    """Return (words, tone) of the office's own day for an answer."""
    days = calendar().left(one.answer_due_on, clock.today())
    if days < 0:
        return ngettext("the office is %(num)d day late", "the office is %(num)d days late", -days), "late"
    said = ngettext("answer within %(num)d working day", "answer within %(num)d working days", days)
    return (said if days else _("answer today")), "wait" if days <= 2 else "plain"


@bp.route("/laporan/kelonggaran/<int:number>", methods=["GET", "POST"])
@web.requires("report.relief")
def decide_relief(number: int) -> Any:
    """Grant or refuse one request."""
    row = db.session.get(ReliefRequest, number) or abort(404)
    if row.duty.period is None:
        abort(404)
    form = DecideForm(data={"until": row.wanted_until})
    if request.method == "POST" and form.validate():
        try:
            actions.decide(
                row, form.verdict.data == GRANT, until=form.until.data, answer=form.answer.data or "", by=officer()
            )
            web.say(_("The answer stands in the organisation's portal."))
            return web.seen(url_for(".reliefs"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/relief_decide.html", row=row, form=form, kinds=kind_words(), name=words.name_of(row.duty.period), left=_left(row),
        state=state_of(row.duty, clock.today()), word=words.word, extension=EXTENSION,
    ), 422 if form.errors else 200  # fmt: skip


@bp.route("/laporan/kelonggaran/beri/<organization:organization>/<code>", methods=["GET", "POST"])
@web.requires("report.relief")
def grant_relief(organization: Organization, code: str) -> Any:
    """Give one organisation more time for a period, or exempt it, without a request."""
    period = period_of(code)
    duty = duty_of(organization.id, period.id) if period is not None else None
    if period is None or duty is None:
        abort(404)
    form = GrantForm()
    if request.method == "POST" and form.validate():
        try:
            actions.grant(
                duty, form.kind.data, until=form.until.data, reason=form.reason.data or "", by=officer(), client_id=str(form.client_id.data)
            )  # fmt: skip
            web.say(_("It is given; the organisation sees it in its portal."))
            return web.seen(url_for("organizations_desk.part", organization=duty.organization_id, part="laporan"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/relief_grant.html", duty=duty, form=form, name=words.name_of(period), state=state_of(duty, clock.today()),
        word=words.word,
    ), 422 if form.errors else 200  # fmt: skip


@bp.route("/laporan/kelonggaran/semua", methods=["GET", "POST"])
@web.requires("report.relief")
def grant_relief_to_all() -> Any:
    """Give everybody, or a kecamatan, more time: first it is counted whom it touches, then the password is asked for."""
    form = GrantAllForm()
    offered = queries.periods(clock.today())
    form.period.choices = choices([("", _("Choose")), *((one.code, words.name_of(one)) for one in offered)])
    form.district.choices = choices(
        [("", _("All organisations")), *((code, _("Kecamatan %(name)s", name=name)) for code, name in districts())]
    )
    touched = None
    if request.method == "POST" and form.validate():
        period = next(one for one in offered if one.code == form.period.data)
        try:
            touched = _looked_at(form, period)
            if "beri" in request.form and form.counted.data == _mark(form, touched):
                return _given(form, period, touched)
            form.counted.data = _mark(form, touched)
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page("reporting/desk/relief_all.html", form=form, touched=touched), 422 if form.errors else 200


def _looked_at(form: GrantAllForm, period: Period) -> queries.Touched:
    """Return whom it touches; raises `Invalid` for a day that helps nothing, before anybody types a password."""
    actions.check(period, form.kind.data, form.until.data, form.reason.data or "")
    return queries.touched(period, form.kind.data, form.until.data, form.district.data or "", clock.today())


def _mark(form: GrantAllForm, touched: queries.Touched) -> str:
    """Return what was counted for which choices; a change of either is counted and shown again."""
    return f"{touched.all}/{form.period.data}/{form.kind.data}/{form.until.data}/{form.district.data}"


def _given(form: GrantAllForm, period: Period, touched: queries.Touched) -> Any:
    if not form.password.data:
        raise Invalid("Type your password to confirm.", field="password")
    session_actions.confirm_password(officer(), form.password.data)
    actions.grant_all(
        period, form.kind.data, until=form.until.data, reason=form.reason.data or "", notice=form.notice.data or "",
        district=form.district.data or "", by=officer(), client_id=str(form.client_id.data),
    )  # fmt: skip
    said = ngettext("It is given: %(num)d report changed.", "It is given: %(num)d reports changed.", touched.all)
    until = format_date(form.until.data) if form.kind.data == EXTENSION else ""
    web.say(f"{said} " + (_("The notice stands on the first page until %(date)s.", date=until) if until else ""))
    return web.seen(url_for(".reliefs"))
