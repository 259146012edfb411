"""Handing a written table to a browser."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Response, send_file

from aormas.core.errors import StorageUnavailable
from aormas.core.files.refusals import NOT_STORED
from aormas.core.files.serving import download_name

MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".csv": "text/csv",
    ".zip": "application/zip",
    ".json": "application/json",
}


class _Vanishing(io.BufferedReader):
    """A file that is gone when it is closed; where the system allows it, its name is gone at once."""

    def __init__(self, path: Path) -> None:
        super().__init__(io.FileIO(path))
        self._room = path.parent
        if os.name != "nt":
            shutil.rmtree(self._room, ignore_errors=True)

    def close(self) -> None:
        """Close the file and remove its folder."""
        super().close()
        shutil.rmtree(self._room, ignore_errors=True)


def send(name: str, write: Callable[[Path], None]) -> Response:
    """Answer with a file for download that `write` writes; `name` ends in a key of `MEDIA`.

    It is written whole before the answer begins, so a slow phone keeps neither a thread nor the database busy, and it
    vanishes when it is sent. Raises `StorageUnavailable`, and whatever `write` raises.
    """
    ending = Path(name).suffix
    file = _written(write, ending)
    answer = send_file(file, MEDIA[ending], as_attachment=True, download_name=download_name(name, ending), max_age=None)
    answer.content_length = os.fstat(file.fileno()).st_size
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _written(write: Callable[[Path], None], ending: str) -> _Vanishing:
    room = None
    try:
        room = Path(tempfile.mkdtemp(prefix="aormas-table-"))
        write(room / f"table{ending}")
        return _Vanishing(room / f"table{ending}")
    except BaseException as trouble:
        if room:
            shutil.rmtree(room, ignore_errors=True)
        if isinstance(trouble, OSError):
            raise StorageUnavailable(NOT_STORED) from trouble
        raise
