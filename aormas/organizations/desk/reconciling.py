"""The desk at which lists of others are compared with the register."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from flask import abort, request, send_file, url_for
from flask_babel import gettext as _

from aormas.accounts.queries import with_permission
from aormas.core import clock, web
from aormas.core.database import db
from aormas.core.errors import ActionError, Invalid, StorageUnavailable
from aormas.core.office import office
from aormas.core.regions import name_of
from aormas.core.security import takes_files
from aormas.core.sheets import serving
from aormas.core.sheets.writing import Table, write_xlsx
from aormas.organizations import presentation
from aormas.organizations.actions import importing
from aormas.organizations.actions import reconciling as actions
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.forms.reconciling import OutsideListForm
from aormas.organizations.importing import receiving, workbook
from aormas.organizations.models import Organization, OutsideList
from aormas.organizations.models.imports import DECIDING, LIST
from aormas.organizations.presentation import imports as import_words
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import reconciling as queries
from aormas.organizations.queries.matching import register_stamp
from aormas.organizations.rules import reconciling as rules

# State in the address → state; "di-sini" is what is only in the register.
STATES = {
    "mungkin": rules.PROBABLY, "hanya-di-sana": rules.THERE, "sama": rules.SAME, "berulang": rules.REPEATED, "tak-terbaca": rules.UNREADABLE,
    "bukan": rules.IGNORED,
}  # fmt: skip
HERE = "hanya-di-sini"
WORDS = {
    rules.PROBABLY: "Perhaps the same", rules.THERE: "Only there", rules.SAME: "In both", rules.REPEATED: "Repeated", rules.UNREADABLE: "Cannot be read",
    rules.IGNORED: "No organisation of here", HERE: "Only here",
}  # fmt: skip
PER_PAGE = 50
LETTERS_MOST = 100


@bp.get("/ormas/cocok")
@web.requires("organization.read")
def reconciling() -> Any:
    """The lists of others that came, and the form for another one."""
    return _lists(_form())


@bp.post("/ormas/cocok")
@web.requires("organization.import")
@takes_files
def send_list() -> Any:
    """Take a list of others."""
    form = _form()
    if not form.validate():
        return _lists(form), 422
    try:
        row = _received(form)
    except (Invalid, StorageUnavailable) as error:
        return _lists(form, _(error.message, **error.values)), error.status
    return web.seen(url_for(".one_import", register_import=row.import_id))


def _form() -> OutsideListForm:
    return OutsideListForm(known=[source.name for source in queries.sources()])


def _received(form: OutsideListForm) -> OutsideList:
    received = receiving.receive(request.files.get("file"))
    if workbook.is_workbook(received.book):
        raise Invalid("This is the register's own workbook. Choose a list that somebody else keeps.")
    table = receiving.table_of(received.book.sheets[0], received.memory) if len(received.book.sheets) == 1 else None
    made = importing.receive(
        received, title=form.keeper[:200], listed_on=form.listed_on.data, client_id=str(form.client_id.data), by=officer(), kind=LIST, table=table,
    )  # fmt: skip
    return actions.open_list(made, source=form.keeper, covers=str(form.covers.data or ""), by=officer())


def _lists(form: OutsideListForm, file_error: str = "") -> str:
    return web.page(
        "organizations/desk/reconciling/lists.html", form=form, file_error=file_error, lists=queries.lists(), stages=import_words.stages(), deciding=DECIDING,
        covers={value: text for value, text, *_more in form.covers.iter_choices()},
    )  # fmt: skip


@bp.get("/ormas/cocok/<outside_list:outside_list>")
@web.requires("organization.read")
def comparison(outside_list: OutsideList) -> Any:
    """A list beside the register: why the totals differ, and every row with what it is."""
    return _comparison(outside_list)


def _comparison(row: OutsideList, error: str = "") -> Any:
    if row.import_.stage != DECIDING:
        return web.seen(url_for(".one_import", register_import=row.import_id))
    found = queries.compare(row)
    here = request.values.get("lihat", "")
    here = here if here in STATES or here == HERE else _first(found)
    lines = [line for line in found.lines if line.state == STATES.get(here)]
    shown = found.here if here == HERE else lines
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(web.page_number(), pages)
    return web.page(
        "organizations/desk/reconciling/comparison.html", row=row, moved_on=row.import_.stamp != register_stamp(), found=found, here=here, HERE=HERE, error=error, page=page, pages=pages,
        shown=shown[(page - 1) * PER_PAGE : page * PER_PAGE], tabs_of=_tabs(row, found, here), said=[_(text, **values) for text, values in rules.explain(found.totals)],
        sum_of=rules.sum_of(found.totals), statuses=presentation.status_words(), place=name_of, reason=import_words.sentence, choices=lambda line: _choices(line, found.called), state=STATES.get(here),
        page_url=lambda n: url_for(".comparison", outside_list=row, lihat=here, hal=n if n > 1 else None), letters_most=LETTERS_MOST,
        waiting=[line for line in lines if line.invited_on is None and line.name][:LETTERS_MOST] if here == "hanya-di-sana" else [],
    )  # fmt: skip


def _first(found: queries.Comparison) -> str:
    counts = found.totals.states
    return next((name for name, state in STATES.items() if counts.get(state)), HERE)


def _tabs(row: OutsideList, found: queries.Comparison, here: str) -> list[tuple[str, str, bool, int]]:
    counts = {name: found.totals.states.get(state, 0) for name, state in STATES.items()} | {HERE: len(found.here)}
    words = {**{name: WORDS[state] for name, state in STATES.items()}, HERE: WORDS[HERE]}
    order = ["mungkin", "hanya-di-sana", HERE, "sama", "berulang", "tak-terbaca", "bukan"]
    return [
        (_(words[name]), url_for(".comparison", outside_list=row, lihat=name), name == here, counts[name])
        for name in order
        if counts[name] or name == here
    ]


def _choices(line: queries.Line, called: dict[int, tuple[str, str]]) -> list[tuple[str, str]]:
    """Return (choice, text of the button) of what can be decided of a row."""
    if line.state == rules.UNREADABLE:
        return [("ignored", _("No organisation of here"))]
    own = [one for one in line.candidates if one.get("id")]
    made = [(f"same:{one['id']}", _("Same as %(name)s", name=_called(one, called))) for one in own]
    twin = next((one["row"] for one in line.candidates if not one.get("id")), None)
    repeated = _("Same as row %(row)s", row=twin) if twin else _("Names one of another row")
    made += [("absent", _("Not in the register")), ("repeated", repeated), ("ignored", _("No organisation of here"))]
    return [one for one in made if one[0] != line.decision and not (one[0] == "absent" and line.state == rules.THERE)]


def _called(one: dict[str, Any], called: dict[int, tuple[str, str]]) -> str:
    name, number = called.get(one["id"], (one["name"], ""))
    return f"{name[:60]} ({number})" if number else name[:60]


@bp.post("/ormas/cocok/<outside_list:outside_list>/baris/<int:number>")
@web.requires("organization.import")
def decide_outside(outside_list: OutsideList, number: int) -> Any:
    """Decide what a row of a list is; it is remembered for the next list of its source."""
    kind, _colon, chosen = request.form.get("decision", "").partition(":")
    organization = _chosen(kind, chosen or request.form.get("register_number", ""))
    try:
        if kind == "same" and organization is None:
            raise Invalid("The register knows no organisation of this number. Write it such as ORM-3574-0042.")
        actions.decide(outside_list, number, kind, organization, seen=request.form.get("seen", ""), by=officer())
    except ActionError as error:
        return _comparison(outside_list, _(error.message, **record_words.shown(error.values))), error.status
    return web.seen(url_for(".comparison", outside_list=outside_list, lihat=request.form.get("lihat") or None))


def _chosen(kind: str, text: str) -> Organization | None:
    if kind != "same":
        return None
    if text.isdecimal():
        return db.session.get(Organization, int(text))
    from aormas.organizations.queries import by_register_number

    return by_register_number(text)


@bp.get("/ormas/cocok/<outside_list:outside_list>/undangan.pdf")
@web.requires("organization.import")
def invitations(outside_list: OutsideList) -> Any:
    """Letters that invite those who are only in the list; at most 100 in one file, those not invited yet first."""
    from aormas.core.pdf.letterhead import office_letterhead
    from aormas.organizations.pdf.invitation import Invitation, Invited, render_invitations

    row, lines = office(), _to_invite(outside_list)
    if not lines:
        abort(404)
    head = next(iter(with_permission("letter.sign")), None)
    made = render_invitations(
        Invitation(
            office_letterhead(), row.place or row.city, row.city, clock.today(), clock.now(), outside_list.source.name, outside_list.import_.listed_on,
            _typed_address(), row.hours_text, (head.position if head else "") or f"Kepala {row.agency}", head.name if head else "", head.rank if head else "",
            head.nip if head else "",
        ),
        [Invited(line.name, _where(line)) for line in lines],
    )  # fmt: skip
    return send_file(io.BytesIO(made), "application/pdf", as_attachment=True, download_name="undangan.pdf", max_age=0)


def _typed_address() -> str:
    """Return the public address of this site as people type it."""
    return web.site_root().removeprefix("https://").removeprefix("http://").rstrip("/")


def _where(line: queries.Line) -> str:
    village = name_of(str(line.facts.get("village_code", "")))
    return ", ".join(
        part for part in (str(line.facts.get("address", "")), f"Kel. {village}" if village else "") if part
    )


def _to_invite(row: OutsideList) -> list[queries.Line]:
    lines = [line for line in queries.compare(row).lines if line.state == rules.THERE and line.name]
    return sorted(lines, key=lambda line: (line.invited_on is not None, line.number))[:LETTERS_MOST]


@bp.post("/ormas/cocok/<outside_list:outside_list>/diundang")
@web.requires("organization.import")
def note_invited(outside_list: OutsideList) -> Any:
    """Note whose letters went out today."""
    numbers = [int(text) for text in request.form.getlist("row") if text.isdecimal() and len(text) < 8]
    try:
        done = actions.note_invited(outside_list, numbers, by=officer())
    except Invalid as error:
        return _comparison(outside_list, _(error.message)), error.status
    web.say(_("%(n)d organisations are noted as invited today.", n=done))
    return web.seen(url_for(".comparison", outside_list=outside_list, lihat="hanya-di-sana"))


@bp.post("/ormas/cocok/<outside_list:outside_list>/baris/<int:number>/belum-diundang")
@web.requires("organization.import")
def take_invitation_back(outside_list: OutsideList, number: int) -> Any:
    """Note that a letter did not go out after all."""
    actions.take_invitation_back(outside_list, number, by=officer())
    web.say(_("It is noted that this letter did not go out."))
    return web.seen(url_for(".comparison", outside_list=outside_list, lihat="hanya-di-sana"))


@bp.get("/ormas/cocok/<outside_list:outside_list>.xlsx")
@web.requires("organization.export")
def comparison_file(outside_list: OutsideList) -> Any:
    """The whole comparison as a workbook: the explanation, every row, what is only in the register."""
    found = queries.compare(outside_list)
    said = [[_(text, **values)] for text, values in rules.explain(found.totals)] + [[rules.sum_of(found.totals)]]
    rows = [
        [
            line.number,
            line.name,
            _(WORDS[line.state]),
            *found.called.get(line.organization_id or 0, ("", ""))[::-1],
            line.decided_by,
            line.invited_on,
        ]
        for line in found.lines
    ]
    here = [[number, name, presentation.status_words()[status][0]] for _id, name, number, status in found.here]
    tables = [
        Table("Penjelasan", [_("Why the totals differ")], said),
        Table("Baris daftar", [_("Row"), _("Name in the list"), _("Result of the comparison"), _("Register number"), _("Name in the register"), _("Decided by"), _("Invited on")], rows),
        Table("Hanya di register", [_("Register number"), _("Name"), _("Status")], here),
    ]  # fmt: skip
    return serving.send("pencocokan.xlsx", lambda path: _write(path, tables))


def _write(path: Path, tables: list[Table]) -> None:
    write_xlsx(path, tables, "Pencocokan daftar", office().name)
