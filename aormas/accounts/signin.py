"""Flask-Login's side: who is asking."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager
from sqlalchemy import bindparam, select
from sqlalchemy.orm import make_transient_to_detached

from aormas.accounts.models import User
from aormas.core import memo
from aormas.core.database import db

SECRET = {"password_hash", "totp_secret", "recovery_codes"}  # not kept in the process; read when somebody asks for them
KEPT = [column for column in User.__table__.columns if column.key not in SECRET]
OPEN = (User.token == bindparam("token"), User.active)
BY_TOKEN, KEPT_BY_TOKEN = select(User).where(*OPEN), select(*KEPT).where(*OPEN)

manager = LoginManager()
manager.session_protection = None  # "strong" signs a phone out whenever its address changes


@manager.user_loader
def by_token(token: str) -> User | None:
    """Return the person of a session, unless the account was closed.

    While a page is read, what was read of the person for the same version of the database is used again.
    """
    if not memo.remembers():
        return db.session.scalar(BY_TOKEN, {"token": token})
    known = memo.remember(("person", token), lambda: _known(token))
    return db.session.merge(known, load=False) if known else None


def _known(token: str) -> User | None:
    """Return the person apart from any session, without secrets."""
    row = db.session.connection().execute(KEPT_BY_TOKEN, {"token": token}).mappings().one_or_none()
    if row is None:
        return None
    known = User(**row)
    make_transient_to_detached(known)
    return known


def init_app(app: Flask) -> None:
    """Attach the login state to the application."""
    manager.init_app(app)
