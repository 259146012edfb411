"""Invented organisations that report, and days to look at them from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.organizations.models import Organization, Representative
from aormas.reporting.actions import activities, filing, opening
from aormas.reporting.models import Activity, Filing, Period, ReportRule
from tests.factories import PASSWORD
from tests.organizations.factories import organization

SIGNERS = {
    "chair_name": "Siti Contoh", "chair_office": "Ketua", "secretary_name": "Bagus Contoh", "secretary_office": "Sekretaris",
}  # fmt: skip


@contextlib.contextmanager
def on(year: int, month: int, day: int, hour: int = 9) -> Iterator[date]:
    """Stand the clock still on a day, at an hour of the office (Western Indonesian time)."""
    with clock.frozen(datetime(year, month, day, hour, tzinfo=UTC) - timedelta(hours=7)):
        yield clock.today()


@transaction
def rules_since(first: date, **changes: Any) -> ReportRule:
    """Let the rule of reporting hold since a day in the past, with changes; periods are made by the next round."""
    rule = db.session.scalars(select(ReportRule)).first()
    assert rule is not None
    rule.valid_from = first
    for name, value in changes.items():
        setattr(rule, name, value)
    return rule


def reporting_since(first: date = date(2026, 1, 1), **changes: Any) -> None:
    """Let reporting have begun on a day, and bring everything up to today."""
    rules_since(first, **changes)
    opening.daily()


def known_since(day: date, **changes: Any) -> Organization:
    """Enter an organisation that the register knows since a day."""
    with on(day.year, day.month, day.day):
        return organization(**changes)


def period(code: str) -> Period:
    """Return the period of a code."""
    return db.session.scalars(select(Period).where(Period.code == code)).one()


def account(row: Organization, username: str = "ormas", name: str = "Siti Contoh") -> User:
    """Return a person who acts for an organisation; signs in with `username` and `factories.PASSWORD`."""
    user = people.add(username=username, name=name, role="ormas", password=PASSWORD, by="test")
    _join(user, row)
    return user


@transaction
def _join(user: User, row: Organization) -> None:
    db.session.add(Representative(user_id=user.id, organization_id=row.id, since=clock.now()))


def values(day: date, **changes: Any) -> dict[str, Any]:
    """Return what is written of an ordinary activity."""
    usual: dict[str, Any] = {
        "title": "Kerja bakti sungai", "subject": "lingkungan", "starts_on": day, "ends_on": None, "place": "Kali Kedunggaleng",
        "aim": "Sungai bersih", "audience": "Warga", "participants": 40, "partner": "Kelurahan", "result": "Dua truk sampah terangkut.",
        "public": True, "funds": [("dues", 500_000), ("gifts", 250_000)],
    }  # fmt: skip
    return {**usual, **changes}


def activity(row: Organization, of: Period, by: Any, day: date, **changes: Any) -> Activity:
    """Write an activity down."""
    return activities.save(row, of, None, values(day, **changes), by, client_id=str(uuid4()))


def filed(row: Organization, of: Period, by: Any, *, nil: bool = False) -> Filing:
    """Send a report with its two signers."""
    return filing.file(row, of, by, nil=nil, client_id=str(uuid4()), signers=SIGNERS)
