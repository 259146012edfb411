"""A_ormas: the mini website of a city's Bakesbangpol."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from aormas import accounts, commands, config, desk, letters, organizations, registration, reporting, site
from aormas.core import (
    compression,
    database,
    errorpages,
    frame,
    i18n,
    pagecache,
    schema,
    security,
    sessions,
    stylepage,
    web,
)
from aormas.core.assets import Manifest, build
from aormas.core.database import check_engine
from aormas.core.events import Events
from aormas.core.files.store import Store
from aormas.core.navigation import Navigation

__version__ = "0.1.0"

MENUS = {
    "public": ["organizations.register", "registration.choose", "registration.services", "registration.follow", "letters.verification", "reporting.calendar", "accounts.sign_in"],
    "desk": [
        "desk.start", "registration_desk.applications", "counter.start", "organizations_desk.register", "reporting_desk.worklist", "letters_desk.letters",
        "reporting_desk.recap", "accounts_desk.calendar",
        "accounts_desk.settings", "accounts_desk.users", "accounts_desk.trail", "desk.system",
    ],
    "portal": ["portal.start", "portal.profile", "portal.board", "reporting_portal.reports", "registration_portal.applications", "letters_portal.letters", "portal.looks", "portal.account"],
    "settings": ["accounts_desk.office_settings", "services_desk.services", "reporting_desk.rules"],
}  # fmt: skip
PARTS = (accounts, organizations, letters, registration, reporting, desk, site)


def create_app(settings: config.Settings | None = None, *, migrations: bool = True, **overrides: Any) -> Flask:
    """Put the product together. Reads top to bottom like a contents page."""
    check_engine()
    settings = settings or config.load(**overrides)
    app = Flask(
        "aormas",
        root_path=str(Path(__file__).parent),
        template_folder=str(config.ROOT / "templates"),
        static_folder=None,
    )
    app.jinja_environment = i18n.TranslatingEnvironment
    app.ensure_sync = lambda view: view  # type: ignore[method-assign,assignment]  # no async views; asking costs 0.15 ms a request
    app.config.update(_flask_config(settings))
    app.extensions.update(_registries(settings))

    database.init_app(app)
    if migrations:
        schema.attach(app)
    i18n.init_app(app)
    security.init_app(app)
    accounts.signin.init_app(app)
    sessions.init_app(app)
    web.lock_faces(app)
    errorpages.init_app(app)
    compression.init_app(app)

    for part in PARTS:
        part.init_app(app, settings)
    if settings.development and "desk" in settings.faces:
        stylepage.init_app(app)
    for face, endpoints in MENUS.items():
        app.extensions["aormas_navigation"].arrange(face, endpoints)

    commands.init_app(app)
    static = config.ROOT / "static"
    build(static, static / "dist")
    frame.init_app(app, Manifest(static / "dist", "/static/"))
    _serve_static(app, static / "dist")
    app.wsgi_app = pagecache.PageCache(app.wsgi_app, pagecache.Version(settings.database_url, app))  # type: ignore[method-assign]
    return app


def _registries(settings: config.Settings) -> dict[str, Any]:
    """Return what the parts fill with their own: listeners, links, jobs, daily tasks, checks."""
    return {
        "aormas_settings": settings,
        "aormas_events": Events(),
        "aormas_navigation": Navigation(),
        "aormas_jobs": {},
        "aormas_daily": [],
        "aormas_checks": {},
        "aormas_files": Store(settings.files),
    }


def _flask_config(settings: config.Settings) -> dict[str, Any]:
    return {
        **database.engine_config(settings.database_url, settings.threads),
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": pagecache.SESSION_COOKIE,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure,
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # SameSite and the token suffice; strict referrers break behind old proxies
        "TEMPLATES_AUTO_RELOAD": settings.development,
    }


def _serve_static(app: Flask, folder: Path) -> None:
    from whitenoise import WhiteNoise

    def protect(headers: Any, path: str, url: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Resource-Policy"] = "same-origin"

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(folder), prefix="static/", allow_all_origins=False, add_headers_function=protect,
        immutable_file_test=r"\.[0-9a-f]{12}\.",
    )  # fmt: skip
