"""What tests share: an application on a fresh copy of a migrated database, people of every role, a clock that stands still."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade

from aormas import config, create_app
from aormas.accounts import permissions
from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db
from aormas.core.security import limiter
from tests import factories

# Tuesday, 24 November 2026, 09.00 WIB; no holiday near
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECRET = "for tests only, thirty-two signs at least"


def make_settings(instance: Path, **overrides: Any) -> config.Settings:
    """Return settings of an office in a folder, deaf to the machine's own environment."""
    return config.load({}, instance=instance, secret_key=SECRET, port=0, **overrides)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder whose database has the newest schema, a set-up office and one officer per role."""
    instance = tmp_path_factory.mktemp("migrated")
    app = create_app(make_settings(instance))
    with app.app_context():
        upgrade()
        with clock.frozen(MOMENT):
            factories.set_up_office()
        db.session.remove()
        db.engine.dispose()
    return instance


@pytest.fixture
def frozen() -> Iterator[datetime]:
    """Stand the clock still on a Tuesday morning."""
    with clock.frozen(MOMENT):
        yield MOMENT


@pytest.fixture
def app(migrated: Path, tmp_path: Path, frozen: datetime) -> Iterator[Flask]:
    """An application of its own on a copy of the migrated office, inside an application context."""
    instance = tmp_path / "instance"
    shutil.copytree(migrated, instance)
    made = create_app(make_settings(instance))
    made.config["WTF_CSRF_ENABLED"] = False
    limiter.enabled = False
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without script, not signed in."""
    return app.test_client()


@pytest.fixture
def person(app: Flask) -> Callable[[str], User]:
    """Return the officer of a role: `person("verifikator")`."""
    return lambda role: db.session.execute(db.select(User).where(User.username == role)).scalar_one()


@pytest.fixture
def signed_in(app: Flask) -> Callable[[str], FlaskClient]:
    """Return a browser in which the officer of a role is signed in: `signed_in("kabid")`."""

    def enter(role: str) -> FlaskClient:
        browser = app.test_client()
        answer = browser.post("/masuk", data={"username": role, "password": factories.PASSWORD})
        assert answer.status_code == 303, answer.text
        return browser

    return enter


ROLES = tuple(role for role in permissions.ROLE_NAMES if role != permissions.ORGANIZATION)
