"""The append-only trail: each change of state writes one row, chained by hash, in the same transaction."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import JSON, Index, String, Text, func, insert, select, text
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core import clock
from aormas.core.database import Model, UtcDateTime, db, is_sqlite

GENESIS = "0" * 64


class AuditEntry(Model):
    """One row of the trail: who, at which door, did what to what, and what changed; a trigger refuses any change of it."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(200))
    face: Mapped[str] = mapped_column(String(20))
    action: Mapped[str] = mapped_column(String(80), index=True)
    subject_type: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(300))
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(Text, unique=True)


def record(by: Any, action: str, subject: Any, **changes: Any) -> AuditEntry:
    """Add a row to the trail inside the present transaction.

    `by` is a person with `id` and `name`, or a text such as "applicant"; `subject` any row, shown by its `label`.
    Changes are plain values; secrets and personal data do not belong in them.
    """
    db.session.flush()
    entry = _entry(by, action, subject, changes, _last())
    db.session.add(entry)
    db.session.flush()
    return entry


def record_all(by: Any, subjects: Iterable[tuple[str, Any]], **changes: Any) -> None:
    """Add a row for each (action, subject) of one change, in few statements; the same changes stand in each."""
    db.session.flush()
    previous, entries = _last(), []
    for action, subject in subjects:
        entries.append(_entry(by, action, subject, changes, previous))
        previous = entries[-1].hash
    if entries:
        db.session.execute(insert(AuditEntry), [_columns(entry) for entry in entries])


def _columns(entry: AuditEntry) -> dict[str, Any]:
    return {column.key: getattr(entry, column.key) for column in AuditEntry.__table__.c if column.key != "id"}


def _last() -> str:
    """Return the hash of the last row; on PostgreSQL nobody else writes until the end of the transaction."""
    if not is_sqlite():
        db.session.execute(text("SELECT pg_advisory_xact_lock(7421)"))
    return db.session.scalar(select(AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)) or GENESIS


def _entry(by: Any, action: str, subject: Any, changes: dict[str, Any], previous: str) -> AuditEntry:
    entry = AuditEntry(
        at=clock.now().replace(microsecond=0),
        actor_id=getattr(by, "id", None),
        actor=str(getattr(by, "name", by))[:200],
        face=getattr(g, "face", "command") if has_request_context() else "command",
        action=action,
        subject_type=type(subject).__tablename__ if hasattr(type(subject), "__tablename__") else "",
        subject_id=getattr(subject, "id", None),
        subject=str(getattr(subject, "label", subject))[:300],
        changes=json.loads(json.dumps(changes, default=str)),
        previous=previous,
        hash="",
    )
    entry.hash = _digest(entry)
    return entry


def _digest(entry: AuditEntry) -> str:
    facts = [
        entry.previous, entry.at.isoformat(), entry.actor_id, entry.actor, entry.face, entry.action,
        entry.subject_type, entry.subject_id, entry.subject, entry.changes,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_link() -> int | None:
    """Return the id of the first row that does not fit the chain, or None when the trail is whole."""
    previous = GENESIS
    with contextlib.closing(
        db.session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=500))
    ) as rows:
        for entry in rows:
            if entry.previous != previous or entry.hash != _digest(entry):
                return entry.id
            previous = entry.hash
    return None


def length() -> int:
    """Return how many rows the trail has."""
    return db.session.scalar(select(func.count(AuditEntry.id))) or 0
