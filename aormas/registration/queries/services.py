"""Services as they stand on a day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from aormas.core import clock
from aormas.core.database import db
from aormas.registration.models import Service, ServiceVersion


def present_versions(on: date | None = None) -> list[ServiceVersion]:
    """Return the version of each open service that holds on a day, in the office's order: one statement."""
    day = on or clock.today()
    newest = (
        select(ServiceVersion.service_id, func.max(ServiceVersion.valid_from).label("since"))
        .where(ServiceVersion.valid_from <= day)
        .group_by(ServiceVersion.service_id)
        .subquery()
    )
    statement = (
        select(ServiceVersion)
        .join(
            newest, (newest.c.service_id == ServiceVersion.service_id) & (newest.c.since == ServiceVersion.valid_from)
        )
        .join(Service, Service.id == ServiceVersion.service_id)
        .where(Service.active)
        .options(joinedload(ServiceVersion.service))
        .order_by(Service.position, Service.id)
    )
    return list(db.session.scalars(statement))


def present_version(code: str, on: date | None = None) -> ServiceVersion | None:
    """Return the version of an open service that holds on a day, with its papers: at most two statements."""
    statement = (
        select(ServiceVersion)
        .join(Service, Service.id == ServiceVersion.service_id)
        .where(Service.code == code, Service.active, ServiceVersion.valid_from <= (on or clock.today()))
        .options(joinedload(ServiceVersion.service), selectinload(ServiceVersion.requirements))
        .order_by(ServiceVersion.valid_from.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def fitting(track: str, kind: str) -> ServiceVersion | None:
    """Return the version that the plain questions lead to."""
    return next((v for v in present_versions() if (v.service.track, v.service.kind) == (track, kind)), None)
