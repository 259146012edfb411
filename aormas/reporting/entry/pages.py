"""The report's own page: what comes next, what was written, what was sent, what the office said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.core.i18n import format_date
from aormas.organizations.presentation.record import shown
from aormas.reporting.actions import reliefs, reviewing, writing
from aormas.reporting.entry.door import Door
from aormas.reporting.forms.writing import AnswerForm, RestForm
from aormas.reporting.models import ActivityReport, ReportVersion
from aormas.reporting.presentation import states as words
from aormas.reporting.presentation import writing as told
from aormas.reporting.queries import states as queries
from aormas.reporting.queries import writing as found
from aormas.reporting.rules import stages, states


def sentence(error: ActionError) -> str:
    """Return why an action refused, as people read it."""
    return _(error.message, **shown(error.values))


def report(door: Door) -> Any:
    """Show the report: the question whether there was an activity, the list, or what was sent."""
    return page(door, AnswerForm())


def page(door: Door, answer: AnswerForm) -> str:
    """Draw the report's own page."""
    row, today = door.report, clock.today()
    stage = row.stage if row else stages.DRAFT
    return web.page(
        "reporting/entry/report.html", door=door, report=row, stage=stage, stage_word=_(stages.STAGE_WORDS[stage][0]),
        stage_tone=stages.STAGE_WORDS[stage][1], writable=stage in stages.WRITABLE and today <= door.period.closes_on,
        activities=row.present_activities if row else [], removed=_removed(row), over=today > door.period.ends_on, form=answer,
        filled=_filled(row), talk=told.talk(row, stage) if row else [], opens=door.period.ends_on + timedelta(days=1), words=told, paper=_paper(door), **_standing(door),
    )  # fmt: skip


def _paper(door: Door) -> str:
    """Return where the form to fill in on paper is."""
    if door.at_counter:
        return url_for("reporting_desk.paper_form", organization=door.organization, code=door.period.code)
    return url_for("reporting_portal.paper_form", code=door.period.code)


def _standing(door: Door) -> dict[str, Any]:
    """Return the state of the duty in words, and what was asked about it; without a duty nothing is owed, or not yet."""
    today, duty = clock.today(), found.duty_of(door.organization.id, door.period.id)
    state = queries.state_of(duty, today) if duty else queries.cell(door.period, [], today).state
    requests = found.requests_of(duty.id) if duty else []
    waiting = any(one.state == reliefs.OPEN for one in requests)
    return {
        "state": state, "state_word": words.word(state), "state_sentence": _state_sentence(state, door),
        "owed": state.code not in (states.NOT_OWED, states.EXEMPT), "requests": requests,
        "may_ask": state.code in states.OPEN and not waiting and not door.at_counter,
    }  # fmt: skip


def _state_sentence(state: states.State, door: Door) -> str:
    """Return what the state means here, where the period is named already."""
    if state.code == states.NOT_OWED:
        return _("No report on this period is awaited from the organisation.")
    if state.code == states.EXEMPT:
        return _("The organisation need not report on this period.")
    if state.code == states.NOT_YET:
        return _("The report can be sent from %(date)s on.", date=format_date(door.period.ends_on + timedelta(days=1)))
    return words.sentence(state, door.period, clock.today())


def _removed(row: ActivityReport | None) -> list[Any]:
    return [one for one in row.activities if one.removed_at is not None] if row else []


def _filled(row: ActivityReport | None) -> int:
    """Return how many of the further questions are answered."""
    return sum(getattr(row, name) not in ("", None) for name in told.REST) if row else 0


def answer(door: Door) -> Any:
    """Answer the office's remarks in words."""
    row, form = door.report, AnswerForm()
    if row is None or not form.validate():
        return page(door, form), 422
    try:
        reviewing.answer(door.organization, row, form.text.data or "", door.by, client_id=str(form.client_id.data))
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), sentence(error))
        return page(door, form), error.status
    web.say(_("Your message was sent. The office reads it next."))
    return web.seen(door.url())


def rest(door: Door) -> Any:
    """Write what the report says beside its activities."""
    row = door.report
    known = {name: getattr(row, name) for name in writing.FIELDS} if row else writing.known(door.organization)
    form = RestForm(data={**known, "seen": str(row.revision if row else 0)})
    versions = found.rest_versions(row.id) if row else []
    if request.method == "GET":
        return _rest_page(door, form)
    if not form.validate():
        return _rest_page(door, form), 422
    try:
        writing.save(
            door.organization, door.period, form.values(), door.by, seen=number(form.seen.data), channel=door.channel
        )
    except writing.Written as met:
        beside(form, met, _shown_then(form, versions), form.values(), met.theirs)
        return _rest_page(door, form), met.status
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), sentence(error))
        return _rest_page(door, form), error.status
    web.say(_("Saved. It goes to the office when the report is sent."))
    return web.seen(door.url())


def _rest_page(door: Door, form: RestForm) -> str:
    before = found.last_report(door.organization.id, door.period.starts_on)
    row = door.report
    versions = told.saved(found.rest_versions(row.id)) if row else []
    return web.page(
        "reporting/entry/rest.html", door=door, form=form, planned=before.plan if before else "", versions=versions
    )


def _shown_then(form: RestForm, versions: list[ReportVersion]) -> dict[str, Any]:
    """Return what the version says that the page showed; nothing where it is not known."""
    seen = number(form.seen.data)
    return next((one.content for one in versions if one.number == seen and not one.beside), {})


def beside(
    form: Any, met: writing.Written, then: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> None:
    """Show beside each field what somebody else wrote meanwhile; the form as typed can be saved over it.

    `then` is what the page showed, `mine` and `theirs` what was written since, all as versions keep it. Fields that this
    person left as they were take what the other wrote; of those that the other left there is nothing to say.
    """
    form.form_errors.append(sentence(met))
    form.seen.data = str(met.revision)
    taken = [name for name in met.theirs if name in then and mine.get(name) == then[name]]
    for name in taken:
        form.take(name, met.theirs[name])
    if taken:
        labels = ", ".join(told.label(name) for name in taken)
        form.form_errors.append(_("Taken over from %(who)s: %(fields)s.", who=met.who, fields=labels))
    for name, value in met.theirs.items():
        if name in taken or (name in then and theirs[name] == then[name]):
            continue
        form.refuse(name, _("%(who)s wrote here: %(text)s", who=met.who, text=told.said(name, value)))


def number(text: Any) -> int:
    """Return a hidden number, 0 for what is none."""
    return int(text) if str(text or "").isdecimal() and len(str(text)) < 10 else 0
