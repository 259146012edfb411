"""Changing what a service asks for, in a version of its own: a running case keeps the one that it began under.

A version can be changed as long as it is not in force before today and no case has begun under it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from aormas.accounts.models import User
from aormas.core import audit, clock, identifiers
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.registration.models import Application, Requirement, Service, ServiceVersion, StockReason

DAY_FIELDS = ("check_days", "office_days", "applicant_days", "objection_days", "answer_days")
VERSION_FIELDS = (
    "title",
    "summary",
    "for_whom",
    "steps",
    "outcome",
    "legal_basis",
    "fee",
    *DAY_FIELDS,
    "letter_type_id",
)
PAPER_FIELDS = ("title", "help", "mistake", "necessity", "condition", "sample_text", "sensitive")
REASON_FIELDS = ("requirement_code", "title", "explanation")
COPIED_PAPER = ("code", "position", *PAPER_FIELDS, "sample_file_id")

IN_USE = "Cases have begun under this version, so it stays as it is. Begin a change from another day."


@transaction
def begin(service: Service, on: date, by: User) -> ServiceVersion:
    """Return the version in which a service is changed from a day on: a copy of the one that would hold on that day.

    A version of that day that nobody has used yet is taken as it is. Raises `Invalid` for a day that has passed, or on
    which cases have begun already.
    """
    by.must("settings.edit")
    if on < clock.today():
        raise Invalid("This day has passed; choose today or a later one.", field="on")
    lock(service)
    base = holding(service, on)
    if base.valid_from == on:
        if in_use(base):
            raise Invalid("Cases have begun under the version of this day. Choose tomorrow or a later day.", field="on")
        return base
    made = _copy(base, on, by)
    db.session.add(made)
    audit.record(by, "service.version_added", made, service=service.code)
    return made


def holding(service: Service, on: date) -> ServiceVersion:
    """Return the version that holds on a day; before the first one, the first."""
    begun = [version for version in service.versions if version.valid_from <= on]
    return begun[-1] if begun else service.versions[0]


def in_use(version: ServiceVersion) -> bool:
    """Tell whether a case has begun under a version."""
    return db.session.scalar(select(Application.id).where(Application.version_id == version.id).limit(1)) is not None


def can_change(version: ServiceVersion) -> bool:
    """Tell whether a version may still be changed."""
    return version.valid_from >= clock.today() and not in_use(version)


def _copy(base: ServiceVersion, on: date, by: User) -> ServiceVersion:
    made = ServiceVersion(
        service_id=base.service_id,
        valid_from=on,
        created_by_id=by.id,
        created_at=clock.now(),
        **{name: getattr(base, name) for name in VERSION_FIELDS},
    )
    made.requirements = [
        Requirement(**{name: getattr(paper, name) for name in COPIED_PAPER}) for paper in base.requirements
    ]
    made.reasons = [StockReason(**{name: getattr(reason, name) for name in REASON_FIELDS}) for reason in base.reasons]
    return made


@transaction
def change(version: ServiceVersion, by: User, **values: Any) -> None:
    """Change texts, days and letter type of a version (see `VERSION_FIELDS`). Raises `Conflict` once it is in use."""
    _open(version, by)
    changed = {
        name: values[name] for name in VERSION_FIELDS if name in values and getattr(version, name) != values[name]
    }
    for name, value in changed.items():
        setattr(version, name, value)
    if changed:
        audit.record(by, "service.version_changed", version, fields=sorted(changed))


@transaction
def save_paper(
    version: ServiceVersion,
    paper: Requirement | None,
    by: User,
    *,
    sample: StoredFile | None = None,
    drop_sample: bool = False,
    **values: Any,
) -> Requirement:
    """Change a paper of a version, or add one at the end (see `PAPER_FIELDS`). Raises `Conflict` once it is in use."""
    _open(version, by)
    row = paper or _new_paper(version, values["title"])
    for name in PAPER_FIELDS:
        setattr(row, name, values[name])
    if drop_sample:
        row.sample_file = None
    if sample is not None:
        row.sample_file = sample
    db.session.flush()
    audit.record(by, "service.version_changed", version, paper=row.title, added=paper is None)
    return row


def _new_paper(version: ServiceVersion, title: str) -> Requirement:
    taken = {paper.code for paper in version.requirements}
    base = identifiers.slug(title, "berkas")[:34].strip("-")
    code = next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
    row = Requirement(code=code, position=max((paper.position for paper in version.requirements), default=0) + 1)
    version.requirements.append(row)
    return row


@transaction
def remove_paper(paper: Requirement, by: User) -> None:
    """Take a paper, and the stock reasons that fit only it, out of a version. Raises `Conflict` once it is in use."""
    version = paper.version
    _open(version, by)
    for reason in [reason for reason in version.reasons if reason.requirement_code == paper.code]:
        db.session.delete(reason)
    db.session.delete(paper)
    audit.record(by, "service.version_changed", version, paper=paper.title, removed=True)


@transaction
def move_paper(paper: Requirement, step: int, by: User) -> None:
    """Move a paper up (-1) or down (1) in its list; at the end it stays. Raises `Conflict` once it is in use."""
    version = paper.version
    _open(version, by)
    order = list(version.requirements)
    place = order.index(paper)
    to = min(max(place + step, 0), len(order) - 1)
    order.insert(to, order.pop(place))
    for position, row in enumerate(order, 1):
        row.position = position
    if to != place:
        audit.record(by, "service.version_changed", version, paper=paper.title, position=to + 1)


@transaction
def save_reason(version: ServiceVersion, reason: StockReason | None, by: User, **values: Any) -> StockReason:
    """Change a stock reason of a version, or add one (see `REASON_FIELDS`). Raises `Conflict` once it is in use."""
    _open(version, by)
    row = reason or StockReason(version=version)
    for name in REASON_FIELDS:
        setattr(row, name, values[name])
    db.session.add(row)
    audit.record(by, "service.version_changed", version, reason=row.title, added=reason is None)
    return row


@transaction
def remove_reason(reason: StockReason, by: User) -> None:
    """Take a stock reason out of a version. Raises `Conflict` once it is in use."""
    version, title = reason.version, reason.title
    _open(version, by)
    db.session.delete(reason)
    audit.record(by, "service.version_changed", version, reason=title, removed=True)


@transaction
def drop(version: ServiceVersion, by: User) -> None:
    """Give a change up that is still to come; the trail keeps that it was there. Raises `Conflict` once it holds."""
    _open(version, by)
    count = (
        db.session.scalar(select(func.count(ServiceVersion.id)).where(ServiceVersion.service_id == version.service_id))
        or 0
    )
    if version.valid_from <= clock.today() or count < 2:
        raise Conflict("This version holds already. Change it, or begin a change from another day.")
    audit.record(by, "service.version_dropped", version, service=version.service.code)
    for row in (*version.reasons, *version.requirements):
        db.session.delete(row)
    db.session.flush()
    db.session.delete(version)


@transaction
def set_open(service: Service, active: bool, by: User) -> None:
    """Offer a service to everybody, or close it for new cases; running ones go on."""
    by.must("settings.edit")
    if service.active != active:
        service.active = active
        audit.record(by, "service.opened" if active else "service.closed", service)


def _open(version: ServiceVersion, by: User) -> None:
    """Hold a version and make sure that it may be changed."""
    by.must("settings.edit")
    lock(version)
    if not can_change(version):
        raise Conflict(IN_USE)
