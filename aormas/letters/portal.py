"""An organisation's own letters."""

from __future__ import annotations

from typing import Any

from flask import abort
from flask_login import current_user

from aormas.core import web
from aormas.letters import documents, queries, serving, words
from aormas.letters.models import Letter

bp = web.Face("letters_portal", __name__, "portal")


@bp.get("/surat")
@web.requires("portal.enter")
def letters() -> Any:
    """List the letters of the person's organisation."""
    found = queries.of_person(current_user.id)
    rows = [(letter, queries.standing(letter), documents.verify_url(letter.code or "")) for letter in found]
    return web.page("letters/portal/letters.html", rows=rows, words=words.standing_words())


@bp.get("/surat/<letter:letter>/surat.pdf")
@web.requires("portal.enter")
def download(letter: Letter) -> Any:
    """Hand out a letter of the person's organisation; another's and a withdrawn one answer with 404."""
    return serving.send_letter(_own(letter))


@bp.get("/surat/<letter:letter>/pindaian.pdf")
@web.requires("portal.enter")
def scan(letter: Letter) -> Any:
    """Hand out the scan of a letter of the person's organisation."""
    return serving.send_scan(_own(letter))


def _own(letter: Letter) -> Letter:
    if letter.withdrawn_on or letter.id not in {own.id for own in queries.of_person(current_user.id)}:
        abort(404)
    return letter
