"""Single rows of a list: deciding what one is, mending its cells, deciding many alike."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict, Invalid
from aormas.core.sheets.values import as_text
from aormas.organizations.actions import deciding as actions
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.desk.import_pages import back_to, refused, show
from aormas.organizations.filed_json import unpacked_cell
from aormas.organizations.forms.imports import cells_form
from aormas.organizations.importing import working
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.models.imports import DECIDING, ERROR, LIST, VERDICTS
from aormas.organizations.presentation import imports as words
from aormas.organizations.queries import imports as queries

MOST_SHOWN = 4000


@bp.post("/ormas/impor/<register_import:register_import>/baris/<int:number>/putusan")
@web.requires("organization.import")
def decide_row(register_import: Import, number: int) -> Any:
    """Decide what one row is."""
    line, seen = _line(register_import, number), request.form.get("version", "")
    try:
        actions.decide(
            register_import, line, request.form.get("decision", ""), int(seen) if seen.isdecimal() else 0, officer()
        )
    except (Conflict, Invalid) as error:
        return refused(register_import, words.sentence(error.message, error.values, line.candidates), error.status)
    return back_to(register_import, f"b{number}")


@bp.post("/ormas/impor/<register_import:register_import>/semua")
@web.requires("organization.import")
def decide_rows(register_import: Import) -> Any:
    """Decide all rows of a verdict alike."""
    verdict, choice = request.form.get("verdict", ""), request.form.get("choice", "")
    if verdict not in VERDICTS:
        abort(400)
    try:
        done, others = actions.decide_all(register_import, verdict, choice, officer())
    except (Conflict, Invalid) as error:
        return refused(register_import, words.sentence(error.message, error.values), error.status)
    said = _("%(n)d rows are decided.", n=done)
    web.say(said + (" " + _("%(n)d rows stay as other officers decided them.", n=others) if others else ""))
    return back_to(register_import, "")


@bp.route("/ormas/impor/<register_import:register_import>/baris/<int:number>", methods=["GET", "POST"])
@web.requires("organization.import")
def mend_row(register_import: Import, number: int) -> Any:
    """Mend the cells of one row; it is compared again at once."""
    line = _line(register_import, number)
    if register_import.stage != DECIDING or register_import.kind != LIST:
        return web.seen(url_for(".one_import", register_import=register_import))
    if request.method == "GET":
        return _mending(register_import, line, line.cells, _errors(line.reasons))
    cells = _typed(register_import, line)
    heard, verdict = working.compare_one(register_import, number, cells)
    line = _line(register_import, number)
    if verdict.verdict == ERROR:
        return _mending(register_import, line, cells, _errors(verdict.reasons)), 422
    seen = request.form.get("version", "")
    try:
        actions.mend(register_import, line, cells, heard, verdict, int(seen) if seen.isdecimal() else 0, officer())
    except Conflict as error:
        return refused(register_import, words.sentence(error.message, error.values), error.status)
    web.say(_("Row %(row)d is mended.", row=number))
    return web.seen(url_for(".one_import", register_import=register_import))


def _line(row: Import, number: int) -> ImportRow:
    line = queries.line_of(row, number)
    if line is None:
        abort(404)
    return line


def _errors(reasons: list[Any]) -> dict[int, str]:
    return {
        column: words.sentence(message, values) for column, message, values in reversed(reasons) if column is not None
    }


def _cells(row: Import, cells: list[Any], errors: dict[int, str]) -> list[tuple[int, str, str]]:
    """Return (column, label, text) of the cells that may be typed anew: a NIK only where it cannot be right."""
    found = []
    for place, column in enumerate(row.columns):
        if column["target"] and (not column["target"].endswith(".nik") or place in errors):
            text = as_text(unpacked_cell(cells[place])) if place < len(cells) else ""
            label = f"{words.letter(place)}. {column['label'] or words.target_word(column['target'])}"
            found.append((place, label, text[:MOST_SHOWN]))
    return found


def _typed(row: Import, line: ImportRow) -> list[Any]:
    """Return the row's cells with what was typed; what was left as it stood keeps its kind (a date stays a date)."""
    cells = [*line.cells, *[None] * (len(row.columns) - len(line.cells))]
    for place, _label, before in _cells(row, cells, dict.fromkeys(range(len(cells)), "")):
        text = request.form.get(f"cell_{place}")
        if text is not None and text.strip() != before:
            cells[place] = text.strip() or None
    return cells


def _mending(row: Import, line: ImportRow, cells: list[Any], errors: dict[int, str]) -> str:
    labels = [column["label"] for column in row.columns]
    form = cells_form(_cells(row, cells, errors), errors)
    return web.page("organizations/desk/imports/row.html", row=row, shown=show(line, labels), form=form, line=line)
