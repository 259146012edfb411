"""The cookie of a session: sent when something in it changed, and once a day so that it goes on; not with every page."""

from __future__ import annotations

import time
from datetime import timedelta

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous.encoding import base64_decode, bytes_to_int
from itsdangerous.exc import BadData

RENEWED = timedelta(days=1)


class DailySessions(SecureCookieSessionInterface):
    """Sessions that live on from the last day of use; within the day a page says nothing about them.

    Besides what signing costs, a page that only reads cannot overwrite what another tab put into the session meanwhile.
    """

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        """Tell whether the answer carries the cookie."""
        if session.modified or not session.permanent:
            return session.modified
        return _age(request.cookies.get(self.get_cookie_name(app), "")) >= RENEWED.total_seconds()


def _age(cookie: str) -> float:
    """Return for how many seconds a cookie, whose seal was looked at before, has been in use."""
    try:
        return time.time() - bytes_to_int(base64_decode(cookie.rsplit(".", 2)[-2]))
    except (BadData, IndexError):
        return RENEWED.total_seconds()


def init_app(app: Flask) -> None:
    """Give an application these sessions."""
    app.session_interface = DailySessions()
