"""The blueprint that an organisation's own pages share, and whose pages they are."""

from __future__ import annotations

from flask import abort
from flask_login import current_user

from aormas.accounts.models import User
from aormas.core import web
from aormas.organizations import queries
from aormas.organizations.models import Organization

bp = web.Face("portal", __name__, "portal")


def own_organization() -> Organization:
    """Return the organisation of the person who is signed in, or answer 403."""
    row = queries.of_user(current_user.id)
    if row is None:
        abort(403)
    return row


def person() -> User:
    """Return the person who is signed in, as actions write it down."""
    return current_user._get_current_object()  # type: ignore[no-any-return]
