"""Flask-Login's side: who is asking."""

from __future__ import annotations

from flask import Flask
from flask_login import LoginManager
from sqlalchemy import bindparam, select

from aormas.accounts.models import User
from aormas.core.database import db

BY_TOKEN = select(User).where(User.token == bindparam("token"), User.active)

manager = LoginManager()
manager.session_protection = None  # "strong" signs a phone out whenever its address changes


@manager.user_loader
def by_token(token: str) -> User | None:
    """Return the person of a session, unless the account was closed."""
    return db.session.scalar(BY_TOKEN, {"token": token})


def init_app(app: Flask) -> None:
    """Attach the login state to the application."""
    manager.init_app(app)
