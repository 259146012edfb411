"""The officers' start page and worklists; reads the features and links into them."""

from __future__ import annotations

from flask import Flask
from flask_login import current_user

from aormas.config import Settings
from aormas.core.navigation import Entry, Navigation

# The order of the officers' menu: what is done daily first, what keeps the house last.
ORDER = (
    "desk.start", "registration_desk.applications", "counter.start", "organizations_desk.register",
    "letters_desk.letters", "accounts_desk.calendar", "accounts_desk.settings", "accounts_desk.users",
    "accounts_desk.trail", "desk.system",
)  # fmt: skip


def init_app(app: Flask, settings: Settings) -> None:
    """Add the officers' front door, and put the links of their menu into order."""
    from aormas.desk import checking, views

    app.extensions["aormas_jobs"][checking.JOB] = checking.run
    app.extensions["aormas_daily"].append(checking.daily)
    if "desk" not in settings.faces:
        return
    app.register_blueprint(views.bp)
    navigation: Navigation = app.extensions["aormas_navigation"]
    navigation.add("desk", "My turn", "desk.start", "desk.enter", count=_waiting)
    navigation.add("desk", "System", "desk.system", "system.read")
    navigation.entries["desk"].sort(key=_place)


def _place(entry: Entry) -> int:
    return ORDER.index(entry.endpoint) if entry.endpoint in ORDER else len(ORDER) // 2


def _waiting() -> int:
    from aormas.registration.queries.desk_worklist import my_turn_count

    return my_turn_count(current_user)
