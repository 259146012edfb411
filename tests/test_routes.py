"""Every route × every role: a new route without a rule fails; nobody enters where the table says no."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from aormas.accounts import permissions
from aormas.accounts.models import User
from aormas.core.database import db
from tests.factories import let_go

FACES = ("public", "portal", "desk")


def rules_of(app: Flask) -> Iterator[tuple[Rule, str, str | None]]:
    """Yield every rule with its face and permission."""
    for rule in app.url_map.iter_rules():
        face = getattr(app.blueprints[rule.endpoint.rpartition(".")[0]], "face", None)
        assert face in FACES, f"{rule.endpoint} belongs to no face"
        permission = getattr(app.view_functions[rule.endpoint], "permission", "unmarked")
        yield rule, face, permission


def test_every_route_is_marked_and_every_desk_route_asks_for_a_permission(app):
    known = {permission for held in permissions.PERMISSIONS.values() for permission in held}
    for rule, face, permission in rules_of(app):
        assert permission != "unmarked", f"{rule.endpoint} has neither `anyone` nor `requires`"
        if face != "public":
            assert permission in known, f"{rule.endpoint} asks for {permission}, which no role holds"
        assert rule.rule.startswith({"desk": "/meja", "portal": "/portal", "public": "/"}[face])


def _person(role: str) -> User:
    if role == permissions.ORGANIZATION:
        return User(username="x", name="x", role=role, token="x", active=True)
    return db.session.execute(db.select(User).where(User.username == role)).scalar_one()


@pytest.mark.parametrize("role", [None, *permissions.ROLE_NAMES])
def test_the_lock_lets_in_only_whom_the_table_names(app, role):
    """The face's lock decides by role and permission alone, before any row is looked up."""
    from flask import g
    from flask_login import login_user

    from aormas.core import web

    wrong = []
    for rule, face, permission in rules_of(app):
        if face == "public" and permission is None:
            continue
        with app.test_request_context("/"):
            g.face = face
            if role is not None:
                login_user(_person(role))
            try:
                found = web._person_lock(permission)
                status = 200 if found is None else 303
            except Exception as error:
                status = getattr(error, "code", 500)
        held = role is not None and permissions.enters(role, face) and permissions.may(role, permission or "")
        expected = 200 if held else (303 if role is None else 403)
        if status != expected:
            wrong.append((rule.endpoint, status, expected))
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "network", "expected"),
    [("10.1.2.3", "10.0.0.0/8", 303), ("8.8.8.8", "10.0.0.0/8", 403), ("::ffff:10.1.2.3", "10.0.0.0/8", 303)],
)
def test_the_desk_opens_only_in_its_networks(migrated, tmp_path, address, network, expected):
    from aormas import create_app
    from tests.conftest import make_settings

    settings = migrated.copy(tmp_path / "office")
    app = create_app(make_settings(settings.instance, database_url=settings.database_url, desk_networks=network))
    assert app.test_client().get("/meja/kalender", environ_base={"REMOTE_ADDR": address}).status_code == expected
    assert app.test_client().get("/", environ_base={"REMOTE_ADDR": address}).status_code == 200
    with app.app_context():
        let_go(app)


def test_a_public_machine_has_no_desk_at_all(migrated, tmp_path):
    from aormas import create_app
    from tests.conftest import make_settings

    settings = migrated.copy(tmp_path / "office")
    app = create_app(make_settings(settings.instance, database_url=settings.database_url, faces="public"))
    assert {face for _, face, _ in rules_of(app)} == {"public"}
    for address in ("/meja", "/meja/kalender", "/portal"):
        assert app.test_client().get(address).status_code == 404
    assert app.test_client().get("/ormas").status_code == 200
    with app.app_context():
        let_go(app)
