"""A row that changes something, fact by fact: which are used from the list, which stay as the register has them."""

from __future__ import annotations

from typing import Any

from flask import abort, request
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.actions import deciding as actions
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.desk.import_pages import after, back_to, differing, refused
from aormas.organizations.forms.imports import LEAVE, TAKE, parts_form
from aormas.organizations.importing.offers import choosable, seen_differences
from aormas.organizations.models import Import, ImportRow
from aormas.organizations.models.imports import DECIDING, LIST
from aormas.organizations.presentation import imports as words
from aormas.organizations.presentation.record import fact_word
from aormas.organizations.queries import imports as queries
from aormas.organizations.rules import sparing


@bp.route("/ormas/impor/<register_import:register_import>/baris/<int:number>/pilih", methods=["GET", "POST"])
@web.requires("organization.import")
def choose_parts(register_import: Import, number: int) -> Any:
    """Choose of each fact that a row changes whether it is used or stays as it is."""
    line = queries.line_of(register_import, number) or abort(404)
    parts = choosable(line)
    if register_import.stage != DECIDING or register_import.kind != LIST or not parts:
        return after(register_import)
    spared = sparing.kept(line.spared)
    form = parts_form([fact_word(part) for part in parts], [part in spared for part in parts])
    if request.method == "GET":
        return _page(register_import, line, parts, form)
    if not form.validate():
        return _page(register_import, line, parts, form), 422
    left = [part for place, part in enumerate(parts) if form[f"part_{place}"].data == LEAVE]
    seen = request.form.get("version", "")
    try:
        actions.choose(register_import, line, left, int(seen) if seen.isdecimal() else 0, officer())
    except (Conflict, Invalid) as error:
        return refused(register_import, words.sentence(error.message, error.values, line.candidates), error.status)
    web.say(_said(number, len(parts), len(left)))
    return back_to(register_import, f"b{number}")


def _said(row: int, count: int, left: int) -> str:
    if left == count:
        return _("Row %(row)d is left out: all stays as it is.", row=row)
    if left:
        return _("Of row %(row)d, %(n)d of %(all)d facts will be used.", row=row, n=count - left, all=count)
    return _("Everything in row %(row)d will be used.", row=row)


def _page(row: Import, line: ImportRow, parts: list[str], form: Any) -> str:
    told: dict[str, list[tuple[str, str, str, bool]]] = {}
    found = seen_differences(line)
    for one, shown in zip(found, differing(found, []), strict=True):
        told.setdefault(sparing.part_of(one[0]), []).append(shown)
    hints = {
        f"part_{place}": {
            TAKE: "; ".join(after for _what, _before, after, _left in told[part]),
            LEAVE: "; ".join(before for _what, before, _after, _left in told[part]),
        }
        for place, part in enumerate(parts)
    }
    return web.page(
        "organizations/desk/imports/choose.html", row=row, line=line, form=form, hints=hints,
        kept={name: value for name in ("hasil", "hal") if (value := request.values.get(name, "")[:12])},
    )  # fmt: skip
