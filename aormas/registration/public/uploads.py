"""Uploads in pieces, for script: begin or find again, ask how far, add a piece. The form then names them by `partial`."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import ActionError
from aormas.core.files.partials import BeyondSize, OffsetMismatch, UnknownPartial
from aormas.registration import access, receiving
from aormas.registration.models import Application, Requirement
from aormas.registration.public.face import bp
from aormas.registration.public.papers import may_send

CHUNK = 32768  # bytes in one piece at most: what a cut may cost on a slow line
PIECES = "/permohonan/<reference>/berkas/<code>/unggah"
MOST = 1 << 18


def _told(message: str, status: int) -> Any:
    return jsonify(message=message), status


def _found(reference: str, code: str) -> tuple[Application, Requirement] | None:
    application = access.opened(reference)
    requirement = next((r for r in application.version.requirements if r.code == code), None) if application else None
    if application is None or requirement is None or not may_send(application, requirement):
        return None
    return application, requirement


@bp.post(PIECES)
@web.anyone
def open_upload(reference: str, code: str) -> Any:
    """Begin an upload, or find the same one again."""
    found = _found(reference, code)
    if found is None:
        return _told(_("This paper cannot be sent from here now. Load the page again."), 404)
    size = request.form.get("size", "")
    try:
        partial = receiving.partials().open(
            receiving.owner(*found),
            request.form.get("fingerprint", ""),
            int(size) if size.isdecimal() and len(size) < 12 else 0,
            request.form.get("name", ""),
        )
    except ActionError as error:
        return _told(_(error.message, **error.values), error.status)
    return jsonify(id=partial.id, offset=partial.offset, chunk=CHUNK), 201


@bp.route(f"{PIECES}/<id>", methods=["HEAD", "PATCH"])
@web.anyone
def piece(reference: str, code: str, id: str) -> Any:
    """Say how much is here, or add a piece at its place; what arrived of a broken piece is kept."""
    found = _found(reference, code)
    if found is None:
        return Response(status=404)
    whose = receiving.owner(*found)
    try:
        return _at(receiving.partials().find(id, whose).offset) if request.method == "HEAD" else _add(id, whose)
    except UnknownPartial:
        return Response(status=404)
    except OffsetMismatch as error:
        return _at(error.actual, 409)
    except BeyondSize:
        return _told(_("More arrived than the file is long. Choose the file once more."), 400)


def _add(id: str, whose: str) -> Response:
    offset = request.headers.get("Upload-Offset", "")
    if not offset.isdecimal() or len(offset) > 12:
        return Response(status=400)
    limit = min(request.content_length or 0, MOST)
    return _at(receiving.partials().append(id, whose, int(offset), request.stream, limit))  # type: ignore[arg-type]


def _at(offset: int, status: int = 204) -> Response:
    return Response(status=status, headers={"Upload-Offset": str(offset), "Cache-Control": "no-store"})
