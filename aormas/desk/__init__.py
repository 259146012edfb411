"""The officers' start page and worklists; reads the features and links into them."""

from __future__ import annotations

from flask import Flask
from flask_login import current_user

from aormas.config import Settings
from aormas.core import memo
from aormas.core.navigation import Navigation


def init_app(app: Flask, settings: Settings) -> None:
    """Add the officers' front door."""
    from aormas.desk import checking, views

    app.extensions["aormas_jobs"][checking.JOB] = checking.run
    app.extensions["aormas_daily"].append(checking.daily)
    if "desk" not in settings.faces:
        return
    app.register_blueprint(views.bp)
    navigation: Navigation = app.extensions["aormas_navigation"]
    navigation.add("desk", "My turn", "desk.start", "desk.enter", count=_waiting)
    navigation.add("desk", "System", "desk.system", "system.read")


def _waiting() -> int:
    from aormas.desk.queries import my_turn_count

    person = current_user._get_current_object()
    return memo.remember(("my turn", person.id, person.role), lambda: my_turn_count(person))
