"""The pages that keep the register: one row of links above all of them."""

from __future__ import annotations

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

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
    found: list[tuple[str, str, bool, int | None]] = []
    for name, (word, permission) in TOOLS.items():
        endpoint = f"organizations_desk.{name}"
        if endpoint in current_app.view_functions and current_user.may(permission):
            found.append((_(word), url_for(endpoint), request.endpoint == endpoint, None))
    return found
