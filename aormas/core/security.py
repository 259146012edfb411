"""Headers, limits and the protection of forms."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect
from limits import parse

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
HEADERS = (
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), interest-cohort=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
FORM_LIMIT = 256 * 1024
UPLOAD_LIMIT = 42 * 2**20

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", strategy="moving-window", headers_enabled=False)


def takes_files(view: Any) -> Any:
    """Mark a view whose body may be as large as a few papers; every other body ends at 256 kB."""
    view.body_limit = UPLOAD_LIMIT
    return view


def within(pace: str, *whose: str, cost: int = 1) -> bool:
    """Count `cost` tries against a pace such as "240 per hour"; tell whether it is kept. For views that answer in words of their own."""
    return not limiter.enabled or limiter.limiter.hit(parse(pace), *whose, cost=cost)


def init_app(app: Flask) -> None:
    """Order matters: the body limit is set before CSRFProtect reads the form."""

    @app.before_request
    def number_request() -> None:
        g.request_id = uuid.uuid4().hex[:10]

    @app.before_request
    def limit_body() -> None:
        view = app.view_functions.get(request.endpoint or "")
        request.max_content_length = getattr(view, "body_limit", FORM_LIMIT)
        request.max_form_memory_size = FORM_LIMIT
        request.max_form_parts = 500

    csrf.init_app(app)
    limiter.init_app(app)
    app.after_request(_headers)


def _headers(response: Response) -> Response:
    headers = response.headers
    present = {name.lower() for name, _ in headers}
    headers.extend([(name, value) for name, value in HEADERS if name.lower() not in present])
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "cache-control" not in present:
        headers["Cache-Control"] = "private, no-store"
    return response
