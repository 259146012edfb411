"""Lists that are taken over into the register: sending one, naming its columns, deciding, the last button."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from aormas.accounts.actions import session as session_actions
from aormas.core import clock, web
from aormas.core.errors import ActionError, Conflict, Invalid, StorageUnavailable
from aormas.core.security import takes_files
from aormas.core.sheets import serving
from aormas.organizations.actions import applying, deciding
from aormas.organizations.actions import importing as actions
from aormas.organizations.actions.reconciling import open_list
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.desk.import_pages import after, refused, shown
from aormas.organizations.exports import sample
from aormas.organizations.forms.imports import ListForm, UndoForm
from aormas.organizations.importing import receiving, workbook, working
from aormas.organizations.models import Import
from aormas.organizations.models.imports import LIST, MATCHING, WORKBOOK
from aormas.organizations.presentation import imports as words
from aormas.organizations.queries import imports as queries
from aormas.organizations.queries.reconciling import of_import


@bp.route("/ormas/impor", methods=["GET", "POST"])
@web.requires("organization.import")
@takes_files
def imports() -> Any:
    """The lists that came, and the form for another one."""
    form = ListForm()
    if request.method == "GET":
        return _lists(form)
    if not form.validate():
        return _lists(form), 422
    if known := queries.by_client_id(str(form.client_id.data)):
        return web.seen(url_for(".one_import", register_import=known[0]))
    try:
        row = _received(form)
    except (Invalid, StorageUnavailable) as error:
        return _lists(form, _(error.message, **error.values)), error.status
    if row.stage == MATCHING:
        working.begin(row)
    return web.seen(url_for(".one_import", register_import=row))


def _received(form: ListForm) -> Import:
    received = receiving.receive(request.files.get("file"))
    own, table = workbook.is_workbook(received.book), None
    if len(received.book.sheets) == 1 and not own:
        table = receiving.table_of(received.book.sheets[0], received.memory)
    return actions.receive(
        received, title=str(form.title.data), listed_on=form.listed_on.data, client_id=str(form.client_id.data), by=officer(),
        kind=WORKBOOK if own else LIST, table=table,
    )  # fmt: skip


def _lists(form: ListForm, file_error: str = "") -> str:
    return web.page(
        "organizations/desk/imports/list.html", form=form, file_error=file_error, lines=queries.recent(), stages=words.stages(),
        verdicts=words.verdicts(), today=clock.today(), errors=bool(file_error),
    )  # fmt: skip


@bp.get("/ormas/impor/contoh.xlsx")
@web.requires("organization.import")
def import_sample() -> Any:
    """An empty list with the known columns and one row as an example."""
    return serving.send("contoh-daftar-ormas.xlsx", sample.write)


@bp.get("/ormas/impor/<register_import:register_import>")
@web.requires("organization.import")
def one_import(register_import: Import) -> Any:
    """An import where it stands: its sheets, its columns, its progress, its rows, what became of it."""
    return shown(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/lembar")
@web.requires("organization.import")
def choose_sheets(register_import: Import) -> Any:
    """Choose the sheets that shall be taken over."""
    names = [sheet["name"] for sheet in register_import.sheets if sheet["name"] in request.form.getlist("sheet")]
    if not names:
        return refused(register_import, _("Choose at least one sheet."))
    try:
        book, memory = receiving.again(register_import), receiving.remembered()
        tables = {sheet.name: receiving.table_of(sheet, memory) for sheet in book.sheets if sheet.name in names}
        made = actions.choose(register_import, tables, officer())
    except (Invalid, Conflict) as error:
        return refused(register_import, _(error.message, **error.values), error.status)
    if outside := of_import(register_import):
        for one in made[1:]:
            open_list(one, source=outside.source.name, covers=outside.source.covers, by=officer())
    if len(made) > 1:
        web.say(
            _(
                "Each of the %(n)d sheets is an import of its own. Go on with the first; the others wait in the list.",
                n=len(made),
            )
        )
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/judul")
@web.requires("organization.import")
def place_header(register_import: Import) -> Any:
    """Say in which rows the headings stand."""
    first, last = (request.form.get(name, "") for name in ("first", "last"))
    if (
        not first.isdecimal()
        or not (last or first).isdecimal()
        or not 0 < int(first) <= int(last or first) < int(first) + 3
    ):
        return refused(
            register_import,
            _("Write the number of the row with the headings, and of the last such row where there are two or three."),
        )
    try:
        sheet = next(found for found in receiving.again(register_import).sheets if found.name == register_import.sheet)
        table = receiving.table_of(sheet, receiving.remembered(), [int(first), int(last or first)])
        actions.place_header(register_import, table, officer())
    except (Invalid, Conflict) as error:
        return refused(register_import, _(error.message, **error.values), error.status)
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/kolom")
@web.requires("organization.import")
def name_columns(register_import: Import) -> Any:
    """Say what each column holds; then the rows are compared."""
    targets = [request.form.get(f"column-{place}", "") for place in range(len(register_import.columns))]
    try:
        actions.name_columns(register_import, targets, officer())
    except (Invalid, Conflict) as error:
        return refused(
            register_import,
            words.sentence(error.message, error.values),
            error.status,
            targets,
            getattr(error, "field", ""),
        )
    working.begin(register_import)
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/bandingkan")
@web.requires("organization.import")
def compare_again(register_import: Import) -> Any:
    """Compare the rows with the register anew."""
    try:
        actions.again(register_import, officer())
    except Conflict as error:
        return refused(register_import, _(error.message), error.status)
    working.begin(register_import)
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/kosongkan")
@web.requires("organization.import")
def leave_out(register_import: Import) -> Any:
    """Leave out the cells that cannot be read and take the rest of their rows."""
    try:
        count = deciding.leave_out(register_import, officer())
    except Conflict as error:
        return refused(register_import, _(error.message), error.status)
    web.say(_("%(n)d cells are left out; the rest of their rows is compared again.", n=count))
    working.begin(register_import)
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/terapkan")
@web.requires("organization.import")
def apply_import(register_import: Import) -> Any:
    """The last button: write what was decided into the register."""
    try:
        written = applying.apply(register_import, officer())
    except Conflict as error:
        if error.message == applying.planning.MOVED:
            actions.again(register_import, officer())
            working.begin(register_import)
        return refused(register_import, words.sentence(error.message, error.values), error.status)
    web.say(
        _("The list is in the register.")
        if written
        else _("Everything in this list was in the register already; nothing was changed.")
    )
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/tarik")
@web.requires("organization.import")
def undo_import(register_import: Import) -> Any:
    """Take everything back that the import wrote, with the password."""
    form = UndoForm()
    try:
        if not form.validate():
            return refused(register_import, str(form.password.errors[0]), field="password", undo=form)
        session_actions.confirm_password(officer(), form.password.data or "")
        count = applying.undo_import(register_import, officer())
    except ActionError as error:
        said, field = _(error.message, **words.plain_values(error.values)), getattr(error, "field", "") or ""
        form.refuse(field, said)
        return refused(register_import, said, error.status, field=field, undo=form)
    web.say(_("The import was taken back; %(n)d organisations are as they were before.", n=count))
    return after(register_import)


@bp.post("/ormas/impor/<register_import:register_import>/hentikan")
@web.requires("organization.import")
def drop_import(register_import: Import) -> Any:
    """Give the import up; nothing of it was written."""
    try:
        actions.drop(register_import, officer())
    except Conflict as error:
        return refused(register_import, _(error.message), error.status)
    web.say(_("The import was given up. The register is as it was."))
    return web.seen(url_for(".imports"))
