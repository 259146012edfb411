"""What an organisation has to do next with its cases (answers the question `portal.tasks`)."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_date
from aormas.organizations.models import Organization
from aormas.registration.queries import cases
from aormas.registration.rules import stages

Task = tuple[date, str, str, str, str, str]


def of_portal(organization: Organization) -> list[Task]:
    """Return (due, title, address, meta, word, tone) of each case that waits for the organisation."""
    waiting = [row for row in cases.of_organization(organization.id) if row.turn == stages.APPLICANT]
    return [_task(row) for row in waiting]


def _task(row: cases.Application) -> Task:
    due = row.due_on or date.max
    word, tone = stages.STAGE_WORDS[row.stage]
    late = row.due_on is not None and row.due_on < clock.today()
    meta = f"{row.reference}" + (f" · {_('until %(date)s', date=format_date(row.due_on))}" if row.due_on else "")
    return (
        due,
        row.version.title,
        url_for("registration.case", reference=row.reference),
        meta,
        _(word),
        "late" if late else tone,
    )
