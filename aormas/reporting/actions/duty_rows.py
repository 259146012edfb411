"""Duties by the row: what one is when it is opened, and writing many of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from sqlalchemy import Table, and_, update
from sqlalchemy import insert as insert_into

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import Organization
from aormas.organizations.rules.status import GONE
from aormas.reporting.models import Duty

PIECE = 5000  # rows in one statement
ROWS = cast(Table, Duty.__table__)  # written without the session's care for each row


def standing() -> Any:
    """Return the condition that an organisation is in the register and still there."""
    return and_(Organization.listed, Organization.status.not_in(sorted(GONE)))


def row(number: int, kind: str, key: str, opens_on: date, due_on: date, title: str = "") -> dict[str, Any]:
    """Return a duty that has just been opened, as a row to insert."""
    return {
        "organization_id": number, "opened_for": number, "kind": kind, "key": key[:60], "title": title[:160], "opens_on": opens_on,
        "due_on": due_on, "until": due_on, "extended": False, "opened_on": clock.today(), "set_aside_why": "",
        "period_id": None, "exempt_on": None,
    }  # fmt: skip


def insert(rows: Iterable[dict[str, Any]]) -> None:
    """Write new duties, a few thousand in a statement. Call inside a transaction."""
    made = list(rows)
    for start in range(0, len(made), PIECE):
        db.session.execute(insert_into(ROWS), made[start : start + PIECE])


def change(numbers: list[int], **values: Any) -> None:
    """Write the same values into duties of many ids. Call inside a transaction."""
    for start in range(0, len(numbers), PIECE):
        db.session.execute(update(Duty).where(Duty.id.in_(numbers[start : start + PIECE])).values(**values))
