"""The list of letters and a single letter: its pages, its scan, its withdrawal."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.accounts.actions import session as session_actions
from aormas.core import web
from aormas.core.errors import ActionError, Invalid
from aormas.core.files import receiving
from aormas.core.security import limiter, takes_files
from aormas.letters import actions, documents, forms, queries, serving, words
from aormas.letters.desk.face import bp
from aormas.letters.models import Letter

# Message ids of what the trail says about a letter, on the letter's own page.
HISTORY = {
    "letter.prepared": "prepared",
    "letter.discarded": "thrown away",
    "letter.signed": "signed",
    "letter.scan_attached": "scan attached",
    "letter.withdrawn": "revoked",
}


@bp.get("/surat")
@web.requires("letter.read")
def letters() -> Any:
    """List the letters by standing, type and text."""
    text, state = request.args.get("q", "").strip()[:100], request.args.get("keadaan", "")
    kind = request.args.get("jenis", "")
    type_id = int(kind) if kind.isdecimal() and len(kind) < 10 else None
    found = queries.letters(standing=words.ADDRESSES.get(state, ""), type_id=type_id, text=text, page=web.page_number())
    return web.page(
        "letters/desk/letters.html",
        found=found,
        text=text,
        state=state,
        type_id=type_id,
        types=queries.type_titles(),
        books=queries.books(),
        words=words.standing_words(),
        standing=queries.standing,
        addresses=words.ADDRESSES,
        link=lambda number: url_for(".letters", q=text or None, keadaan=state or None, jenis=type_id, hal=number),
    )


@bp.get("/surat/<letter:letter>")
@web.requires("letter.read")
def letter(letter: Letter) -> Any:
    """Show a letter."""
    return _letter_page(letter)


def _letter_page(letter: Letter, scan_error: str | None = None) -> str:
    history = {code: _(name) for code, name in HISTORY.items()}
    return web.page(
        "letters/desk/letter.html",
        letter=letter,
        draft=letter.state == "draft",
        standing=queries.standing(letter),
        words=words.standing_words(),
        lacking=documents.lacking(letter) if letter.state == "draft" else [],
        history=[(row, history.get(row.action, row.action)) for row in queries.history(letter)],
        scan_error=scan_error,
        check_url=documents.verify_url(letter.code) if letter.code else None,
    )


@bp.get("/surat/<letter:letter>/konsep.pdf")
@web.requires("letter.read")
def draft(letter: Letter) -> Any:
    """Hand out a draft as it would look if it were signed today, marked KONSEP; once signed, the letter itself."""
    return serving.send_letter(letter)


@bp.get("/surat/<letter:letter>/surat.pdf")
@web.requires("letter.read")
def download(letter: Letter) -> Any:
    """Hand out a signed letter."""
    if letter.state not in queries.ISSUED:
        abort(404)
    return serving.send_letter(letter)


@bp.get("/surat/<letter:letter>/halaman/<int:number>.jpg")
@web.requires("letter.read")
def picture(letter: Letter, number: int) -> Any:
    """Show a page of a letter as a picture."""
    path, sha256 = serving.on_disk(letter)
    return serving.send_page(path, sha256, number)


@bp.post("/surat/<letter:letter>/pindaian")
@web.requires("letter.scan")
@limiter.limit("30 per minute")
@takes_files
def attach_scan(letter: Letter) -> Any:
    """Attach the scan of the letter as it was signed by hand."""
    uploads = [upload for upload in request.files.getlist("scan") if upload.filename]
    try:
        if not uploads:
            raise Invalid("Choose the scan: a PDF, or photos of its pages.")
        actions.attach_scan(letter, receiving.receive(uploads, letter.label), by=current_user)
    except ActionError as error:
        return _letter_page(letter, scan_error=_(error.message, **error.values)), error.status
    web.say(_("The scan is attached; whoever checks the letter finds it beside the letter."))
    return web.seen(url_for(".letter", letter=letter))


@bp.get("/surat/<letter:letter>/pindaian.pdf")
@web.requires("letter.read")
def scan(letter: Letter) -> Any:
    """Hand out the scan."""
    return serving.send_scan(letter)


@bp.route("/surat/<letter:letter>/cabut", methods=["GET", "POST"])
@web.requires("letter.withdraw")
def withdraw(letter: Letter) -> Any:
    """Show what withdrawing changes; with a reason and the password, do it."""
    if letter.state != "signed":
        abort(409)
    form = forms.WithdrawForm()
    if request.method == "POST" and form.validate():
        try:
            session_actions.confirm_password(current_user, form.password.data or "")
            actions.withdraw(letter, form.reason.data or "", by=current_user)
            web.say(_("The letter is withdrawn. Whoever checks it from now on reads so."))
            return web.seen(url_for(".letter", letter=letter))
        except Invalid as error:
            form.refuse(error.field, _(error.message, **error.values))
    return web.page("letters/desk/withdraw.html", letter=letter, form=form), 422 if form.errors else 200
