"""Anyone's page: is this letter real, and does it still hold?"""

from __future__ import annotations

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _

from aormas.core import identifiers, web
from aormas.core.security import limiter
from aormas.letters import queries, serving
from aormas.letters.models import Letter

bp = web.Face("letters", __name__, "public")
TRIES = "30 per 15 minutes"  # wrong codes from one address; right ones do not count
UNKNOWN = "tidak-dikenal"


def _missed(response: Response) -> bool:
    return response.status_code == 404


@bp.get("/verifikasi")
@web.public_reading
def verification() -> Any:
    """Ask for the code of a letter; with one, go to its page."""
    if "kode" not in request.args:
        return web.page("letters/verification.html", typed="", error=None)
    typed = request.args["kode"][:60].strip()
    if typed:
        return web.seen(url_for(".verify", code=identifiers.clean_code(typed) or UNKNOWN))
    return web.page(
        "letters/verification.html", typed="", error=_("Type the code that stands at the foot of the letter.")
    ), 422


@bp.get("/v/<code>")
@web.anyone
@limiter.limit(TRIES, deduct_when=_missed)
def verify(code: str) -> Any:
    """Say how a letter stands and what it says; an unknown and a malformed code get the same answer."""
    letter = queries.by_code(code)
    if letter is None:
        return web.page("letters/verify.html", letter=None, standing="unknown", typed=code[:60]), 404
    return web.page("letters/verify.html", letter=letter, standing=queries.standing(letter), typed="")


@bp.get("/v/<code>/surat.pdf")
@web.anyone
@limiter.limit(TRIES, deduct_when=_missed)
def download(code: str) -> Any:
    """Hand out the letter to whoever holds its code, as long as its type allows that and it was not withdrawn."""
    return serving.send_letter(_open_letter(code))


@bp.get("/v/<code>/pindaian.pdf")
@web.anyone
@limiter.limit(TRIES, deduct_when=_missed)
def scan(code: str) -> Any:
    """Hand out the scan of the letter as it was signed by hand, under the same conditions."""
    return serving.send_scan(_open_letter(code))


def _open_letter(code: str) -> Letter:
    letter = queries.by_code(code)
    if letter is None or not letter.type.public or letter.state != "signed":
        abort(404)
    return letter
