"""What other parts' pages show of reporting: the portal's tasks, the desk's file, the trail of an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import Select, func, select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.i18n import format_date
from aormas.core.navigation import Related
from aormas.organizations.models import Organization
from aormas.reporting.models import ActivityReport, Duty, Filing, Period, PlannedActivity, ReliefRequest
from aormas.reporting.presentation import reminding as reminders
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import lately, reminded
from aormas.reporting.queries import states as queries
from aormas.reporting.rules import kinds, stages, states

ENTERED = states.OPEN | {states.NOT_YET}  # states in which a report can be written down at the counter
Task = tuple[date, str, str, str, str, str]


def portal_tasks(organization: Organization) -> list[Task]:
    """Return what waits for an organisation (answers `portal.tasks`): reports, each once, and what the office hid."""
    today = clock.today()
    remarks = {report.duty_id: report for report in db.session.scalars(_handed_back(organization))}
    tasks = []
    for duty, state in queries.duties_of(organization.id, today, open_only=True):
        if duty.kind == kinds.SEMESTER and duty.period is not None:
            url = url_for("reporting_portal.report", code=duty.period.code)
            day, title, word = state.until or date.max, words.name_of(duty.period), words.word(state)
            tasks.append((day, title, url, _asked(remarks.pop(duty.id, None)), word, _tone(state, today)))
    for report in remarks.values():
        word, tone = stages.STAGE_WORDS[report.stage]
        title = _("Answer the office about %(period)s", period=words.name_of(report.period))
        tasks.append((today, title, url_for("reporting_portal.report", code=report.period.code), "", _(word), tone))
    return tasks + _hidden_plans(organization, today)


def _handed_back(organization: Organization) -> Select[tuple[ActivityReport]]:
    return select(ActivityReport).where(
        ActivityReport.organization_id == organization.id, ActivityReport.stage.in_(sorted(stages.ORGANIZATION_TURN))
    )


def _asked(report: ActivityReport | None) -> str:
    """Return what is asked for an open duty, by what the office last said of its report."""
    if report is None:
        return _("Send the report, or say in three taps that there was nothing")
    if report.answer_due_on:
        return _("Rejected; the office replies to your answer by %(date)s", date=format_date(report.answer_due_on))
    return _("Rejected; read why, mend it and send it again")


def _hidden_plans(organization: Organization, today: date) -> list[Task]:
    hidden = select(PlannedActivity).where(
        PlannedActivity.organization_id == organization.id, PlannedActivity.hidden_at.is_not(None),
        PlannedActivity.cancelled_at.is_(None), PlannedActivity.starts_on >= today,
    )  # fmt: skip
    word = _("taken out of the calendar by the office")
    return [
        (plan.starts_on, plan.title, url_for("reporting_portal.plans"), plan.hidden_why, word, "wait")
        for plan in db.session.scalars(hidden.order_by(PlannedActivity.starts_on).limit(20))
    ]


def _tone(state: states.State, today: date) -> str:
    return "wait" if state.code == states.DUE and state.days <= 14 else state.tone


def related(organization: Organization) -> list[Related]:
    """Return an organisation's reports by period for its file at the desk (answers `organization.related`)."""
    today = clock.today()
    reports = dict(
        db.session.execute(
            select(ActivityReport.duty_id, ActivityReport.id).where(ActivityReport.organization_id == organization.id)
        )
        .tuples()
        .all()
    )
    found = []
    for cell in reversed(queries.strip(organization.id, today)):
        if cell.duty_id is None:
            continue
        number = reports.get(cell.duty_id)
        url = url_for("reporting_desk.report", report=number) if number else ""
        due = _("due %(date)s", date=format_date(cell.until))
        taken = cell.state.code in ENTERED and cell.period.closes_on >= today
        more = _to_enter(organization, cell.period) if taken else ()
        found.append(
            Related(words.name_of(cell.period), url, due, words.word(cell.state), cell.state.tone, "laporan", more)
        )
    return found + _reminders(organization)


def _to_enter(organization: Organization, period: Period) -> tuple[tuple[str, str], ...]:
    """Return where an officer writes a report down, and the paper form of it."""
    paper = _("Paper form (PDF)"), url_for("reporting_desk.paper_form", organization=organization, code=period.code)
    if not current_user.may("report.enter"):
        return (paper,)
    return (_("Enter the report"), url_for("reporting_desk.entry", organization=organization, code=period.code)), paper


def counter_doors(person: Any) -> list[tuple[str, str, str]]:
    """Return where reports are written down for those who come in, for the counter's page (answers `counter.doors`)."""
    if not person.may("report.enter"):
        return []
    return [
        (
            _("Report on paper"), _("Type the code of its form, or choose the organisation in the list of who has reported."),
            url_for("reporting_desk.code"),
        )
    ]  # fmt: skip


def _reminders(organization: Organization) -> list[Related]:
    """Return the last reminders of an organisation, where its file tells how it was reached."""
    channels, answers, said = reminders.channel_words(), reminders.answer_words(), reminders.state_words()
    found = []
    for one in reminded.latest_of(organization.id):
        title = _("Reminder: %(duty)s", duty=reminders.duty_of(one))
        url = url_for("reporting_desk.reminded", ormas=organization.id)
        meta = ", ".join([channels[one.channel], format_date(one.sent_on), one.sent_by])
        word, tone = (answers[one.answer], "plain") if one.answer else said[one.state]
        found.append(Related(title, url, meta, word, tone, "laporan"))
    return found


def attached(organization: Organization) -> list[str]:
    """Return what hangs on an organisation, so that its entry is not taken back (answers `organization.attached`)."""
    sent = select(Filing.id).join(ActivityReport, ActivityReport.id == Filing.report_id)
    found = db.session.scalar(sent.where(ActivityReport.organization_id == organization.id).limit(1))
    return [_("a report")] if found else []


def open_data(numbers: list[int]) -> dict[int, tuple[str, date | None, str]]:
    """Return organisation → (last period that it reported on, when, the sentence of its profile), always in Indonesian.

    Answers `organization.open_data`.
    """
    today = clock.today()
    names: dict[Period | None, str] = {None: ""}
    told: dict[tuple[Period, states.State], str] = {}
    with force_locale("id"):
        found = {}
        for number, one in lately.lately(numbers, today).items():
            if one.reported is not None and one.reported not in names:
                names[one.reported] = words.name_of(one.reported)
            if (key := (one.told, one.state)) not in told:
                told[key] = words.sentence(one.state, one.told, today)
            found[number] = (names[one.reported], one.reported_on, told[key])
        return found


def letter_signed(letter: object, by: object) -> None:
    """Settle what a new letter of the office renews (listener of `letter.signed`)."""
    from aormas.reporting.actions import watching

    watching.letter_signed(letter)


def granted(application: object, organization: Organization) -> None:
    """Open what an organisation that has just entered the register owes (listener of `application.granted`)."""
    from aormas.reporting.actions import opening

    opening.for_organization(organization)


def heard(numbers: list[int]) -> list[tuple[int, date]]:
    """Return when organisations last sent a report or asked for more time (answers `organization.heard`)."""
    sent = (
        select(ActivityReport.organization_id, func.max(Filing.filed_on))
        .join(Filing, Filing.report_id == ActivityReport.id)
        .where(ActivityReport.organization_id.in_(numbers))
        .group_by(ActivityReport.organization_id)
    )
    asked = (
        select(Duty.organization_id, func.max(ReliefRequest.asked_at))
        .join(ReliefRequest, ReliefRequest.duty_id == Duty.id)
        .where(Duty.organization_id.in_(numbers))
        .group_by(Duty.organization_id)
    )
    found = list(db.session.execute(sent).tuples())
    return found + [(number, clock.day_of(moment)) for number, moment in db.session.execute(asked)]
