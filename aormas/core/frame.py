"""What every page needs around it: names, links, assets, messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, g, get_flashed_messages, request

from aormas.core import i18n, memo, navigation, web
from aormas.core.assets import Manifest
from aormas.core.office import office
from aormas.core.pagecache import MARK


def init_app(app: Flask, manifest: Manifest) -> None:
    """Give templates their globals and mark pages that may be shared."""
    app.jinja_env.globals.update(
        asset=manifest.url,
        remembered=_remembered,
        messages=lambda: get_flashed_messages(with_categories=True),
        language_url=lambda code: web.language_switch(
            request.path, request.query_string.decode("utf-8", "replace"), code
        ),
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True

    @app.context_processor
    def around() -> dict[str, Any]:
        face = getattr(g, "face", "public")
        root = web.site_root() if _shared() else ""
        return {
            "address": root + request.path if root else "",
            "site_root": root,
            "office": office(),
            "face": face,
            "language": i18n.language(),
            "navigation": navigation.links(face),
            "footer_links": navigation.links("footer"),
            "request_id": getattr(g, "request_id", ""),
        }

    app.after_request(_remember_language)
    app.after_request(_share)


def _remembered(*key: Any, caller: Callable[[], Any]) -> Any:
    """Return a part of a page that depends on its key and the language alone; made once for these."""
    return memo.remember_said(("part", i18n.language(), *key), caller)


def _remember_language(response: Response) -> Response:
    wanted = request.args.get(i18n.COOKIE)
    if wanted in i18n.LANGUAGES and request.cookies.get(i18n.COOKIE, i18n.DEFAULT) != wanted:
        response.set_cookie(i18n.COOKIE, wanted, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


def _shared() -> bool:
    view = current_app.view_functions.get(request.endpoint or "") if request else None
    return bool(getattr(view, "cacheable", False))


def _share(response: Response) -> Response:
    if request.method == "GET" and response.status_code == 200 and _shared() and not response.direct_passthrough:
        response.headers["Cache-Control"] = "no-cache"
        response.vary.update(["Accept-Encoding", "Cookie"])
        response.headers[MARK] = "1"
    return response
