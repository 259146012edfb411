"""The worker's part: the PDF of a signed letter, made once and stored."""

from __future__ import annotations

import re
from typing import Any

from flask import current_app

from aormas.core import clock
from aormas.core.database import db, lock, transaction
from aormas.core.files.models import StoredFile
from aormas.core.files.store import Content, Store
from aormas.letters import documents
from aormas.letters.models import Letter


def render(payload: dict[str, Any]) -> None:
    """Make and store the PDF of the letter `payload["letter"]`; a second time does nothing."""
    letter = db.session.get(Letter, payload["letter"])
    store: Store = current_app.extensions["aormas_files"]
    if letter is None or letter.signed_at is None or (letter.file and store.has(letter.file.sha256)):
        return
    data = documents.render(letter)
    _attach(letter, store.put(data), page_count(data))


@transaction
def _attach(letter: Letter, content: Content, pages: int) -> None:
    lock(letter)
    if letter.file is not None and letter.file.sha256 == content.sha256:
        return
    letter.file = StoredFile(
        sha256=content.sha256, size=content.size, pages=pages, name=documents.file_name(letter), created_at=clock.now()
    )


def page_count(data: bytes) -> int:
    """Return how many pages a PDF of our own has."""
    found = re.search(rb"/Count (\d+)", data)
    return int(found[1]) if found else 1
