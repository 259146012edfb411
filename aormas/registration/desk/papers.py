"""The papers of a case: pictures of their pages, and the files."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app

from aormas.core import web
from aormas.core.files.models import StoredFile
from aormas.core.files.pages import PageUnavailable, page_image
from aormas.core.files.serving import send_stored
from aormas.registration.desk import reveal
from aormas.registration.desk.face import bp
from aormas.registration.models import Application, Attachment


@bp.get("/permohonan/<case:application>/berkas/<attachment:attachment>/<int:number>.jpg")
@web.requires("application.read")
def page_picture(application: Application, attachment: Attachment, number: int) -> Any:
    """Show a page of a paper as a picture."""
    _check(application, attachment)
    return send_page(attachment.file, number)


@bp.get("/permohonan/<case:application>/berkas/<attachment:attachment>.pdf")
@web.requires("application.read")
def download(application: Application, attachment: Attachment) -> Any:
    """Hand out the file of a paper."""
    _check(application, attachment)
    return send_stored(
        _path(attachment.file), f"{application.reference} {attachment.requirement.title}", attachment.file.media_type
    )


def _check(application: Application, attachment: Attachment) -> None:
    if attachment.application_id != application.id:
        abort(404)
    if not reveal.may_open(attachment):
        abort(403)


def send_page(file: StoredFile, number: int) -> Any:
    """Answer with the picture of a page of a stored PDF; 404 where it cannot be drawn."""
    cache = current_app.extensions["aormas_settings"].instance / "cache" / "pages"
    try:
        picture = page_image(_path(file), file.sha256, number, cache)
    except PageUnavailable:
        abort(404)
    return send_stored(picture, f"halaman-{number}.jpg", "image/jpeg", inline=True)


def _path(file: StoredFile) -> Any:
    store = current_app.extensions["aormas_files"]
    if not store.has(file.sha256):
        abort(404)
    return store.path(file.sha256)
