"""Taking the register out: the list as filtered, in the columns that are asked for, or the full workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import abort, current_app, request, session, url_for

from aormas.core import clock, web
from aormas.core.errors import NotAllowed
from aormas.core.office import office
from aormas.core.sheets import serving
from aormas.organizations.actions.exporting import note_export
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.desk.register import DESK_NAMES
from aormas.organizations.exports import columns, lists, packages, workbook
from aormas.organizations.forms.exporting import ExportForm
from aormas.organizations.queries import exporting as queries
from aormas.organizations.queries.register import Filter
from aormas.organizations.rules.endings import ending

WHOLE, PACKAGE = "lengkap", "berkas"
KEPT = tuple(name for name in DESK_NAMES if name not in ("setelah", "sebelum"))
GRANT = "export"  # in the session: what the last form asked for, so that the file's address works for nobody else


@bp.route("/ormas/unduh", methods=["GET", "POST"])
@web.requires("organization.export")
def exports() -> Any:
    """What can be taken out; the trail keeps that it was."""
    asked = {name: value for name in KEPT if (value := request.values.get(name, "").strip()[:200])}
    parts, heavy = workbook.parts(), len(packages.parts())
    form = ExportForm(parts=parts, packages=heavy, may_nik=officer().may("nik.show"))
    numbers = queries.ids(_filter(asked))
    if request.method == "GET" or not form.validate():
        page = web.page(
            "organizations/desk/export.html", form=form, asked=asked, count=len(numbers), parts=parts, packages=heavy
        )
        return page if request.method == "GET" else (page, 422)
    what, nik = str(form.what.data), bool(form.with_nik and form.with_nik.data)
    whole, part = what in (WHOLE, PACKAGE), int((form.package if what == PACKAGE else form.part).data or 1)
    names = ["*"] if whole else [key for _heading, key in columns.chosen(what, nik)]
    try:
        note_export(
            what,
            len(_ids(what, part)[0]) if whole else len(numbers),
            names,
            with_nik=nik,
            by=officer(),
        )
    except NotAllowed:
        abort(403)
    session[GRANT] = {
        "what": what,
        "kind": str(form.kind.data),
        "nik": nik,
        "part": part,
        "asked": asked,
    }
    return web.seen(url_for(".export_file"))


@bp.get("/ormas/unduh/berkas")
@web.requires("organization.export")
def export_file() -> Any:
    """The file that the form asked for."""
    wanted = session.get(GRANT)
    if not wanted or (wanted["nik"] and not officer().may("nik.show")):
        return web.seen(url_for(".exports"))
    day = clock.today().isoformat()
    if wanted["what"] in (WHOLE, PACKAGE):
        return _whole(wanted, day)
    chosen = columns.chosen(wanted["what"], wanted["nik"])
    numbers = queries.ids(_filter(wanted["asked"]))

    def write(target: Path) -> None:
        lists.write(target, chosen, queries.exported(numbers), office().city, office().name)

    return serving.send(f"daftar-ormas-{wanted['what']}-{day}.{wanted['kind']}", write)


def _whole(wanted: dict[str, Any], day: str) -> Any:
    """Answer with a part of the full workbook, in a package with its files where they were asked for."""
    (ids, parts), told = _ids(wanted["what"], wanted["part"]), {"with_nik": wanted["nik"], "author": office().name}
    part = f"-bagian-{wanted['part']}" if parts > 1 else ""
    if wanted["what"] == WHOLE:
        return serving.send(f"register-lengkap-{day}{part}.xlsx", lambda target: workbook.write(target, ids, **told))
    store = current_app.extensions["aormas_files"]
    return serving.send(
        f"register-dengan-berkas-{day}{part}.zip", lambda target: packages.write(target, ids, store, **told)
    )


def _ids(what: str, part: int) -> tuple[list[int], int]:
    """Return the organisations in a part of the full workbook, and how many parts there are."""
    if what == WHOLE:
        return workbook.ids_of(part), workbook.parts()
    parts = packages.parts()
    return (parts[part - 1] if part <= len(parts) else []), len(parts)


def _filter(asked: dict[str, str]) -> Filter:
    values = {DESK_NAMES[name]: value for name, value in asked.items()}
    values["term_end"] = ending(values.get("term_end", ""), clock.today())
    return Filter(**values)  # type: ignore[arg-type]
