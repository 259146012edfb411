"""Pairs that may be one organisation: the list, dismissing, merging, taking a merge back, and where merged ones lead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _

from aormas.accounts.actions import session as session_actions
from aormas.core import web
from aormas.core.database import db
from aormas.core.errors import ActionError
from aormas.organizations import presentation, queries
from aormas.organizations.actions import merging, sweeping
from aormas.organizations.desk.face import bp, officer
from aormas.organizations.filed import FiledFacts
from aormas.organizations.forms.doubles import DismissForm, merge_form
from aormas.organizations.models import DoubleHint, Merge, Organization
from aormas.organizations.models.doubles import OPEN
from aormas.organizations.presentation import doubles as doubles_words
from aormas.organizations.presentation import record as record_words
from aormas.organizations.queries import hints
from aormas.organizations.queries.doubles import candidates

AT_ONCE = 2_000  # organisations that are looked through while the page waits; more are the worker's
OWN = frozenset({"organizations_desk.merge", "organizations_desk.unmerge"})


@bp.before_request
def follow_merge() -> Any:
    """The file of an organisation that was merged leads to the one that it is now; what is sent to it is refused."""
    row = (request.view_args or {}).get("organization")
    if row is None or row.merged_into_id is None or request.endpoint in OWN:
        return None
    if request.method not in web.SAFE:
        abort(409)
    answer = redirect(
        url_for(request.endpoint or "", **{**(request.view_args or {}), "organization": row.merged_into_id}), 301
    )
    answer.headers["Cache-Control"] = "no-store"  # a merge may be taken back
    return answer


@bp.get("/ormas/ganda")
@web.requires("organization.read")
def doubles() -> Any:
    """The pairs that may be one, the likeliest first."""
    return _list()


def _list(refused: tuple[int, DismissForm] | None = None) -> str:
    here = request.args.get("keadaan", "")
    here = here if here in hints.STATES else ""
    found = hints.pairs(hints.STATES[here], web.page_number())
    forms = {hint.id: DismissForm(None, prefix=f"p{hint.id}-") for hint in found.rows if hint.state == OPEN}
    if refused is not None:
        forms[refused[0]] = refused[1]
    names = {"": _("To decide"), "bukan-ganda": _("Not doubles"), "digabung": _("Merged pairs")}
    return web.page(
        "organizations/desk/doubles/list.html", found=found, forms=forms, refused=refused, words=doubles_words, sweep=hints.last_sweep(),
        states=[(word, url_for(".doubles", keadaan=name or None), name == here, found.counts.get(hints.STATES[name], 0)) for name, word in names.items()],
        page_url=web.pages_of(".doubles", {"keadaan": here} if here else {}),
    )  # fmt: skip


@bp.post("/ormas/ganda/periksa")
@web.requires("organization.merge")
def look_for_doubles() -> Any:
    """Look through the whole register now; a large one is left to the worker."""
    if queries.count_listed() > AT_ONCE:
        sweeping.ask(officer())
        web.say(_("The register is being looked through; open this page again in a minute."))
    else:
        made = sweeping.sweep(officer())
        web.say(
            _("%(all)s organisations were compared; %(n)s pairs may be the same.", all=made.organizations, n=made.found)
        )
    return web.seen(url_for(".doubles"))


@bp.post("/ormas/ganda/<int:number>/bukan")
@web.requires("organization.merge")
def dismiss(number: int) -> Any:
    """Note that a pair is two organisations, with the reason."""
    hint = db.session.get(DoubleHint, number) or abort(404)
    form = DismissForm(prefix=f"p{number}-")
    try:
        if not form.validate():
            return _list((number, form)), 422
        sweeping.dismiss(hint, str(form.why.data), by=officer())
    except ActionError as error:
        form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
        return _list((number, form)), error.status
    web.say(
        _("Noted: these are two organisations. The pair comes back only when something else turns out to be alike.")
    )
    return web.seen(url_for(".doubles"))


@bp.route("/ormas/<organization:organization>/gabung/<organization:other>", methods=["GET", "POST"])
@web.requires("organization.merge")
def merge(organization: Organization, other: Organization) -> Any:
    """Show two organisations side by side; with choices and the password, make one of them."""
    if (why := merging.refusal(organization, other)) is not None:
        return _refused(organization, other, _(why.message, **why.values)), why.status
    keep, away = queries.whole(organization), queries.whole(other)
    lines = doubles_words.lines(keep, away)
    form = merge_form(lines, merging.seen(keep, away))
    status = 200
    if request.method == "POST" and not form.validate():
        status = 422
    elif request.method == "POST":
        try:
            session_actions.confirm_password(officer(), form.password.data or "")
            merging.merge(
                keep, away, {line.key: form[line.key].data for line in lines if line.asked}, officer(), seen_at=form.seen.data or "",
                client_id=form.client_id.data,
            )  # fmt: skip
        except ActionError as error:
            status = error.status
            form.refuse(getattr(error, "field", ""), _(error.message, **record_words.shown(error.values)))
            form.seen.data = merging.seen(keep, away)
        else:
            web.say(
                _("The two are one now. The old address leads here, and the merge can be taken back in the history.")
            )
            return web.seen(url_for(".organization", organization=keep))
    counts = {
        f"{column.table.name}.{column.name}": len(ids)
        for column in merging.attached()
        if (ids := merging.holders(column, keep, away))
    }
    return web.page(
        "organizations/desk/doubles/merge.html", keep=keep, away=away, lines=lines, form=form, moving=doubles_words.moving(counts),
        standing={row.id: presentation.in_one_line(presentation.sentence(presentation.standing(row))) for row in (keep, away)},
    ), status  # fmt: skip


def _refused(keep: Organization, away: Organization, why: str) -> str:
    return web.page("organizations/desk/doubles/refused.html", keep=keep, away=away, why=why)


@bp.post("/ormas/<organization:organization>/gabung/<int:number>/batal")
@web.requires("organization.merge")
def unmerge(organization: Organization, number: int) -> Any:
    """Take a merge back."""
    made = db.session.get(Merge, number)
    if made is None or organization.id != made.keep_id:
        abort(404)
    away, history = made.away, url_for(".part", organization=organization, part="riwayat")
    try:
        merging.unmerge(made, officer())
    except ActionError as error:
        return _refused(made.keep, made.away, _(error.message, **record_words.shown(error.values))), error.status
    web.say(_("The merge is taken back: %(name)s stands in the register again as before.", name=away.name))
    return web.seen(history)


@bp.get("/ormas/mirip")
@web.requires("organization.read")
def alike() -> Any:
    """Organisations that come close to what is being typed: a piece of a page for the script. No data of people come this way."""
    asked: dict[str, Any] = {key: request.args.get(name, "").strip()[:300] for key, name in TYPED.items()}
    found = candidates(replace(NOTHING, **asked)) if any(asked.values()) else []
    return web.page("organizations/desk/doubles/piece.html", found=found, words=doubles_words)


NOTHING = FiledFacts(name="", form="", scope="")
TYPED = {"name": "q", "acronym": "singkatan", "npwp": "npwp", "basis_number": "nomor"}
