"""What tests share: an application on a fresh copy of a migrated database, people of every role, a clock that stands still."""

from __future__ import annotations

import contextvars
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.globals import app_ctx
from flask.testing import FlaskClient
from flask_migrate import upgrade

from aormas import config, create_app
from aormas.accounts import permissions
from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db
from aormas.core.security import limiter
from tests import factories
from tests.postgresql import Cluster

# Tuesday, 24 November 2026, 09.00 WIB; no holiday near
MOMENT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECRET = "for tests only, thirty-two signs at least"
ROLES = tuple(role for role in permissions.ROLE_NAMES if role != permissions.ORGANIZATION)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the same tests run on either engine."""
    parser.addoption("--engine", choices=["sqlite", "postgresql"], default="sqlite")


def make_settings(instance: Path, **overrides: Any) -> config.Settings:
    """Return settings of an office in a folder, deaf to the machine's own environment."""
    return config.load({}, instance=instance, secret_key=SECRET, port=0, **overrides)


@dataclass(frozen=True)
class Office:
    """A set-up office to copy from: its folder, and its database where that is a server's."""

    instance: Path
    cluster: Cluster | None = None

    def copy(self, target: Path) -> config.Settings:
        """Copy folder and database; return the copy's settings."""
        shutil.copytree(self.instance, target)
        extra = {"database_url": self.cluster.copy("office")} if self.cluster else {}
        return make_settings(target, **extra)


class Browser(FlaskClient):
    """A browser whose requests share nothing with the test's own context, as in real life."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request; afterwards the test reads what the database holds now."""
        answer = contextvars.Context().run(super().open, *args, **kwargs)
        if app_ctx:
            vars(g._get_current_object()).clear()
            db.session.rollback()
        return answer


@pytest.fixture(scope="session")
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster | None]:
    """A PostgreSQL server of its own, where the tests run on that engine."""
    if request.config.getoption("--engine") != "postgresql":
        yield None
        return
    with Cluster() as started:
        yield started


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory, cluster: Cluster | None) -> Office:
    """An office whose database has the newest schema, with one officer per role."""
    instance = tmp_path_factory.mktemp("migrated")
    extra = {"database_url": cluster.create("office")} if cluster else {}
    app = create_app(make_settings(instance, **extra))
    with app.app_context():
        upgrade()
        with clock.frozen(MOMENT):
            factories.set_up_office()
        factories.let_go(app)
    return Office(instance, cluster)


@pytest.fixture
def frozen() -> Iterator[datetime]:
    """Stand the clock still on a Tuesday morning."""
    with clock.frozen(MOMENT):
        yield MOMENT


@pytest.fixture
def app(migrated: Office, tmp_path: Path, frozen: datetime) -> Iterator[Flask]:
    """An application of its own on a copy of the migrated office, inside an application context."""
    made = create_app(migrated.copy(tmp_path / "instance"))
    made.config["WTF_CSRF_ENABLED"] = False
    made.test_client_class = Browser
    limiter.enabled = False
    with made.app_context():
        yield made
        factories.let_go(made)


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
