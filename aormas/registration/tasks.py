"""What an organisation has to do next: its waiting cases, a letter that ends (answers the question `portal.tasks`)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from aormas.core import clock
from aormas.core.audit import AuditEntry
from aormas.core.database import db
from aormas.core.i18n import format_date
from aormas.letters import queries as letters
from aormas.letters.models import Letter
from aormas.organizations.models import Organization
from aormas.registration.models import Application, Visit
from aormas.registration.queries import cases
from aormas.registration.rules import stages

Task = tuple[date, str, str, str, str, str]
RENEW_BEFORE = timedelta(days=90)  # from then on the renewal of a letter is offered


def of_portal(organization: Organization) -> list[Task]:
    """Return (due, title, address, meta, word, tone) of each case that waits for the organisation, and of its renewal."""
    rows = cases.of_organization(organization.id)
    waiting = [_task(row) for row in rows if row.turn == stages.APPLICANT]
    renewing = any(row.version.service.kind == "renewal" and row.turn != stages.NOBODY for row in rows)
    return waiting if renewing else waiting + _renewals(organization)


def standing(organization: Organization) -> list[tuple[str, str]]:
    """Return (letter, what holds of it) of the signed letters that are not over (answers `portal.standing`)."""
    rows = [
        row for row in letters.of_organization(organization.id) if row.state == "signed" and _end(row) >= clock.today()
    ]
    return [(row.type.title, _held(row)) for row in rows]


def _held(letter: Letter) -> str:
    if letter.valid_until is None:
        return _("signed on %(date)s", date=format_date(letter.signed_on))
    return _("valid until %(date)s", date=format_date(letter.valid_until))


def _renewals(organization: Organization) -> list[Task]:
    """Return the renewal of the letter that is valid longest, when it ends soon or has ended."""
    ending = [row for row in letters.of_organization(organization.id) if row.state == "signed" and row.valid_until]
    last = max(ending, key=_end, default=None)
    return [_renewal(last)] if last is not None and _end(last) - clock.today() <= RENEW_BEFORE else []


def _end(letter: Letter) -> date:
    return letter.valid_until or date.max


def _renewal(letter: Letter) -> Task:
    end, over = _end(letter), _end(letter) < clock.today()
    day = format_date(end)
    meta = (
        _("%(letter)s ended on %(date)s", letter=letter.type.title, date=day)
        if over
        else _("%(letter)s is valid until %(date)s", letter=letter.type.title, date=day)
    )
    word = _("ended") if over else _("ends soon")
    return (
        end,
        _("Renew the letter"),
        url_for("registration_portal.applications"),
        meta,
        word,
        "late" if over else "wait",
    )


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


def looks_at(organization: Organization) -> list[tuple[datetime, str, str]]:
    """Return (when, who, what) of every look at a NIK or identity paper in the organisation's cases (`organization.looked_at`)."""
    mine = select(Application.id).where(Application.organization_id == organization.id)
    looks = select(AuditEntry).where(
        AuditEntry.subject_type == "applications",
        AuditEntry.subject_id.in_(mine),
        AuditEntry.action.in_(("nik.shown", "paper.opened")),
    )
    rows = db.session.scalars(looks.order_by(AuditEntry.id.desc()).limit(200))
    return [(row.at, row.actor, str(row.changes.get("person") or row.changes.get("paper") or "")) for row in rows]


def attached(organization: Organization) -> list[str]:
    """Return what hangs on an organisation, so that its entry is not taken back (answers `organization.attached`)."""
    found = db.session.scalar(select(Application.id).where(Application.organization_id == organization.id).limit(1))
    return [_("an application")] if found else []


def unreached() -> list[tuple[int, date, str]]:
    """Return (organisation, day, what came of it) of visits that did not find an organisation (answers `organization.unreached`)."""
    statement = (
        select(Application.organization_id, Visit.conducted_on, Visit.conclusion, Visit.findings)
        .join(Visit, Visit.application_id == Application.id)
        .where(Application.organization_id.is_not(None), Visit.conducted_on.is_not(None))
    )
    rows = db.session.execute(statement)
    return [
        (number, day, "visit_failed") for number, day, conclusion, findings in rows if _not_found(conclusion, findings)
    ]


def _not_found(conclusion: str, findings: dict[str, Any]) -> bool:
    return conclusion == "moved" or findings.get("address_found") == "no"
