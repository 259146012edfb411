"""Errors are pages too: what happened, what was kept, what to do now, a number for the office."""

from __future__ import annotations

import logging
import re
import sqlite3
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, g, request
from flask_babel import gettext
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from aormas.core import i18n, web
from aormas.core.database import db
from aormas.core.errors import ActionError

log = logging.getLogger(__name__)
PAGES = {400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503}
# Never shown again, under whatever prefix a form carries: sign-password, admin_password, csrf_token …
SECRET = re.compile(r"(password|otp|code|token|client_id)$")


def init_app(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(HTTPException, http_error)
    app.register_error_handler(CSRFError, session_gone)
    app.register_error_handler(ActionError, refused)
    app.register_error_handler(OperationalError, storage_trouble)
    app.register_error_handler(OSError, storage_trouble)
    app.register_error_handler(Exception, broken)


def _page(status: int, detail: str | None = None) -> tuple[str, int]:
    facts: dict[str, Any] = {"code": status, "detail": detail, "typed": _typed()}
    try:
        return web.page("errors/error.html", **facts), status
    except Exception:  # no database, no names and links: the sentence still reaches the person
        log.exception("an error page was made without its frame")
        template = i18n.environment(_app()).get_template("errors/error.html")
        return template.render(
            **facts, office=None, face="public", language=i18n.language(), request_id=g.get("request_id")
        ), status


def _app() -> Flask:
    return current_app._get_current_object()  # type: ignore[attr-defined,no-any-return]


def _typed() -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    try:
        return [
            (name, value[:5000]) for name, value in request.form.items(multi=True) if value and not SECRET.search(name)
        ]
    except HTTPException:
        return []


def http_error(error: HTTPException) -> Any:
    """Answer an HTTP error with its page; a redirect stays one."""
    code = error.code or 500
    if code < 400:
        return error
    db.session.rollback()
    return _page(code if code in PAGES else (400 if code < 500 else 500))


def session_gone(error: CSRFError) -> Any:
    """The session was lost while a form was open: on this site's own form offer to send it again, nothing typed is lost."""
    db.session.rollback()
    if _same_origin() and not request.files and g.get("face") != "desk":
        return web.page("errors/resend.html", action=request.full_path.rstrip("?"), typed=_resendable()), 400
    return _page(400)


def _same_origin() -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer")
    return bool(origin) and urlsplit(str(origin)).netloc == request.host


def _resendable() -> list[tuple[str, str]]:
    return [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]


def refused(error: ActionError) -> Any:
    """Answer a refused action that no view has caught."""
    db.session.rollback()
    return _page(error.status, gettext(error.message, **error.values))


def storage_trouble(error: Exception) -> Any:
    """The disk is full or the database is locked: say what was kept and that trying again helps."""
    db.session.rollback()
    cause = getattr(error, "orig", error)
    if isinstance(cause, (sqlite3.OperationalError, OSError)) or isinstance(error, OperationalError):
        log.error("storage trouble: %s", cause)
        return _page(503)
    return broken(error)


def broken(error: Exception) -> Any:
    """An error nobody expected: logged with its request number."""
    log.exception("request %s failed", g.get("request_id"))
    db.session.rollback()
    return _page(500)
