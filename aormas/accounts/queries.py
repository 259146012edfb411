"""What the pages of accounts need."""

from __future__ import annotations

from sqlalchemy import or_, select

from aormas.accounts.models import User
from aormas.accounts.permissions import ORGANIZATION, roles_with
from aormas.core.audit import AuditEntry
from aormas.core.database import db

PER_PAGE = 50


def officers() -> list[User]:
    """Return the officers' accounts, open ones first, by name."""
    return list(
        db.session.scalars(select(User).where(User.role != ORGANIZATION).order_by(User.active.desc(), User.name))
    )


def with_permission(permission: str) -> list[User]:
    """Return the open accounts whose role holds a permission."""
    return list(
        db.session.scalars(select(User).where(User.role.in_(roles_with(permission)), User.active).order_by(User.name))
    )


def trail(text: str = "", before: int | None = None) -> tuple[list[AuditEntry], int | None]:
    """Return a page of the trail, newest first, and the id where the next one goes on."""
    statement = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(PER_PAGE + 1)
    if before:
        statement = statement.where(AuditEntry.id < before)
    if text:
        like = f"%{text.replace('%', '').replace('_', '')}%"
        statement = statement.where(
            or_(AuditEntry.actor.ilike(like), AuditEntry.subject.ilike(like), AuditEntry.action.ilike(like))
        )
    rows = list(db.session.scalars(statement))
    return rows[:PER_PAGE], rows[PER_PAGE - 1].id if len(rows) > PER_PAGE else None
