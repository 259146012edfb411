"""The settings of reporting: the rule of due days, periods, reminders, stock reasons."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.accounts.actions import session as session_actions
from aormas.core import clock, mail, web
from aormas.core.database import db
from aormas.core.errors import ActionError, Invalid
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import settings as actions
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.forms.settings import HOLIDAY_WORDS, MoveForm, ReasonForm, ReminderRuleForm, RuleForm
from aormas.reporting.models import Period, ReminderRule, ReportReason, ReportRule
from aormas.reporting.presentation import reminding as words
from aormas.reporting.presentation import states as state_words
from aormas.reporting.queries import reminding as reminding_queries
from aormas.reporting.queries import settings as queries
from aormas.reporting.rules import kinds, reminding, stages, states

# Place in a text → what stands there, in Indonesian as the office writes its texts.
PLACES = {
    "{nama}": "nama organisasi", "{kewajiban}": "laporan atau surat yang diingatkan", "{tanggal}": "hari terakhir, misalnya 1 Februari 2027",
    "{keadaan}": "keadaannya, misalnya jatuh tempo dalam 14 hari", "{kantor}": "nama kantor", "{alamat}": "alamat halaman untuk melapor",
}  # fmt: skip
assert set(PLACES) == set(reminding.PLACES)


@bp.get("/pengaturan/pelaporan")
@web.requires("settings.read")
def rules() -> Any:
    """The rule that holds and the next one, the periods, the reminders, the stock reasons."""
    today = clock.today()
    present = queries.present_rule(today)
    every = queries.rules_of()
    return web.page(
        "reporting/desk/rules.html", present=present,
        coming=[(rule, _changes(rule)) for rule in reversed(every) if rule.valid_from > today],
        rows=_rule_rows(present) if present else [], periods=queries.periods(), name_of=state_words.name_of, today=today,
        reminders=reminding_queries.rules(), reasons=queries.reasons(), words=words, kinds=state_words.kind_words(),
        channels=words.channel_words(), stages={name: _(word) for name, (word, _tone) in stages.STAGE_WORDS.items()},
        may=officer().may("settings.edit"), can_mail=mail.is_set(), sender=mail.sender(),
    )  # fmt: skip


def _changes(rule: Any) -> list[tuple[str, str, str]]:
    """Return what a rule changes as (question, before, then), against the one that holds until its first day."""
    before = queries.rule_before(rule.valid_from)
    if before is None:
        return []
    pairs = zip(_rule_rows(before), _rule_rows(rule), strict=True)
    return [(asked, old, new) for (asked, old), (_asked, new) in pairs if old != new]


def _rule_rows(rule: Any) -> list[tuple[str, str]]:
    """Return what a rule says as (question, answer)."""
    return [
        (_("Months in a period"), str(rule.months)),
        (_("Due"), _("%(n)s days after the period's last day", n=rule.due_days)),
        (_("When the due day is a holiday"), str(HOLIDAY_WORDS[rule.holiday_rule])),
        (_("Days of grace after the due day"), str(rule.grace_days)),
        (_("Newcomers report when they were known so many days of the period"), str(rule.newcomer_days)),
        (_("Reports are taken so many days after the due day"), str(rule.close_days)),
        (_("The office answers within so many working days"), str(rule.answer_days)),
        (_("Nil report"), _("allowed") if rule.nil_allowed else _("not allowed")),
        (_("To whom reports are addressed"), rule.addressee),
        (_("Number of the receipt"), rule.receipt_pattern),
    ]


@bp.route("/pengaturan/pelaporan/aturan", methods=["GET", "POST"])
@web.requires("settings.edit")
def rule() -> Any:
    """Write the next rule; what it changes and the next four due days are shown before it is saved."""
    first = actions.next_start()
    known = next(iter(queries.rules_of()), None)
    form = RuleForm(obj=known)
    if request.method == "GET":
        form.valid_from.data = known.valid_from if known is not None and known.valid_from >= first else first
    ahead: list[queries.Ahead] = []
    changes: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.validate():
        day, values = form.valid_from.data or first, form.values()
        try:
            actions.check(day, values)
            ahead, changes = queries.ahead(day, values), _changes(SimpleNamespace(valid_from=day, **values))
            if "simpan" in request.form and form.shown.data == form.mark():
                actions.set_rule(day, values, officer())
                web.say(_("The rule is saved. Periods that have begun keep theirs."))
                return web.seen(url_for(".rules"))
            form.shown.data = form.mark()
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/rule.html",
        form=form,
        ahead=ahead,
        changes=changes,
        period_name=state_words.period_name,
        first=first,
    ), 422 if form.errors else 200


@bp.post("/pengaturan/pelaporan/aturan/<int:number>/batalkan")
@web.requires("settings.edit")
def take_rule_back(number: int) -> Any:
    """Take back a rule that does not hold yet."""
    row = db.session.get(ReportRule, number) or abort(404)
    try:
        actions.take_rule_back(row, officer())
        web.say(_("The rule is taken back; the one before goes on."))
    except ActionError as error:
        web.say(_(error.message), "warning")
    return web.seen(url_for(".rules"))


@bp.route("/pengaturan/pelaporan/periode/<int:number>", methods=["GET", "POST"])
@web.requires("settings.edit")
def move_due_day(number: int) -> Any:
    """Move the due day of a period to a later day, for everybody: first the day is shown, then the password is asked for."""
    period = db.session.get(Period, number) or abort(404)
    form, day = MoveForm(), None
    if request.method == "POST" and form.validate():
        try:
            day = actions.moved_day(period, form.due_on.data or date.min)
            if "mundurkan" in request.form and form.shown.data == day.isoformat():
                return _moved(form, period, day)
            form.shown.data = day.isoformat()
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/move.html", period=period, form=form, name=state_words.name_of(period), awaited=queries.awaited(period),
        day=day, passed=period.due_on < clock.today(),
    ), 422 if form.errors else 200  # fmt: skip


def _moved(form: MoveForm, period: Period, day: date) -> Any:
    if not form.password.data:
        raise Invalid("Type your password to confirm.", field="password")
    session_actions.confirm_password(officer(), form.password.data)
    actions.move_due_day(period, day, form.reason.data or "", officer())
    web.say(_("The due day is moved. The reason stands on the first page until that day."))
    return web.seen(url_for(".rules"))


@bp.route("/pengaturan/pelaporan/pengingat/baru", methods=["GET", "POST"], defaults={"number": None})
@bp.route("/pengaturan/pelaporan/pengingat/<int:number>", methods=["GET", "POST"])
@web.requires("settings.edit")
def reminder_rule(number: int | None) -> Any:
    """Write a rule of reminding, with its text as an invented organisation would read it."""
    row = _present(ReminderRule, number) if number else None
    form = ReminderRuleForm(data=_filled(row))
    if request.method == "POST" and form.validate() and "lihat" not in request.form:
        try:
            actions.set_reminder(row, form.values(), officer())
            web.say(_("The reminder is saved. What was sent keeps its words."))
            return web.seen(url_for(".rules"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page(
        "reporting/desk/reminder_rule.html", row=row, form=form, places=list(PLACES.items()), sample=_sample(form)
    ), 422 if form.errors else 200


def _present(model: Any, number: int) -> Any:
    row = db.session.get(model, number)
    if row is None or row.ended_on is not None:
        abort(404)
    return row


def _filled(row: ReminderRule | None) -> dict[str, Any]:
    ways = row.channels.split(",") if row is not None else ["whatsapp", "email", "letter"]
    told: dict[str, Any] = {f"way_{number}": way for number, way in enumerate(ways, 1)}
    if row is None:
        return {"kind": kinds.SEMESTER, "days": -7, **told}
    return {"kind": row.kind, "days": row.days, "subject": row.subject, "text": row.text, **told}


def _sample(form: ReminderRuleForm) -> str:
    """Return the text as an invented organisation would read it on the day of the rule."""
    days = form.days.data if isinstance(form.days.data, int) and -400 < form.days.data < 400 else 0
    kind, today = form.kind.data if form.kind.data in kinds.KINDS else kinds.SEMESTER, clock.today()
    until = today - timedelta(days=days)
    state = states.state(states.Facts(date.min, until), today)
    period = queries.periods(1)
    example = reminding_queries.Due(
        0, 0, "Karang Taruna Contoh", "", "", "", "", kind, "", period[0].code if period else "", 6, state, until, ReminderRule(), "",
        reminding.Reach(),
    )  # fmt: skip
    return words.written(example, form.text.data or "")


@bp.post("/pengaturan/pelaporan/pengingat/<int:number>/akhiri")
@web.requires("settings.edit")
def end_reminder_rule(number: int) -> Any:
    """End a rule of reminding."""
    actions.end_reminder(_present(ReminderRule, number), officer())
    web.say(_("This reminder is not sent any more. What was sent stays in the history."))
    return web.seen(url_for(".rules"))


@bp.route("/pengaturan/pelaporan/alasan/baru", methods=["GET", "POST"], defaults={"number": None})
@bp.route("/pengaturan/pelaporan/alasan/<int:number>", methods=["GET", "POST"])
@web.requires("settings.edit")
def report_reason(number: int | None) -> Any:
    """Write a stock reason."""
    row = _present(ReportReason, number) if number else None
    form = ReasonForm(obj=row)
    if request.method == "POST" and form.validate():
        try:
            actions.set_reason(row, form.verdict.data, form.title.data or "", form.text.data or "", officer())
            web.say(_("The reason is saved. Verdicts that used it keep their words."))
            return web.seen(url_for(".rules"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **shown(error.values)))
    return web.page("reporting/desk/reason.html", row=row, form=form), 422 if form.errors else 200


@bp.post("/pengaturan/pelaporan/alasan/<int:number>/akhiri")
@web.requires("settings.edit")
def end_report_reason(number: int) -> Any:
    """Offer a stock reason no more."""
    actions.end_reason(_present(ReportReason, number), officer())
    web.say(_("This reason is not offered any more."))
    return web.seen(url_for(".rules"))
