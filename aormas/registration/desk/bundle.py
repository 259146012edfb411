"""All papers of a case in one ZIP, for the file that goes to the Ministry."""

from __future__ import annotations

import tempfile
import zipfile
from typing import Any

from flask import Response, abort, current_app, send_file, url_for

from aormas.core import web
from aormas.core.files.serving import download_name
from aormas.registration.desk import reveal
from aormas.registration.desk.face import bp
from aormas.registration.models import Application, Attachment

STAGES = ("awaiting_forward", "forwarded")


@bp.post("/permohonan/<case:application>/berkas")
@web.requires("skt.record")
def ask_bundle(application: Application) -> Any:
    """Record that the sensitive papers are opened, then go to the ZIP."""
    _check(application)
    reveal.open_all(application)
    return web.seen(url_for(".bundle", application=application))


@bp.get("/permohonan/<case:application>/berkas.zip")
@web.requires("skt.record")
def bundle(application: Application) -> Any:
    """Hand out the papers in one ZIP; a sensitive one is in it only while it is open for this person."""
    _check(application)
    papers = [row for row in application.attachments if row.replaced_at is None and reveal.may_open(row)]
    if not papers:
        abort(404)
    return _send(papers, download_name(f"{application.reference} {application.name}", ".zip"))


def _check(application: Application) -> None:
    if application.stage not in STAGES:
        abort(404)


def _send(papers: list[Attachment], name: str) -> Response:
    store = current_app.extensions["aormas_files"]
    made = tempfile.TemporaryFile()  # noqa: SIM115 (the server closes it when the answer has gone)
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for number, row in enumerate(sorted(papers, key=lambda row: row.requirement.position), 1):
            if store.has(row.file.sha256):
                title = download_name(f"{number:02d} {row.requirement.title}", ".pdf")
                archive.write(store.path(row.file.sha256), title)
    made.seek(0)
    answer = send_file(made, "application/zip", as_attachment=True, download_name=name, etag=False, max_age=None)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
