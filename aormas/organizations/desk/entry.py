"""Entering organisations and mending their data by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _

from aormas.core import clock, web
from aormas.core.errors import ActionError, Conflict, Invalid
from aormas.core.files import receiving
from aormas.core.files.models import StoredFile
from aormas.core.files.pictures import small_png
from aormas.core.security import takes_files
from aormas.organizations import actions, queries
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.desk.problems import problems
from aormas.organizations.filed import FiledFacts
from aormas.organizations.forms.section import Section
from aormas.organizations.forms.sections import SECTIONS
from aormas.organizations.forms.source import EditSourceForm, EmblemForm, EntrySourceForm
from aormas.organizations.models import Organization
from aormas.organizations.presentation import doubles as doubles_words
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import doubles
from aormas.organizations.queries.changes import Made, changes_of
from aormas.organizations.rules.identity import masked

NOTHING = FiledFacts(name="", form="", scope="")


@bp.route("/ormas/baru", methods=["GET", "POST"])
@web.requires("organization.edit")
@takes_files
def new() -> Any:
    """Enter an organisation; those of the register that it may be are shown first."""
    parts, source = _parts(NOTHING), EntrySourceForm()
    if request.method == "GET":
        return _entry(parts, source)
    right = _valid(parts, source)
    similar = doubles.candidates(_facts(parts))
    if _add_row(parts) or not right or (similar and not source.another.data):
        return _entry(parts, source, similar), 422
    try:
        row = actions.enter(
            _facts(parts), since=source.since.data, by=officer(), paper=paper_of(str(source.source.data)), **_of(source)
        )
    except Invalid as error:
        return _entry(_refused(parts, source, error), source, similar), 422
    web.say(_("%(name)s is in the register as %(number)s.", name=row.name, number=row.register_number))
    return web.seen(url_for(".organization", organization=row))


def _of(source: Any) -> dict[str, str]:
    return {"source": source.source.data, "client_id": source.client_id.data}


def _entry(parts: dict[str, Section], source: EntrySourceForm, similar: Any = ()) -> str:
    return web.page(
        "organizations/desk/entry.html",
        parts=parts,
        source=source,
        similar=similar,
        errors=problems([*parts.values(), source]) or bool(similar),
        doubles_words=doubles_words,
        today=clock.today(),
    )


@bp.route("/ormas/<organization:organization>/ubah", methods=["GET", "POST"])
@web.requires("organization.edit")
@takes_files
def edit(organization: Organization) -> Any:
    """Change or mend one part of an organisation's data."""
    row = queries.whole(organization)
    name = request.args.get("bagian", "identitas")
    known, name = queries.present_facts(row), name if name in SECTIONS else "identitas"
    section, source = (
        _section(name, known),
        EditSourceForm(data={"since": clock.today(), "seen": row.updated_at.isoformat()}),
    )
    if request.method == "GET":
        return _change(row, name, section, source)
    if _add_row({name: section}) or not _valid({name: section}, source):
        return _change(row, name, section, source), 422
    try:
        changed = actions.edit(
            row, _said(section, known), since=source.since.data, correction=source.sort.data == "wrong", by=officer(),
            seen=source.seen.data or "", paper=paper_of(str(source.source.data)), **_of(source),
        )  # fmt: skip
    except ActionError as error:
        others = _made_since(row, source) if isinstance(error, Conflict) else []
        _refused({name: section}, source, error)
        return _change(row, name, section, source, others), error.status
    web.say(
        _("The change is stored; the old value stays in the history.")
        if changed
        else _("Nothing was different, so nothing was changed.")
    )
    return web.seen(
        url_for(".part", organization=row, part="pengurus")
        if name == "pengurus"
        else url_for(".organization", organization=row)
    )


def _made_since(row: Organization, source: EditSourceForm) -> list[Made]:
    """Return what others changed since the form was opened; who sends it again has seen that."""
    try:
        opened = datetime.fromisoformat(source.seen.data or "").astimezone(clock.zone())
    except ValueError:
        opened = row.created_at
    source.seen.data = row.updated_at.isoformat()
    return changes_of(row, after=opened)


def _change(
    row: Organization, name: str, section: Section, source: EditSourceForm, others: list[Made] | None = None
) -> str:
    return web.page(
        "organizations/desk/edit.html",
        row=row,
        here=name,
        section_form=section,
        errors=problems([section, source]),
        source=source,
        titles={key: form.heading for key, form in SECTIONS.items()},
        others=others,
        line=record_words.line,
        kind_words=record_words.change_words(),
    )


def _parts(known: FiledFacts) -> dict[str, Section]:
    return {name: _section(name, known) for name in SECTIONS}


def _section(name: str, known: FiledFacts) -> Section:
    form = SECTIONS[name]
    made = form(formdata=request.form if request.method == "POST" else None, data=form.filled(known), prefix=f"{name}-")
    if name == "pengurus":
        _hide_niks(made, known)
    return made


def _hide_niks(board: Any, known: FiledFacts) -> None:
    """A NIK that is known stays hidden here too: the field is empty, and left empty it stays as it is."""
    board.known = known.members
    for row in board.members:
        if nik := row.form.recorded_nik(known.members):
            row.form.nik.description = _("Recorded: %(nik)s. Leave this empty to keep it.", nik=masked(nik))


def _add_row(parts: dict[str, Section]) -> bool:
    """Add a row for a further person where the button for it was pressed (works without script)."""
    board = parts.get("pengurus")
    if board is None or "add" not in request.form.getlist("act"):
        return False
    if len(board["members"].entries) < board["members"].max_entries:
        board["members"].append_entry({"office": "member"})
    return True


def _valid(parts: dict[str, Section], source: Any) -> bool:
    right = [form.validate() for form in (*parts.values(), source)]  # every form says what is wrong, not only the first
    return all(right)


def _facts(parts: dict[str, Section]) -> FiledFacts:
    told: dict[str, Any] = {}
    for form in parts.values():
        told |= form.said()
    return FiledFacts(**told)


def _said(section: Section, known: FiledFacts) -> FiledFacts:
    """Return what a section says; what was emptied is said to be none."""
    told = section.said()
    emptied = {
        key for key, value in told.items() if value in ("", None, ()) and getattr(known, key) not in ("", None, ())
    }
    emptied.discard("name")
    return FiledFacts(**{"name": "", "form": "", "scope": "", **told, "cleared": frozenset(emptied)})


def paper_of(source: str) -> StoredFile | None:
    """Return the paper that came with the form, put into the store; None for none."""
    uploads = [upload for upload in request.files.getlist("paper") if upload.filename]
    return receiving.receive(uploads, source) if uploads else None


def _refused(parts: dict[str, Section], source: Any, error: ActionError) -> dict[str, Section]:
    """Put a refusal beside its field."""
    message = _(error.message, **record_words.shown(error.values))
    field = getattr(error, "field", "")
    owner = next((form for form in parts.values() if field in form), source)
    owner.refuse(field, message)
    return parts


@bp.route("/ormas/<organization:organization>/lambang", methods=["GET", "POST"])
@web.requires("organization.edit")
@takes_files
def emblem(organization: Organization) -> Any:
    """Give the organisation its emblem."""
    error = None
    if request.method == "POST":
        upload = request.files.get("emblem")
        picture = small_png(upload.read() if upload else b"", 256)
        if picture is not None:
            content = current_app.extensions["aormas_files"].put(picture)
            actions.set_emblem(
                organization, content.sha256, source=_("Emblem as given by the organisation"), by=officer()
            )
            web.say(_("The emblem is stored."))
            return web.seen(url_for(".organization", organization=organization))
        error = _("Choose a PNG or JPEG picture of at most 5 MB.")
    return web.page(
        "organizations/desk/emblem.html", row=organization, form=EmblemForm(), error=error
    ), 422 if error else 200
