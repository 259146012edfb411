"""The register as open data: the list as files with the same filters, and what the columns mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.office import office
from aormas.core.publicfiles import send
from aormas.core.security import limiter
from aormas.organizations import presentation, queries
from aormas.organizations.exports import dictionary
from aormas.organizations.exports import open_data as exports
from aormas.organizations.public.face import bp
from aormas.organizations.public.register import KINDS, NAMES, files
from aormas.organizations.queries import open_data

PACE, SLOW_PACE = "30 per minute", "10 per minute"  # of files made anew for one address; unchanged ones are not counted


@bp.get("/ormas.csv")
@web.public_reading
@limiter.limit(PACE)
def as_csv() -> Any:
    """The list as CSV."""
    return _send("csv", lambda target, rows, words, about: exports.write_csv(target, rows, words))


@bp.get("/ormas.xlsx")
@web.public_reading
@limiter.limit(SLOW_PACE)
def as_xlsx() -> Any:
    """The list as a workbook."""
    return _send("xlsx", lambda target, rows, words, about: exports.write_xlsx(target, rows, words, about))


@bp.get("/ormas.json")
@web.public_reading
@limiter.limit(PACE)
def as_json() -> Any:
    """The list as JSON, with what the data are."""
    return _send("json", exports.write_json)


def _send(kind: str, write: Callable[..., None]) -> Response:
    asked = {name: request.args.get(name, "").strip()[:200] for name in NAMES}
    wanted = queries.Filter(**{NAMES[name]: value for name, value in asked.items()}, page=1)
    with force_locale("id"):  # the files are the same in whatever language their reader reads pages
        statuses = {code: word for code, (word, _tone) in presentation.status_words().items()}
        words = exports.Words(presentation.form_words(), statuses, web.site_root())
    about = _about(wanted, {name: value for name, value in asked.items() if value})
    rows = open_data.rows(wanted, office().public_board)
    name = f"ormas-{clock.today().isoformat()}.{kind}"
    return send(name, KINDS[kind], lambda target: write(target, rows, words, about))


def _about(wanted: queries.Filter, filters: dict[str, str]) -> dict[str, Any]:
    """Return what the data are: whose, of which day, under which licence, how many rows, how filtered."""
    changed = open_data.last_change(wanted)
    return {
        "judul": f"Daftar ormas {office().city}".strip(), "penerbit": office().agency, "lisensi": exports.LICENCE,
        "lisensi_alamat": exports.LICENCE_URL, "kamus_data": web.site_root() + url_for("organizations.about_data"),
        "dibuat": clock.today().isoformat(), "perubahan_terakhir": changed.isoformat() if changed else None,
        "jumlah": open_data.count(wanted), "saringan": filters,
    }  # fmt: skip


@bp.get("/data")
@web.public_reading
def about_data() -> Any:
    """The data dictionary: columns, licence, addresses, what is left out and why."""
    return web.page(
        "organizations/about_data.html", columns=dictionary.rows(), codes=dictionary.codes(), files=files({}), site=web.site_root(),
        examples=dictionary.examples(), licence=_("Creative Commons Attribution 4.0 International (CC BY 4.0)"), licence_url=exports.LICENCE_URL,
    )  # fmt: skip
