"""The pages that keep the register: one row of links above all of them."""

from __future__ import annotations

from flask import current_app, request
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import navigation
from aormas.core.i18n import each_language

# Endpoint → (message id, permission).
TOOLS = {
    "register": ("List", "organization.read"),
    "new": ("Enter", "organization.edit"),
    "imports": ("Import", "organization.import"),
    "exports": ("Download", "organization.export"),
    "doubles": ("Doubles", "organization.read"),
    "reconciling": ("Compare lists", "organization.read"),
    "endings": ("What ends", "organization.read"),
    "where": ("Where are they?", "organization.read"),
}


def register_tools() -> list[tuple[str, str, bool, int | None]]:
    """Return (name, address, shown now, no count) of the pages that the person may open."""
    person, views, here, words = (
        current_user._get_current_object(),
        current_app.view_functions,
        request.endpoint,
        _words(),
    )
    found: list[tuple[str, str, bool, int | None]] = []
    for name, (_word, permission) in TOOLS.items():
        endpoint = f"organizations_desk.{name}"
        if endpoint in views and person.may(permission):
            found.append((words[name], navigation.address(endpoint), endpoint == here, None))
    return found


@each_language
def _words() -> dict[str, str]:
    return {name: _(word) for name, (word, _permission) in TOOLS.items()}
