"""The blueprint that the officers' pages about organisations share."""

from __future__ import annotations

from typing import Any

from flask_login import current_user

from aormas.accounts.models import User
from aormas.core import web

bp = web.Face("organizations_desk", __name__, "desk")


def officer() -> User:
    """Return the person who is signed in, as actions write it down."""
    return current_user._get_current_object()  # type: ignore[no-any-return]


@bp.context_processor
def tools() -> dict[str, Any]:
    """Let templates draw the row of links above the register's pages."""
    from aormas.organizations.desk.tools import register_tools

    return {"register_tools": register_tools}
