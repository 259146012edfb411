"""The schema's versions. Alembic takes 11 MB of memory, so the serving processes load it only when there is work for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import inspect

from aormas.core.database import db

FOLDER = Path(__file__).resolve().parent.parent / "migrations"
REVISION = re.compile(r"^revision(?:: \w+)? = ['\"](\w+)['\"]", re.MULTILINE)
BEFORE = re.compile(r"^down_revision(?:: [^=]+)? = ['\"](\w+)['\"]", re.MULTILINE)


def attach(app: Flask) -> None:
    """Give an application its migrations (`flask db …`); attaching twice is harmless."""
    if "migrate" in app.extensions:
        return
    from flask_migrate import Migrate

    Migrate(app, db, directory=str(FOLDER), render_as_batch=True, compare_type=True, include_object=_ours)


def newest() -> str:
    """Return the revision that no other one follows."""
    texts = [path.read_text(encoding="utf-8") for path in (FOLDER / "versions").glob("*.py")]
    revisions = {match.group(1) for text in texts if (match := REVISION.search(text))}
    followed = {match.group(1) for text in texts if (match := BEFORE.search(text))}
    (head,) = revisions - followed
    return head


def is_current() -> bool:
    """Tell whether the present application's database has the newest schema."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == newest()


def _ours(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    return not (kind == "table" and "_fts" in (name or ""))
