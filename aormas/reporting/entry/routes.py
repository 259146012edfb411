"""The addresses of writing a report, below the report's own, and how they are hung into a face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aormas.core import web
from aormas.reporting.entry import activities, pages, photos, reliefs, sending
from aormas.reporting.entry.door import Door

READ, WRITE, BOTH = ("GET",), ("POST",), ("GET", "POST")


@dataclass(frozen=True)
class Route:
    """One page or act: its place, its name in `Door.url`, its function, its methods."""

    path: str
    name: str
    page: Callable[..., Any]
    methods: tuple[str, ...]


ROUTES = (
    Route("", "", pages.report, READ),
    Route("/nihil", "nil", sending.nil, BOTH),
    Route("/kegiatan/baru", "activity_new", activities.new, BOTH),
    Route("/kegiatan/<int:activity>", "activity", activities.activity, BOTH),
    Route("/kegiatan/<int:activity>/keluarkan", "activity_remove", activities.remove, WRITE),
    Route("/kegiatan/<int:activity>/kembalikan", "activity_back", activities.put_back, WRITE),
    Route("/kegiatan/<int:activity>/foto", "photos", photos.photos, READ),
    Route("/kegiatan/<int:activity>/foto", "photos_add", photos.add, WRITE),
    Route("/foto/<int:photo>.jpg", "photo", photos.photo, READ),
    Route("/isian", "rest", pages.rest, BOTH),
    Route("/periksa", "check", sending.check, BOTH),
    Route("/tanda-terima/<int:number>", "receipt", sending.receipt, READ),
    Route("/tanda-terima/<int:number>.pdf", "receipt_pdf", sending.receipt_pdf, READ),
)
# What only the organisation itself does: at the counter the officer decides instead of asking.
OWN = (
    Route("/jawab", "answer", pages.answer, WRITE),
    Route("/kelonggaran", "relief", reliefs.ask, BOTH),
    Route("/kelonggaran/<int:number>/tarik", "relief_withdraw", reliefs.withdraw, WRITE),
)


def hang(
    bp: web.Face, base: str, prefix: str, permission: str, door: Callable[..., Door], routes: tuple[Route, ...]
) -> None:
    """Give a face the pages below `prefix`; `door` makes the door of the address's values or answers 404."""
    for route in routes:
        name = f"{base}_{route.name}" if route.name else base
        bp.add_url_rule(prefix + route.path, name, _view(route, permission, door), methods=route.methods)


def _view(route: Route, permission: str, door: Callable[..., Door]) -> Callable[..., Any]:
    def view(**values: Any) -> Any:
        ours = {name: values.pop(name) for name in ("code", "organization") if name in values}
        return route.page(door(**ours), **values)

    view.__doc__ = route.page.__doc__
    if hasattr(route.page, "body_limit"):
        view.body_limit = route.page.body_limit  # type: ignore[attr-defined]
    return web.requires(permission)(view)
