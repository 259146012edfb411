"""Compress pages as they leave: brotli where the browser takes it, gzip otherwise; text only, never streams."""

from __future__ import annotations

import gzip

import brotli
from flask import Flask, Response, request

SMALLEST = 500
TEXTS = {"text/html", "text/css", "text/csv", "text/plain", "application/json", "image/svg+xml", "application/xml"}


def init_app(app: Flask) -> None:
    """Compress the answers of an application."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Return the answer with its body compressed where that helps."""
    if (
        response.direct_passthrough
        or response.is_streamed
        or response.mimetype not in TEXTS
        or "Content-Encoding" in response.headers
    ):
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) < SMALLEST:
        return response
    if "br" in request.accept_encodings:
        response.set_data(brotli.compress(body, quality=4))
        response.headers["Content-Encoding"] = "br"
    elif "gzip" in request.accept_encodings:
        response.set_data(gzip.compress(body, 6))
        response.headers["Content-Encoding"] = "gzip"
    return response
