"""Photos of an activity: several at once or one by one, with captions; the own people and officers see them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import abort, current_app, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import FileStorage

from aormas.core import web
from aormas.core.errors import ActionError
from aormas.core.files.photos import CleanPhoto, receive_photo
from aormas.core.files.refusals import Refused
from aormas.core.files.serving import send_stored
from aormas.core.files.thumbnails import small_photo
from aormas.core.security import takes_files, within
from aormas.reporting.actions import activities as actions
from aormas.reporting.actions import standing
from aormas.reporting.entry.door import Door
from aormas.reporting.entry.pages import number, sentence
from aormas.reporting.models import Activity
from aormas.reporting.rules import content, stages

PACE = "%d per hour"
PACE_MOST = 240  # photos that one person may send in an hour: four whole reports
KEPT = "private, max-age=604800, immutable"  # a photo's number never gets another picture


def photos(door: Door, activity: int) -> Any:
    """Show an activity's photos and take more; script says in the address how many it has just sent."""
    return _page(door, _wanted(door, activity), said=_said(_counted("tersimpan"), _counted("sudah")))


def _counted(name: str) -> int:
    return min(number(request.args.get(name)), content.PHOTOS_MOST)


def _wanted(door: Door, activity: int) -> Activity:
    row = door.activity(activity)
    if row is None or row.removed_at is not None:
        abort(404)
    return row


def _page(door: Door, row: Activity, error: str | None = None, said: Sequence[str] = ()) -> str:
    return web.page(
        "reporting/entry/photos.html", door=door, row=row, error=error, errors=error, said=said, most=content.PHOTOS_MOST,
        room=content.PHOTOS_MOST - len(row.present_photos), writable=row.report.stage in stages.WRITABLE,
    )  # fmt: skip


@takes_files
def add(door: Door, activity: int) -> Any:
    """Keep captions and what everybody may see, take a photo out, take new photos; all of it is one form.

    A refused photo is named with the reason, the good ones are kept. Script sends one at a time (`satu`).
    """
    row, alone = _wanted(door, activity), request.form.get("satu") == "1"
    uploads = [upload for upload in request.files.getlist("photos") if upload.filename]
    try:
        _choose(door, row)
        if uploads and not within(PACE % PACE_MOST, "photos", str(door.by.id), cost=len(uploads)):
            return _refused(door, row, _too_fast(uploads), 429, alone)
        if not uploads and request.form.keys() & {"simpan", "keluarkan"}:
            return _chosen(door, row)
        added, there, refused = _take(door, row, uploads)
    except ActionError as error:
        return _refused(door, row, sentence(error), error.status, alone)
    if refused and not added and not there:
        return _refused(door, row, " ".join(refused), 422, alone)
    return jsonify(added=added, there=there) if alone else _taken(door, row, _said(added, there), refused)


def _taken(door: Door, row: Activity, said: Sequence[str], refused: Sequence[str]) -> Any:
    for text in said:
        web.say(text)
    for text in refused:
        web.say(text, "error")
    return web.seen(door.url("photos", activity=row.id))


def _chosen(door: Door, row: Activity) -> Any:
    if "keluarkan" in request.form:
        web.say(_("The photo was taken out."))
        return web.seen(door.url("photos", activity=row.id))
    web.say(_("Captions and choice are saved."))
    return web.seen(door.url())


def _too_fast(uploads: Sequence[FileStorage]) -> str:
    names = ", ".join((upload.filename or "")[-80:] for upload in uploads[: content.PHOTOS_MOST])
    return _("%(names)s: not taken, because more than %(most)s photos came from you within an hour. The photos here are kept; send the others in an hour.", names=names, most=PACE_MOST)  # fmt: skip


def _take(door: Door, row: Activity, uploads: Sequence[FileStorage]) -> tuple[int, int, list[str]]:
    """Return (added, there already, sentences about the refused ones). Cleaning comes before the transaction."""
    if not uploads:
        raise Refused("empty")
    standing.must_write(door.organization, door.by, door.channel)
    actions.must_have_room(row, 1 if len(uploads) == 1 else len(uploads))
    good, refused = _cleaned(uploads)
    added, there = actions.add_photos(door.organization, row, good, door.by, channel=door.channel) if good else (0, 0)
    return added, there, refused


def _cleaned(uploads: Sequence[FileStorage]) -> tuple[list[CleanPhoto], list[str]]:
    good, refused = [], []
    for upload in uploads:
        name = (upload.filename or "")[-80:]
        try:
            good.append(receive_photo(upload, name))
        except Refused as error:
            refused.append(f"{name}: {sentence(error)}")
    return good, refused


def _said(added: int, there: int) -> list[str]:
    told = []
    if added:
        told.append(ngettext("%(num)d photo is saved.", "%(num)d photos are saved.", added))
    if there:
        told.append(ngettext("%(num)d photo was here already.", "%(num)d photos were here already.", there))
    return told


def _refused(door: Door, row: Activity, text: str, status: int, alone: bool) -> Any:
    return (jsonify(message=text), status) if alone else (_page(door, row, text), status)


def _choose(door: Door, row: Activity) -> None:
    """Keep what the form says of the photos that it showed."""
    captions = {
        photo.id: request.form[f"judul-{photo.id}"].strip()
        for photo in row.present_photos
        if f"judul-{photo.id}" in request.form
    }
    if captions:
        shown = {number for number in captions if request.form.get(f"umum-{number}")}
        actions.choose_photos(door.organization, row, shown, captions, door.by, channel=door.channel)
    unwanted = request.form.get("keluarkan", "")
    photo = next((one for one in row.present_photos if str(one.id) == unwanted), None)
    if photo is not None:
        actions.remove_photo(door.organization, photo, door.by, channel=door.channel)


def photo(door: Door, photo: int) -> Any:
    """Hand out a photo's picture to those who may read the report; with `kecil` the small one."""
    row = door.photo(photo)
    if row is None:
        abort(404)
    small = "kecil" in request.args
    path = small_photo(row.file.sha256) if small else current_app.extensions["aormas_files"].path(row.file.sha256)
    response = send_stored(path, f"foto-{row.id}.jpg", "image/jpeg", inline=True)
    response.headers["Cache-Control"] = KEPT
    return response
