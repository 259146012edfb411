"""The public profile of one organisation."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, redirect, send_file, url_for

from aormas.core import events, web
from aormas.core.office import office
from aormas.organizations import presentation, queries, rules
from aormas.organizations.public.face import bp
from aormas.organizations.queries.merging import slug_into


@bp.get("/ormas/<slug>")
@web.public_reading
def profile(slug: str) -> Any:
    """The public profile; personal data of people never stand in it."""
    row = queries.profile(slug)
    if row is None:
        return _elsewhere(slug)
    fate = next((one for one in reversed(row.decided) if one.until is None), None)
    facts = presentation.Standing(
        row.status,
        row.status_since,
        row.status_reason,
        row.basis_kind,
        row.basis_issued_on,
        row.basis_valid_until,
        row.term_until,
        fate.joined if fate else "",
        fate.town if fate else "",
    )
    told = [item for items in events.emit("organization.history", organization_id=row.id) for item in items]
    parts = events.emit("organization.profile", organization_id=row.id, slug=row.slug)
    noted = [
        (one.since, presentation.fate_word(one.status, one.joined, one.town), _page_of(one))
        for one in row.decided
        if one.since
    ]
    history = sorted([*told, *noted], key=lambda item: item[0], reverse=True)
    return web.page(
        "organizations/profile.html", row=row, board=row.board(office().public_board), history=history, parts=parts,
        former=row.former, also=row.also, status=presentation.sentence(facts), tone=rules.STATUS_WORDS[row.status][1],
        fields=presentation.field_names(row.fields, row.main_field), form=presentation.form_words()[row.form],
        **presentation.WORDS, gone=row.status in rules.DECIDED - {rules.INACTIVE},
        joined=(fate.joined, _page_of(fate)) if fate and fate.slug else None, in_one_line=presentation.in_one_line,
    )  # fmt: skip


def _page_of(fate: queries.Fate) -> str | None:
    return url_for(".profile", slug=fate.slug) if fate.slug else None


def _elsewhere(slug: str) -> Any:
    """The address of an organisation that was merged leads to the one that it is now; a merge may be taken back, so ask each time."""
    into = slug_into(slug)
    if into is None:
        abort(404)
    answer = redirect(url_for(".profile", slug=into), 301)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@bp.get("/ormas/<slug>/lambang-<short>.png")
@web.anyone
def emblem(slug: str, short: str) -> Any:
    """An organisation's emblem, by the beginning of its content hash, so that browsers may keep it."""
    sha256 = queries.emblem(slug)
    if not sha256 or len(short) < 8 or not sha256.startswith(short):
        abort(404)
    path = current_app.extensions["aormas_files"].path(sha256)
    return send_file(path, mimetype="image/png", max_age=31536000)
