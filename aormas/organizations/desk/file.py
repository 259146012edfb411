"""One organisation with all that concerns it, on one page with tabs."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, current_app, redirect, request, send_file, session, url_for
from flask_babel import gettext as _

from aormas.accounts.desk.trail import ACTION_NAMES
from aormas.accounts.desk.trail_words import Words
from aormas.core import clock, web
from aormas.core.errors import Conflict
from aormas.core.files.serving import send_stored
from aormas.organizations import actions, presentation, queries, rules
from aormas.organizations.actions import looking
from aormas.organizations.desk import tabs
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.forms.reaching import AttemptForm
from aormas.organizations.models import Organization
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import changes, joining, reaching
from aormas.organizations.queries.merging import also_recorded, merges_of
from aormas.organizations.rules.reaching import RESULTS

WRITES = frozenset(f"organizations_desk.{name}" for name in ("edit", "status", "emblem"))


@bp.before_request
def read_what_was_taken_back() -> Any:
    """Whoever wants to change an organisation whose entry was taken back comes to its file, which says so."""
    row = (request.view_args or {}).get("organization")
    if row is None or row.withdrawn_at is None or request.endpoint not in WRITES or request.method not in web.SAFE:
        return None
    return redirect(url_for(".organization", organization=row))


@bp.get("/ormas/<organization:organization>")
@web.requires("organization.read")
def organization(organization: Organization) -> Any:
    """One organisation: its data."""
    row = queries.whole(organization)
    village, district = queries.place(row)
    return _page(
        "data",
        row,
        "",
        village=village,
        district=district,
        branches=queries.branches(row),
        also=also_recorded(row.id),
        told=record_words.origins(row),
        newcomers=joining.joined_to(row),
    )


@bp.get(
    "/ormas/<organization:organization>/<any(pengurus, berkas, surat, permohonan, laporan, dialog, pembinaan, kontak, riwayat, jejak):part>"
)
@web.requires("organization.read")
def part(organization: Organization, part: str) -> Any:
    """One tab of an organisation's file."""
    row = queries.whole(organization)
    if part in tabs.OTHERS:
        return _page("related", row, part)
    return VIEWS[part](row)


def _board(row: Organization) -> Any:
    shown = session.pop("nik", None) if session.get("nik") else None
    return _page("board", row, "pengurus", shown=shown[1] if shown and shown[0] == row.id else None)


def _papers(row: Organization) -> Any:
    return _page("papers", row, "berkas", papers=changes.papers_of(row))


def _history(row: Organization) -> Any:
    day = _day(request.args.get("pada", ""))
    then = queries.as_of(row, day) if day else None
    band = dict(zip(("status", "tone"), record_words.day_band(then), strict=True)) if then else {}
    return _page(
        "history", row, "riwayat", made=changes.changes_of(row), merges=merges_of(row), day=day, typed=request.args.get("pada", ""),
        then=record_words.snapshot(then) if then and not then.empty else None, days=queries.known_since(row)[:12],
        kind_words=record_words.change_words(), line=record_words.line, why_not=record_words.why_not, **band,
    )  # fmt: skip


def _trail(row: Organization) -> Any:
    if not officer().may("trail.read"):
        abort(403)
    names = {code: _(name) for code, name in ACTION_NAMES.items()}
    return _page("trail", row, "jejak", rows=changes.trail_of(row), action_names=names, words=Words())


def attempts_page(row: Organization, form: AttemptForm | None = None) -> str:
    """Return what was tried to reach an organisation, and the form for one more."""
    tried = reaching.attempts_of(row)
    return _page(
        "reaching", queries.whole(row), "kontak", attempts=tried, form_of=form or AttemptForm(data={"made_on": clock.today()}),
        results={code: _(word) for code, word in RESULTS.items()},
    )  # fmt: skip


VIEWS = {"kontak": attempts_page, "pengurus": _board, "berkas": _papers, "riwayat": _history, "jejak": _trail}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _page(name: str, row: Organization, here: str, **more: Any) -> str:
    related = tabs.related(row)
    standing = {"status": presentation.sentence(presentation.standing(row)), "tone": rules.STATUS_WORDS[row.status][1]}
    fate = row.present_decision
    into = fate.successor if fate else None
    return web.page(
        f"organizations/desk/file/{name}.html", joined=(into.name, url_for(".organization", organization=into)) if into else None, row=row, tabs_of=tabs.tabs(row, here, related), related=related.get(here, []), here=here,
        fields=presentation.field_names([f.field for f in row.fields], row.main_field), form=presentation.form_words()[row.form],
        **presentation.WORDS, today=clock.today(), entered=changes.entered_by(row) if row.withdrawn_at else None, **{**standing, **more},
    )  # fmt: skip


@bp.get("/ormas/<organization:organization>/ringkasan")
@web.requires("organization.read")
def one_page(organization: Organization) -> Any:
    """The organisation on one sheet, for the head."""
    row = queries.whole(organization)
    village, district = queries.place(row)
    return web.page(
        "organizations/desk/one_page.html", row=row, village=village, district=district, related=tabs.related(row), others=tabs.OTHERS,
        status=presentation.sentence(presentation.standing(row)), fields=presentation.field_names([f.field for f in row.fields], row.main_field),
        form=presentation.form_words()[row.form], **presentation.WORDS, made=changes.changes_of(row)[:6],
        kind_words=record_words.change_words(), back_url=url_for(".organization", organization=row), today=clock.today(),
    )  # fmt: skip


@bp.post("/ormas/<organization:organization>/nik/<int:member>")
@web.requires("nik.show")
def show_nik(organization: Organization, member: int) -> Any:
    """Show one NIK on the next page; the trail keeps who looked."""
    people = {person.id: person for term in organization.terms for person in term.members}
    if member not in people:
        abort(404)
    looking.show_nik(organization, people[member].name, officer())
    session["nik"] = [organization.id, member]
    return web.seen(url_for(".part", organization=organization, part="pengurus"))


@bp.get("/ormas/<organization:organization>/berkas/<int:file>.pdf")
@web.requires("organization.read")
def paper(organization: Organization, file: int) -> Any:
    """Hand out a paper behind one of the organisation's facts."""
    found = next((stored for stored, *_more in changes.papers_of(organization) if stored.id == file), None)
    if found is None:
        abort(404)
    return send_stored(
        current_app.extensions["aormas_files"].path(found.sha256), found.name, found.media_type, inline=True
    )


@bp.post("/ormas/<organization:organization>/perubahan/<int:change>/batalkan")
@web.requires("organization.decide")
def undo(organization: Organization, change: int) -> Any:
    """Take an entry or change back, as a whole."""
    try:
        actions.undo_edit(organization, change, by=officer())
    except Conflict as error:
        web.say(_(error.message, **record_words.shown(error.values)), "error")
    else:
        web.say(_("The change was taken back; what stood there before holds again."))
    if organization.withdrawn_at:
        return web.seen(url_for(".register"))
    return web.seen(url_for(".part", organization=organization, part="riwayat"))


@bp.post("/ormas/<organization:organization>/kode")
@web.requires("organization.invite")
def invite(organization: Organization) -> Any:
    """Make a one-time code with which the chair opens the portal, and show it once."""
    try:
        code = actions.invite_chair(organization, by=officer())
    except Conflict as error:
        web.say(_(error.message, **record_words.shown(error.values)), "error")
        return web.seen(url_for(".organization", organization=organization))
    return web.page(
        "organizations/desk/invitation.html",
        row=organization,
        code=code,
        url=url_for("accounts.activate", code=code, _external=True),
    )


@bp.get("/ormas/<organization:organization>/lambang-<short>.png")
@web.requires("organization.read")
def emblem_image(organization: Organization, short: str) -> Any:
    """The emblem, also where this machine shows no public pages; by the beginning of its content hash."""
    sha256 = organization.emblem_sha256
    if not sha256 or len(short) < 8 or not sha256.startswith(short):
        abort(404)
    path = current_app.extensions["aormas_files"].path(sha256)
    return send_file(path, mimetype="image/png", max_age=31536000)
