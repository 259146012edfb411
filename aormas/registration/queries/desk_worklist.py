"""Worklists of the desk: what waits for a person, what the head must know, all cases with filters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, ScalarSelect, Select, String, and_, case, cast, false, func, or_, select
from sqlalchemy.orm import joinedload

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.core.navigation import Related
from aormas.core.web import PER_PAGE
from aormas.organizations.models import Organization
from aormas.registration.models import Application, Attachment, Finding, Service, ServiceVersion, Visit
from aormas.registration.rules import clocks, desk_words, references, stages

TASKS_MOST = 100
LOOKED_AT = ("submitted", "in_review")


@dataclass(frozen=True)
class Task:
    """A case on a worklist, with what its next step needs in words."""

    id: int
    reference: str
    service: str
    name: str
    stage: str
    due_on: date | None
    complete: bool
    assigned_to: str
    papers: int = 0
    mended: int = 0
    visit: tuple[date, str] | None = None


def mine(user: User) -> ColumnElement[bool]:
    """Return the condition of what waits for a person: by role, and not in a colleague's hands."""
    others = [stage for stage, permission in stages.NEXT.items() if stage not in LOOKED_AT and user.may(permission)]
    waits: list[ColumnElement[bool]] = [Application.stage.in_(others)] if others else []
    if user.may("application.review"):
        waits.append(and_(Application.stage.in_(LOOKED_AT), Application.assigned_to_id == user.id))
        waits.append(and_(Application.stage == "submitted", Application.assigned_to_id.is_(None)))
        if user.may("application.recommend") or user.may("application.assign"):
            waits.append(and_(Application.stage == "in_review", Application.assigned_to_id.is_(None)))
    return or_(*waits) if waits else false()


def my_turn_counted(user: User) -> ScalarSelect[int]:
    """Return how many cases wait for a person, as an expression to be added to others."""
    return select(func.count(Application.id)).where(mine(user)).scalar_subquery()


def my_turn(user: User) -> list[Task]:
    """Return the cases that wait for a person, the oldest deadline first."""
    return tasks(_rows().where(mine(user)).order_by(*_by_due()).limit(TASKS_MOST))


def _rows() -> Select[Any]:
    return (
        select(
            Application.id,
            Application.reference,
            ServiceVersion.title,
            Application.name,
            Application.stage,
            Application.due_on,
            Application.complete_at.is_not(None),
            func.coalesce(User.name, ""),
        )
        .join(ServiceVersion, ServiceVersion.id == Application.version_id)
        .outerjoin(User, User.id == Application.assigned_to_id)
    )


def _by_due() -> tuple[Any, ...]:
    return (case((Application.due_on.is_(None), 1), else_=0), Application.due_on, Application.id)


def tasks(statement: Select[Any]) -> list[Task]:
    """Return the rows with the numbers that their next step names: four statements, however many rows."""
    rows = db.session.execute(statement).all()
    looked_at = [row[0] for row in rows if row[4] in LOOKED_AT]
    papers, mended, visits = _papers(looked_at), _mended(looked_at), _visits(looked_at)
    return [
        replace(Task(*row), papers=papers.get(row[0], 0), mended=mended.get(row[0], 0), visit=visits.get(row[0]))
        for row in rows
    ]


def _papers(ids: Sequence[int]) -> dict[int, int]:
    if not ids:
        return {}
    present = Attachment.application_id.in_(ids), Attachment.replaced_at.is_(None)
    statement = select(Attachment.application_id, func.count()).where(*present).group_by(Attachment.application_id)
    return _counts(statement)


def _mended(ids: Sequence[int]) -> dict[int, int]:
    """How many findings of the round before were answered and wait for a fresh look."""
    if not ids:
        return {}
    statement = (
        select(Finding.application_id, func.count())
        .join(Application, Application.id == Finding.application_id)
        .where(Finding.application_id.in_(ids), Finding.verdict == "fix", Finding.round == Application.round - 1)
        .group_by(Finding.application_id)
    )
    return _counts(statement)


def _counts(statement: Select[Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _visits(ids: Sequence[int]) -> dict[int, tuple[date, str]]:
    if not ids:
        return {}
    planned = Visit.application_id.in_(ids), Visit.recorded_at.is_(None), Visit.planned_on.is_not(None)
    rows = db.session.execute(
        select(Visit.application_id, Visit.planned_on, Visit.planned_time)
        .where(*planned)
        .order_by(Visit.planned_on.desc())
    )
    return {row[0]: (row[1], row[2]) for row in rows}


@dataclass(frozen=True)
class Sums:
    """What the desk has in hand, in numbers of cases."""

    applicant: int
    signature: int
    ministry: int


def sums() -> Sums:
    """Return how many cases wait for applicants, for a signature, and for the Ministry: one statement."""
    counted = db.session.execute(
        select(Application.stage, func.count()).where(Application.stage.in_(stages.OPEN)).group_by(Application.stage)
    ).all()
    of = {row[0]: row[1] for row in counted}
    return Sums(
        of.get("awaiting_correction", 0), of.get("approved", 0) + of.get("refusal_approved", 0), of.get("forwarded", 0)
    )


def near_silence() -> list[Task]:
    """Return the cases whose silence will count as consent within two working days, or counts already."""
    until = calendar().add(clock.today(), clocks.WARN_BEFORE)
    near = Application.stage.in_(stages.UNDECIDED), Application.complete_at.is_not(None), Application.due_on <= until
    return tasks(_rows().where(*near).order_by(*_by_due()).limit(TASKS_MOST))


def left_behind() -> list[Task]:
    """Return the cases whose applicant has let the days of a correction pass: proposals to close them."""
    past = Application.stage == "awaiting_correction", Application.due_on < clock.today()
    return tasks(_rows().where(*past).order_by(*_by_due()).limit(TASKS_MOST))


@dataclass(frozen=True)
class Filter:
    """What a person asked the list of cases for; empty means all."""

    text: str = ""
    stage: str = ""
    service: str = ""
    turn: str = ""
    page: int = 1


@dataclass(frozen=True)
class Found:
    """A page of the list of cases."""

    rows: list[Task]
    count: int
    page: int
    pages: int


def cases(wanted: Filter) -> Found:
    """Return a page of all cases as asked for: open ones by their due day first, then ended ones, newest first."""
    conditions = _conditions(wanted)
    counted = select(func.count(Application.id)).join(ServiceVersion).where(*conditions)
    count = db.session.scalar(counted) or 0
    pages = max(1, -(-count // PER_PAGE))
    page = min(wanted.page, pages)
    ended = case((Application.stage.in_(stages.OPEN), 0), else_=1)
    order = (
        ended,
        case((ended == 1, None), else_=Application.due_on).is_(None),
        case((ended == 0, Application.due_on)),
        Application.id.desc(),
    )
    statement = _rows().where(*conditions).order_by(*order).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    return Found(tasks(statement), count, page, pages)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [Application.submitted_at.is_not(None)]
    if wanted.stage:
        conditions.append(Application.stage == wanted.stage)
    if wanted.turn:
        conditions.append(Application.turn == wanted.turn)
    if wanted.service:
        conditions.append(ServiceVersion.service_id.in_(select(Service.id).where(Service.code == wanted.service)))
    if wanted.text:
        conditions.append(_named(wanted.text))
    return conditions


def _named(text: str) -> ColumnElement[bool]:
    return or_(
        Application.reference.icontains(text, autoescape=True), Application.name.icontains(text, autoescape=True)
    )


def find(text: str, limit: int = 8) -> list[Task]:
    """Return cases by reference, name or the digits of a phone number, newest first."""
    conditions = [_named(text)]
    if whole := _whole_reference(text):
        conditions.append(Application.reference == whole)
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= 6:
        conditions.append(_answers_digits().contains(digits.removeprefix("62").lstrip("0"), autoescape=True))
    sent = _rows().where(Application.submitted_at.is_not(None), or_(*conditions))
    return tasks(sent.order_by(Application.id.desc()).limit(limit))


def _whole_reference(text: str) -> str:
    """`P26-0028` for `p26-28`: people leave the zeros out; empty for what is no reference."""
    found = re.fullmatch(r"p(\d{2})[- .]?(\d{1,6})", text.strip(), re.IGNORECASE | re.ASCII)
    return references.reference(int(found[1]), int(found[2])) if found else ""


def _answers_digits() -> ColumnElement[str]:
    """The answers without the signs that people write into phone numbers."""
    text: Any = cast(Application.answers, String)
    for sign in (" ", "-", ".", "(", ")"):
        text = func.replace(text, sign, "")
    return text  # type: ignore[no-any-return]


def services() -> list[tuple[str, str]]:
    """Return (code, newest title) of the services, for the filter."""
    rows = db.session.execute(
        select(Service.code, ServiceVersion.title)
        .join(Service.versions)
        .order_by(Service.position, ServiceVersion.valid_from)
    ).all()
    return list({row[0]: row[1] for row in rows}.items())


def related(organization: Organization) -> list[Related]:
    """Return the cases of an organisation, newest first (listener of `organization.related`)."""
    wanted = select(Application).where(
        Application.organization_id == organization.id, Application.submitted_at.is_not(None)
    )
    rows = db.session.scalars(wanted.options(joinedload(Application.version)).order_by(Application.id.desc()).limit(20))
    return [_related(row) for row in rows]


def _related(row: Application) -> Related:
    word, tone = desk_words.STAGES[row.stage]
    url = url_for("registration_desk.case", application=row)
    return Related(
        f"{row.reference} {row.version.title}", url, format_date(row.submitted_at), _(word), tone, "permohonan"
    )
