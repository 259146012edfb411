"""Small pictures of stored photos, for rows of several: kept beside, made again whenever they are missing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from flask import current_app

from aormas.config import Settings
from aormas.core.errors import StorageUnavailable
from aormas.core.files import children
from aormas.core.files.durable import settle, storing, workroom
from aormas.core.files.store import Store

SECONDS = 10.0


def small_photo(sha256: str) -> Path:
    """Return where the small picture of a stored photo lies, at most 480 pixels wide; the photo itself where there is none.

    A missing one is made now, unless the child has other work: nobody waits in line for a small picture.
    """
    store: Store = current_app.extensions["aormas_files"]
    target = _place(sha256)
    if not target.is_file():
        with suppress(children.ChildFailed, StorageUnavailable):
            _make(store.path(sha256), target)
    return target if target.is_file() else store.path(sha256)


def keep_small(made: Path, sha256: str) -> None:
    """Keep the small picture that was made together with a photo. Raises `OSError`."""
    target = _place(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    settle(made, target)


def _make(photo: Path, target: Path) -> None:
    with storing(), workroom(target.parent) as room:
        made = room / "small.jpg"
        children.run("small", {"path": str(photo.absolute()), "target": str(made)}, SECONDS, wait=0)
        settle(made, target)


def _place(sha256: str) -> Path:
    settings: Settings = current_app.extensions["aormas_settings"]
    return settings.instance / "cache" / "photos" / sha256[:2] / f"{sha256}.jpg"
