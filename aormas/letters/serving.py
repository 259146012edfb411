"""Handing letters out: the stored PDF, or one made on the fly, and pictures of their pages."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from pathlib import Path

from flask import Response, abort, current_app, send_file

from aormas.config import Settings
from aormas.core import clock
from aormas.core.files.models import StoredFile
from aormas.core.files.pages import PageUnavailable, page_image
from aormas.core.files.serving import send_stored
from aormas.core.files.store import Store
from aormas.letters import documents
from aormas.letters.models import Letter

CACHE_LIVES = timedelta(days=2)


def send_letter(letter: Letter) -> Response:
    """Answer with the PDF of a letter as a download. The caller has checked that this person may see it."""
    path, _ = on_disk(letter)
    return send_stored(path, documents.file_name(letter))


def send_scan(letter: Letter) -> Response:
    """Answer with the scan of the letter as it was signed by hand, or 404."""
    if letter.scan is None:
        abort(404)
    store: Store = current_app.extensions["aormas_files"]
    return send_stored(store.path(letter.scan.sha256), documents.file_name(letter))


def send_bytes(data: bytes, name: str) -> Response:
    """Answer with a PDF that was just made."""
    path, _ = _kept(data)
    return send_stored(path, name)


def send_page(path: Path, sha256: str, number: int, width: int = 900) -> Response:
    """Answer with the picture of a page (from 1), or 404."""
    try:
        picture = page_image(path, sha256, number, _cache() / "pages", width=width)
    except PageUnavailable:
        abort(404)
    response = send_file(picture, "image/jpeg", etag=False, max_age=None)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def keep(data: bytes) -> str:
    """Keep a PDF that was just made for a look; return the name (sha256) under which `send_kept_page` finds it."""
    return _kept(data)[1]


def send_kept_page(sha256: str) -> Response:
    """Answer with the picture of the first page of a kept PDF, or 404."""
    path = _cache() / "letters" / f"{sha256}.pdf"
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not path.is_file():
        abort(404)
    return send_page(path, sha256, 1, width=700)


def on_disk(letter: Letter) -> tuple[Path, str]:
    """Return where the PDF of a letter lies and its sha256; one that is not stored (yet) is made now."""
    store: Store = current_app.extensions["aormas_files"]
    if letter.file is not None and store.has(letter.file.sha256):
        return store.path(letter.file.sha256), letter.file.sha256
    return _kept(documents.render(letter))


def scan_on_disk(scan: StoredFile) -> tuple[Path, str]:
    """Return where a scan lies and its sha256."""
    store: Store = current_app.extensions["aormas_files"]
    return store.path(scan.sha256), scan.sha256


def _cache() -> Path:
    settings: Settings = current_app.extensions["aormas_settings"]
    return settings.instance / "cache"


def _kept(data: bytes) -> tuple[Path, str]:
    """Keep a PDF for a while, so that it can be sent and its pages be drawn."""
    sha256 = hashlib.sha256(data).hexdigest()
    path = _cache() / "letters" / f"{sha256}.pdf"
    if not path.is_file():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f"{secrets.token_hex(8)}.part")
        temporary.write_bytes(data)
        temporary.replace(path)
    return path, sha256


def tidy() -> None:
    """Forget what was made for a look some days ago; the daily round calls this."""
    oldest = (clock.now() - CACHE_LIVES).timestamp()
    for path in (_cache() / "letters").glob("*"):
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
