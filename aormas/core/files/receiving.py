"""Receiving a paper that an officer attaches to something: cleaned and stored before any transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from aormas.config import Settings
from aormas.core import clock
from aormas.core.files.cleaning import clean_paper
from aormas.core.files.models import StoredFile
from aormas.core.files.store import Store


def receive(uploads: Sequence[FileStorage], name: str) -> StoredFile:
    """Return the row, not yet in the database, of the one clean PDF that photos or PDFs were made into.

    Raises `Refused` (see `core.files.refusals.MESSAGES`) and `StorageUnavailable`.
    """
    settings: Settings = current_app.extensions["aormas_settings"]
    store: Store = current_app.extensions["aormas_files"]
    with tempfile.TemporaryDirectory(dir=settings.instance) as folder:
        sources = [Path(folder) / f"{number}.part" for number in range(len(uploads))]
        for source, upload in zip(sources, uploads, strict=True):
            upload.save(source)
        target = Path(folder) / "paper.pdf"
        cleaned = clean_paper(sources, target)
        content = store.put(target)
    return StoredFile(
        sha256=content.sha256, size=content.size, pages=cleaned.pages, signed=cleaned.signed, name=name[:200],
        created_at=clock.now(),
    )  # fmt: skip
