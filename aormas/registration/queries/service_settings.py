"""What the settings of services show."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from aormas.core.database import db
from aormas.registration.models import Application, Service, ServiceVersion


def services() -> list[Service]:
    """Return all services in the office's order, closed ones too, with their versions and papers: three statements."""
    papers = selectinload(Service.versions).selectinload(ServiceVersion.requirements)
    return list(db.session.scalars(select(Service).options(papers).order_by(Service.position, Service.id)))


def cases_by_version(service: Service) -> dict[int, int]:
    """Return version id → how many cases have begun under it."""
    counted = (
        select(Application.version_id, func.count(Application.id).label("cases"))
        .join(ServiceVersion, ServiceVersion.id == Application.version_id)
        .where(ServiceVersion.service_id == service.id)
        .group_by(Application.version_id)
    )
    return {row.version_id: row.cases for row in db.session.execute(counted)}
