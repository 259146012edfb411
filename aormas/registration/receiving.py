"""From what a browser sends for one paper to a cleaned, stored content. Slow work: never inside a transaction."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import current_app
from werkzeug.datastructures import FileStorage

from aormas.core.errors import Invalid
from aormas.core.files import cleaning
from aormas.core.files.durable import storing
from aormas.core.files.partials import Partials, Unfinished, UnknownPartial
from aormas.core.files.refusals import Refused
from aormas.core.files.store import Store
from aormas.registration.actions.papers import Received
from aormas.registration.models import Application, Requirement

NOTHING = "No file was chosen. Choose a photo or a PDF, then send it."
GONE = "The upload was not complete or has been dropped. Choose the file once more."


def partials() -> Partials:
    """Return the uploads that are not finished yet."""
    return current_app.extensions["aormas_partials"]  # type: ignore[no-any-return]


def owner(application: Application, requirement: Requirement) -> str:
    """Return whose unfinished uploads those for a paper of a case are."""
    return f"case-{application.id}-{requirement.id}"


def receive(
    application: Application, requirement: Requirement, files: Sequence[FileStorage], ids: Sequence[str]
) -> Received:
    """Clean and store the files of one paper, sent with the form or piece by piece before it.

    Raises `Invalid` (and its kind `Refused`) with the sentence for the person, `StorageUnavailable`.
    """
    sent = [file for file in files if file.filename]
    if len(sent) > cleaning.FILES_MOST or len(ids) > cleaning.FILES_MOST:
        raise Refused("too_many_files")
    folder = current_app.extensions["aormas_settings"].instance / "incoming"
    with storing():
        folder.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        sources = _finished(owner(application, requirement), ids) + _saved(sent, Path(room))
        if not sources:
            raise Invalid(NOTHING)
        return _stored(sources, Path(room) / "paper.pdf", requirement.title)


def forget(application: Application, requirement: Requirement, ids: Sequence[str]) -> None:
    """Drop the pieces of an upload that has become a paper."""
    for id in ids:
        try:
            partials().forget(id, owner(application, requirement))
        except UnknownPartial:
            continue


def _finished(whose: str, ids: Sequence[str]) -> list[Path]:
    try:
        return [partials().finished(id, whose) for id in ids]
    except (UnknownPartial, Unfinished):
        raise Invalid(GONE) from None


def _saved(files: Sequence[FileStorage], room: Path) -> list[Path]:
    sources = []
    for number, file in enumerate(files):
        path = room / f"{number}.part"
        with storing():
            file.save(path)
        sources.append(path)
    return sources


def _stored(sources: list[Path], target: Path, title: str) -> Received:
    cleaned = cleaning.clean_paper(sources, target)
    store: Store = current_app.extensions["aormas_files"]
    content = store.put(target)
    return Received(content.sha256, content.size, cleaned.pages, cleaned.signed, f"{title}.pdf")


def refused_sentence(error: Invalid, names: Sequence[str], translate: Any) -> str:
    """Return why a paper was refused, naming the guilty file where several were sent."""
    sentence = str(translate(error.message, **error.values))
    place = getattr(error, "source", None)
    return f"{names[place]}: {sentence}" if place is not None and len(names) > 1 and place < len(names) else sentence
