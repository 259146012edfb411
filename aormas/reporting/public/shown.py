"""An organisation's reporting on its public profile: the strip of five years, and what it did."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from flask import abort, current_app, request, send_file
from markupsafe import Markup

from aormas.core import clock, web
from aormas.core.files.thumbnails import small_photo
from aormas.organizations import queries as organizations
from aormas.organizations.presentation import field_words
from aormas.reporting.presentation import states as words
from aormas.reporting.public.face import bp
from aormas.reporting.queries import shown
from aormas.reporting.queries.states import Cell
from aormas.reporting.rules import states

ALL = 300  # activities on one page


def profile_part(organization_id: int, slug: str) -> Markup:
    """Return the part of the public profile that tells of reporting (answers `organization.profile`)."""
    cells = shown.strip(organization_id, clock.today())
    owed = [cell for cell in cells if cell.duty_id is not None]
    if not owed:
        return Markup("")
    done = shown.activities(organization_id)
    return Markup(  # noqa: S704 - a page's part, escaped by its template
        web.page(
            "reporting/public/profile_part.html", cells=pictured(cells), said=said(owed), slug=slug, done=done, fields=field_words(),
            latest=shown.LATEST,
        )
    )  # fmt: skip


def pictured(cells: list[Cell]) -> list[tuple[str, str, str]]:
    """Return (short label, tone, words) of each period for the strip."""
    return [(words.short_name(cell.period.code), cell.state.tone, words.word(cell.state)) for cell in cells]


def said(owed: list[Cell]) -> str:
    """Return what holds of the last period whose report is awaited or was sent, as a sentence."""
    today = clock.today()
    told = [cell for cell in owed if cell.state.code != states.NOT_YET] or owed
    return words.sentence(told[-1].state, told[-1].period, today)


@bp.get("/ormas/<slug>/kegiatan")
@web.public_reading
def activities(slug: str) -> Any:
    """All that an organisation shows of what it did, by period."""
    row = organizations.profile(slug)
    if row is None:
        abort(404)
    done = shown.activities(row.id, ALL)
    by_period = [(words.period_name(code), list(rows)) for code, rows in groupby(done, key=lambda one: one.period)]
    return web.page("reporting/public/activities.html", row=row, periods=by_period, fields=field_words())


@bp.get("/ormas/<slug>/foto/<int:number>.jpg")
@web.anyone
def photo(slug: str, number: int) -> Any:
    """A photo that its organisation shows, of an accepted report; with `kecil` the small one."""
    found = shown.photo(slug, number)
    if found is None:
        abort(404)
    path = small_photo(found[0]) if "kecil" in request.args else current_app.extensions["aormas_files"].path(found[0])
    answer = send_file(path, mimetype="image/jpeg", max_age=3600)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
