"""The front door for machines: health."""

from __future__ import annotations

from typing import Any

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

import aormas
from aormas.core import web
from aormas.core.database import db
from aormas.site import queries
from aormas.site.public.face import bp


@bp.get("/healthz")
@web.anyone
def health() -> Any:
    """One JSON object for machines."""
    settings = current_app.extensions["aormas_settings"]
    try:
        return {"version": aormas.__version__, **queries.health(settings.instance)}
    except (SQLAlchemyError, OSError):
        db.session.rollback()
        return {"version": aormas.__version__, "database": "failing"}, 503
