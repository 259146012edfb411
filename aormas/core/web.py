"""Three faces with three locks, permissions on views, pages, converters and paging."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, Flask, Response, abort, current_app, flash, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.routing import BaseConverter, ValidationError

from aormas.core import i18n

View = TypeVar("View", bound=Callable[..., Any])

PER_PAGE = 20
SAFE = {"GET", "HEAD", "OPTIONS"}


class Face(Blueprint):
    """A blueprint that belongs to one of the faces `public`, `portal`, `desk`, and so stands behind its lock."""

    def __init__(self, name: str, import_name: str, face: str, **options: Any) -> None:
        super().__init__(name, import_name, **options)
        self.face = face


def anyone(view: View) -> View:
    """Mark a view that needs no permission; every view is marked by this or by `requires`."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def public_reading(view: View) -> View:
    """Mark a public page that is the same for every reader, so that its bytes may be kept and shared."""
    view.cacheable = True  # type: ignore[attr-defined]
    return anyone(view)


def requires(permission: str) -> Callable[[View], View]:
    """Let only people with a permission into a view; the action asks again."""

    def mark(view: View) -> View:
        view.permission = permission  # type: ignore[attr-defined]
        return view

    return mark


def lock_faces(app: Flask) -> None:
    """Hang the locks on the faces: set-up first, network, sign-in, role, permission."""
    networks = [ipaddress.ip_network(network) for network in app.extensions["aormas_settings"].desk_networks]

    @app.before_request
    def face_lock() -> Any:
        blueprint = app.blueprints.get(request.blueprint or "")
        g.face = getattr(blueprint, "face", "public")
        view = app.view_functions.get(request.endpoint or "")
        if view is None or request.endpoint == "static":
            return None
        if g.face == "desk" and not _inside(request.remote_addr, networks):
            abort(403)
        permission = getattr(view, "permission", "unmarked")
        if g.face == "public" and permission is None:
            return None
        return _person_lock(permission)


def _inside(address: str | None, networks: list[Any]) -> bool:
    try:
        given = ipaddress.ip_address(address or "")
    except ValueError:
        return False
    mapped = getattr(given, "ipv4_mapped", None) or given
    return any(mapped in network for network in networks)


def _person_lock(permission: str | None) -> Any:
    if not current_user.is_authenticated:
        if request.method in SAFE:
            return redirect(url_for("accounts.sign_in", lanjut=request.full_path.rstrip("?")), 303)
        abort(401)
    if not current_user.enters(g.face):
        abort(403)
    if permission is not None and not current_user.may(permission):
        abort(403)
    return None


def page(template: str, **context: Any) -> str:
    """Return a page in the present language."""
    current_app.update_template_context(context)
    return i18n.environment(current_app._get_current_object()).get_template(template).render(context)  # type: ignore[attr-defined]


def say(message: str, category: str = "ok") -> None:
    """Tell the person on the next page what happened and what comes next (an already translated sentence)."""
    flash(message, category)


def seen(location: str) -> Response:
    """Answer a POST that did its work: go and look there (303)."""
    return redirect(location, 303)  # type: ignore[return-value]


class RowConverter(BaseConverter):
    """Turn a number of an address into a row of a model, or answer 404; made per model by `row_converter`."""

    regex = r"\d{1,18}"
    model: Any = None

    def to_python(self, value: str) -> Any:
        """Return the row of an id; raises `ValidationError` (404) when there is none."""
        from aormas.core.database import db

        row = db.session.get(self.model, int(value))
        if row is None:
            raise ValidationError
        return row

    def to_url(self, value: Any) -> str:
        """Return the id of a row, or the id itself."""
        return str(getattr(value, "id", value))


def row_converter(model: Any) -> type[RowConverter]:
    """Return a converter class for a model."""
    return type(f"{model.__name__}Converter", (RowConverter,), {"model": model})


def site_root() -> str:
    """Return where readers reach the site, as other sites and files should name it; no slash at the end."""
    return (current_app.extensions["aormas_settings"].public_url or request.url_root).rstrip("/")


def page_number(name: str = "hal") -> int:
    """Return the wanted page of a list, 1 for anything else."""
    text = request.args.get(name, "1")
    return int(text) if text.isdecimal() and 0 < int(text) < 100_000 else 1


def pages_of(endpoint: str, kept: dict[str, str]) -> Callable[..., str]:
    """Return the function page number → address of a list, with its filters kept; `setelah` or `sebelum` name the row at its edge."""

    def address(page: int, **cursor: str) -> str:
        return url_for(endpoint, **{**kept, "hal": str(page) if page > 1 else None, **cursor})  # type: ignore[arg-type]

    return address


def safe_target(target: str | None, fallback: str) -> str:
    """Return an address inside this site to go on to, never another host's."""
    if (
        not target
        or not target.startswith("/")
        or target.startswith(("//", "/\\"))
        or "\\" in target
        or any(ord(c) < 32 for c in target)
    ):
        return fallback
    return target


def language_switch(path: str, query: str, code: str) -> str:
    """Return the address of the same page in another language."""
    pairs = [(key, value) for key, value in parse_qsl(query) if key != i18n.COOKIE]
    return f"{path}?{urlencode([*pairs, (i18n.COOKIE, code)])}"
