"""Files that anybody may download and that are made when asked: written aside, small ones kept with the public pages.

A view that answers with `send` is marked `web.public_reading`. What is small becomes an ordinary shared answer, which the
page cache keeps until the data change; what is large goes out from the disk, so that memory stays small.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from flask import Response, request, send_file

from aormas.core.errors import StorageUnavailable
from aormas.core.files.refusals import NOT_STORED

SHARED = 2 * 2**20  # bytes as sent; the page cache holds sixteen megabytes
SQUEEZED = 256 * 2**10  # texts from here on are compressed on the disk, not in memory
TEXTS = {"text/csv", "application/json"}


def send(name: str, media: str, write: Callable[[Path], None]) -> Response:
    """Answer with a file that `write` makes at a path; it comes as a download of this name, readable by other sites.

    Raises `StorageUnavailable` when there is no room, and whatever `write` raises.
    """
    file, squeezed = _made(write, media in TEXTS)
    size = file.seek(0, 2)
    file.seek(0)
    response = _from_memory(file, name, media) if size <= SHARED else _from_disk(file, name, media, size)
    if squeezed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _from_memory(file: BinaryIO, name: str, media: str) -> Response:
    with file:
        response = Response(file.read(), mimetype=media)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _from_disk(file: BinaryIO, name: str, media: str, size: int) -> Response:
    response = send_file(file, media, as_attachment=True, download_name=name, etag=_fingerprint(file), max_age=None)
    response.headers["Cache-Control"] = "no-cache"
    if response.status_code == 200:
        response.content_length = size
    if response.status_code == 304 or request.method == "HEAD":
        file.close()  # nobody reads it
    return response


def _made(write: Callable[[Path], None], text: bool) -> tuple[BinaryIO, bool]:
    try:
        with tempfile.TemporaryDirectory(prefix="aormas-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "file"
            write(path)
            squeezed = _squeeze(path) if text else None
            return (squeezed or path).open("rb"), squeezed is not None  # readable when the folder is gone
    except OSError as trouble:
        raise StorageUnavailable(NOT_STORED) from trouble


def _squeeze(path: Path) -> Path | None:
    if "gzip" not in request.accept_encodings or path.stat().st_size < SQUEEZED:
        return None
    target = path.with_suffix(".gz")
    with path.open("rb") as source, gzip.GzipFile(target, "wb", 6, mtime=0) as squeezed:
        shutil.copyfileobj(source, squeezed, 2**20)
    return target


def _fingerprint(file: BinaryIO) -> str:
    found = hashlib.file_digest(file, "sha256").hexdigest()[:20]  # type: ignore[arg-type]
    file.seek(0)
    return found
