"""Reading a report beside its photos, and saying what the office thinks of it."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.serving import send_stored
from aormas.core.files.thumbnails import small_photo
from aormas.core.forms import Form
from aormas.core.holidays import calendar
from aormas.reporting.actions import reviewing
from aormas.reporting.desk.face import bp, officer
from aormas.reporting.desk.worklist import stage_words
from aormas.reporting.entry.sending import check_url
from aormas.reporting.forms.review import VerdictForm, WordForm
from aormas.reporting.models import ActivityReport
from aormas.reporting.presentation import review as presentation
from aormas.reporting.presentation import states as words
from aormas.reporting.presentation.deadlines import days_left
from aormas.reporting.presentation.writing import arrived
from aormas.reporting.queries import doubles, states, worklist
from aormas.reporting.queries import review as queries
from aormas.reporting.rules import comparing, stages


@bp.get("/laporan/<report:report>")
@web.requires("report.read")
def report(report: ActivityReport) -> Any:
    """Show a report: photos and text side by side, what changed, what may be a double, what was said."""
    return page(report)


def page(
    report: ActivityReport, verdict: VerdictForm | None = None, word: WordForm | None = None, moved: str = ""
) -> str:
    """Return the review screen with what was typed; `moved` says that another officer was quicker."""
    filings = queries.filings(report)
    if not filings:
        return web.page("reporting/desk/unsent.html", report=report, period=words.name_of(report.period))
    last, content = filings[-1], filings[-1].content
    names = {number: words.name_of(one) for number, one in worklist.all_periods().items()}
    marks = doubles.marks([report.id]).get(report.id, [])
    numbers = [photo["id"] for one in content["activities"] for photo in one.get("photos", [])]
    cards = presentation.cards(content, queries.photos(report, numbers), marks, names)
    changed = comparing.changes(filings[-2].content, content) if len(filings) > 1 else []
    return web.page(
        "reporting/desk/report.html", report=report, last=last, filings=filings, period=names[report.period_id], cards=cards,
        shots=[shot for card in cards for shot in card.shots], rows=presentation.report_rows(content),
        signers=presentation.signers(content), changed=presentation.change_lines(changed), stages=stage_words(),
        whole=[presentation.mark_words(one, names) for one in marks if not one.activity_id],
        marked=len(marks), others={(one.other_report_id, one.other_name, names.get(one.other_period_id, "")) for one in marks},
        left=days_left(report.answer_due_on, clock.today(), calendar()), state=words.word(states.state_of(report.duty, clock.today())),
        tone=states.state_of(report.duty, clock.today()).tone, verdict=verdict or _fresh(report.steps), word=word or WordForm(formdata=None),
        moved=moved, public_word=presentation.public_word(report.stage), to_show=presentation.to_show(cards), receipt_url=check_url(last), arrived=arrived, decidable=_decidable(report), written=report.messages,
    )  # fmt: skip


def _decidable(report: ActivityReport) -> bool:
    answered = {stage for stage, verb in stages.MOVES if verb in stages.VERDICTS.values()}
    return officer().may("report.review") and report.stage in answered


def _fresh(seen: int) -> VerdictForm:
    form = VerdictForm(formdata=None, seen=str(seen))
    form.offer(queries.reasons())
    return form


@bp.post("/laporan/<report:report>/putusan")
@web.requires("report.review")
def decide(report: ActivityReport) -> Any:
    """Accept the report, hand it back with remarks, or reject it."""
    form, known = VerdictForm(), queries.reasons()
    form.offer(known)

    def act() -> None:
        reviewing.decide(
            report, form.verdict.data, reasons=form.chosen(known), note=form.note.data or "", seen=form.last_seen, by=officer(),
            client_id=str(form.client_id.data),
        )  # fmt: skip

    said = {
        stages.ACCEPTED: _("Accepted. The organisation reads it, and what it chose to show stands on its public page."),
        stages.NOTED: _("Sent back with remarks. The organisation reads them and answers; the report still counts from its first day."),
        stages.REJECTED: _("Rejected. The report does not count any more; the organisation reads why and can send it anew."),
    }  # fmt: skip
    return _step(
        report, form, act, lambda: said[form.verdict.data], lambda moved="": page(report, verdict=form, moved=moved)
    )


@bp.post("/laporan/<report:report>/pesan")
@web.requires("report.review")
def write(report: ActivityReport) -> Any:
    """Write to the organisation about its report, without a verdict."""
    form = WordForm()

    def act() -> None:
        reviewing.write(report, form.text.data or "", officer(), client_id=str(form.client_id.data))

    return _step(
        report,
        form,
        act,
        lambda: _("Sent. The organisation reads it with its report."),
        lambda moved="": page(report, word=form, moved=moved),
    )


def _step(report: ActivityReport, form: Form, act: Any, said: Any, show: Any) -> Any:
    """Do a step and go on to the next report that waits; else show the page again with what was typed."""
    if not form.validate():
        return show(), 422
    try:
        act()
    except Invalid as error:
        name = form.verdict.data if error.field == "reasons" and isinstance(form, VerdictForm) else error.field
        form.refuse(name, _(error.message, **error.values))
        return show(), 422
    except Conflict as error:
        return show(_moved(report, form, error)), 409
    web.say(said())
    return web.seen(url_for(".report", report=report))


def _moved(report: ActivityReport, form: Form, error: Conflict) -> str:
    if isinstance(form, VerdictForm):
        queries.filings(report)
        form.seen.data = str(report.steps)
    return _(error.message, **error.values)


@bp.get("/laporan/<report:report>/foto/<int:number>.jpg")
@web.requires("report.read")
def photo(report: ActivityReport, number: int) -> Any:
    """A photo of a report; with `kecil` the small one."""
    found = queries.photo(report, number)
    if found is None or not queries.filings(report):
        abort(404)
    sha256 = found.file.sha256
    path = small_photo(sha256) if "kecil" in request.args else current_app.extensions["aormas_files"].path(sha256)
    return send_stored(path, f"foto-{number}.jpg", "image/jpeg", inline=True)


@bp.get("/laporan/<report:report>/formulir.pdf")
@web.requires("report.read")
def scan(report: ActivityReport) -> Any:
    """The scan of the paper form that a report was entered from."""
    if report.scan is None:
        abort(404)
    path = current_app.extensions["aormas_files"].path(report.scan.sha256)
    return send_stored(path, report.scan.name, report.scan.media_type, inline="unduh" not in request.args)
