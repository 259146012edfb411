"""The first set-up and the office's own settings."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

from aormas.accounts import passwords, permissions
from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import audit, clock, regions
from aormas.core.database import db, transaction
from aormas.core.errors import Invalid, NotAllowed
from aormas.core.events import emit
from aormas.core.holidays import seed
from aormas.core.office import Office, defaults, office


def setup_token(instance: Path) -> str:
    """Return the one-time token of the first set-up, made at the first start and kept in the instance folder."""
    path = instance / "setup.token"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(18))
    return path.read_text().strip()


def set_up(values: dict[str, Any], admin: dict[str, str], region_rows: list[dict[str, str]]) -> Office:
    """Set the office up once: its facts, regions, calendar and first administrator.

    Raises `NotAllowed` when it is set up already, `Invalid` for a weak password.
    """
    if problem := passwords.weakness(admin["password"], admin["username"]):
        raise Invalid(problem, field="password")
    return _set_up(values, admin, region_rows)


@transaction
def _set_up(values: dict[str, Any], admin: dict[str, str], region_rows: list[dict[str, str]]) -> Office:
    if db.session.get(Office, 1) is not None:
        raise NotAllowed("This office is set up already.")
    city = regions.load(region_rows)
    row = Office(**{**defaults(), "id": 1, **values, "region_code": city.code, "set_up_at": clock.now()})
    db.session.add(row)
    clock.set_zone(row.time_zone)
    user = people.add(
        username=admin["username"],
        name=admin["name"],
        password=admin["password"],
        role=permissions.ADMIN,
        by="first set-up",
    )
    seed([clock.today().year - 1, clock.today().year, clock.today().year + 1])
    audit.record(user, "office.set_up", row, city=city.name)
    emit("office.set_up", office=row, by=user)
    return row


@transaction
def change(by: User, **values: Any) -> None:
    """Change the office's settings; raises `Invalid` for an unknown time zone."""
    by.must("settings.edit")
    row = office()
    changed = {key: value for key, value in values.items() if getattr(row, key) != value}
    for key, value in changed.items():
        setattr(row, key, value)
    clock.set_zone(row.time_zone)
    audit.record(by, "office.changed", row, fields=sorted(changed))
