"""Photos that are shown as pictures: cleaned in the limited child, stored by content, before any transaction."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from aormas.config import Settings
from aormas.core import clock
from aormas.core.errors import StorageUnavailable
from aormas.core.files import children
from aormas.core.files.cleaning import FILE_MOST
from aormas.core.files.durable import storing
from aormas.core.files.kinds import HEAD, PHOTOS, kind_of, stranger
from aormas.core.files.models import StoredFile
from aormas.core.files.refusals import MESSAGES, NOT_STORED, Refused
from aormas.core.files.store import Store
from aormas.core.files.thumbnails import keep_small

SECONDS = 20


@dataclass(frozen=True)
class CleanPhoto:
    """A stored photo: the row of its file (not yet in the database), what it was when it was sent, and its fingerprint."""

    file: StoredFile
    source_sha256: str
    look: str
    width: int
    height: int


def receive_photo(upload: FileStorage | Path, name: str) -> CleanPhoto:
    """Return one photo, upright, at most 1,700 pixels long, without place and camera, as it is stored.

    Raises `Refused` (a video, a PDF, a broken or huge picture: see `core.files.refusals.MESSAGES`) and `StorageUnavailable`.
    """
    settings: Settings = current_app.extensions["aormas_settings"]
    with tempfile.TemporaryDirectory(dir=settings.instance) as folder:
        source = upload if isinstance(upload, Path) else Path(folder) / "sent.part"
        if not isinstance(upload, Path):
            upload.save(source)
        return _kept(source, Path(folder) / "photo.jpg", name)


def _kept(source: Path, target: Path, name: str) -> CleanPhoto:
    small = target.with_name("small.jpg")
    job = {"path": str(source.absolute()), "kind": _photo_kind(source), "target": str(target.absolute())}
    job["small"] = str(small.absolute())
    store: Store = current_app.extensions["aormas_files"]
    try:
        with storing():
            result = children.run("photo", job, SECONDS)
            content = store.put(target)
            keep_small(small, content.sha256)
    except children.ChildFailed as failed:
        if failed.code in MESSAGES:
            raise Refused(failed.code, failed.detail) from failed
        raise StorageUnavailable(NOT_STORED) from failed
    with source.open("rb") as file:
        sent = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    row = StoredFile(
        sha256=content.sha256, size=content.size, media_type="image/jpeg", name=name[:200], created_at=clock.now()
    )
    return CleanPhoto(row, sent, str(result["look"]), int(result["width"]), int(result["height"]))


def _photo_kind(source: Path) -> str:
    """Return what kind of photo a file is. Raises `Refused` before anything is decoded."""
    size = source.stat().st_size
    with source.open("rb") as file:
        head = file.read(HEAD)
    if size == 0:
        raise Refused("empty")
    kind = kind_of(head)
    if kind not in PHOTOS:
        raise Refused("no_photo", "pdf" if kind else stranger(head))
    if size > FILE_MOST:
        raise Refused("too_large", "photo")
    return kind
