"""People, roles, permissions, sign-in, and the office's own settings."""

from __future__ import annotations

from flask import Flask

from aormas.accounts import signin
from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links and commands of accounts."""
    from aormas.accounts import desk, models, public
    from aormas.core.web import row_converter

    app.url_map.converters["user"] = row_converter(models.User)
    app.register_blueprint(public.bp)
    if "desk" in settings.faces:
        app.register_blueprint(desk.bp, url_prefix="/meja")
    navigation = app.extensions["aormas_navigation"]
    navigation.add("public", "Sign in", "accounts.sign_in")
    navigation.add("desk", "Calendar", "accounts_desk.calendar", "calendar.read")
    navigation.add("desk", "Users", "accounts_desk.users", "users.read")
    navigation.add("desk", "Settings", "accounts_desk.settings", "settings.read")
    navigation.add("desk", "Trail", "accounts_desk.trail", "trail.read")
    navigation.add("settings", "The office", "accounts_desk.office_settings", "settings.read")


__all__ = ["init_app", "signin"]
