"""The editor of a letter type: its text with named fields, a look at the letter, and the texts before."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.core.forms import choices
from aormas.letters import actions, documents, forms, queries, serving
from aormas.letters.actions.kinds import TEXT_FIELDS, TYPE_FIELDS
from aormas.letters.desk.face import bp
from aormas.letters.fields import FIELDS
from aormas.letters.models import LetterTemplate, LetterType

MEANINGS = [(f"{{{name}}}", meaning) for name, meaning in FIELDS.items()]


@bp.route("/pengaturan/surat/<letter_type:kind>", methods=["GET", "POST"])
@web.requires("letter.template")
def letter_type(kind: LetterType) -> Any:
    """Change a letter type; *preview* shows the typed text as a letter without storing it.

    `?teks=` puts a text from before into the form, to look at and to save.
    """
    versions = queries.versions(kind)
    former = next((row for row in versions[1:] if str(row.id) == request.args.get("teks")), None)
    form = forms.TypeForm(obj=kind, data=_text_of(former or versions[0]) if versions else {})
    form.book_id.choices = choices((book.id, book.title) for book in queries.books())
    if request.method == "POST" and form.validate() and "preview" not in request.form:
        try:
            actions.change_type(kind, current_user, text=_text(form), **_values(form))
            web.say(_("Stored. Letters prepared from now on have this text; existing ones keep theirs."))
            return web.seen(url_for(".letter_type", kind=kind))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return _editor(form, kind, versions, former)


@bp.route("/pengaturan/surat/baru", methods=["GET", "POST"])
@web.requires("letter.template")
def new_letter_type() -> Any:
    """Add a letter type with its first text."""
    form = forms.NewTypeForm()
    form.book_id.choices = choices((book.id, book.title) for book in queries.books())
    if request.method == "POST" and form.validate() and "preview" not in request.form:
        try:
            kind = actions.add_type(form.code.data or "", current_user, text=_text(form), **_values(form))
            web.say(_("The letter type is there; a service can now end with it."))
            return web.seen(url_for(".letter_type", kind=kind))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return _editor(form, None, [])


@bp.get("/pengaturan/surat/<letter_type:kind>/contoh.pdf")
@web.requires("settings.read")
def sample(kind: LetterType) -> Any:
    """Hand out the stored text as a letter with invented facts, marked KONSEP."""
    versions = queries.versions(kind)
    if not versions:
        abort(404)
    return serving.send_bytes(documents.render_sample(versions[0], kind), f"{kind.title} (contoh).pdf")


@bp.get("/pengaturan/surat/contoh/<sha256>.jpg")
@web.requires("letter.template")
def sample_picture(sha256: str) -> Any:
    """Show what the editor made a moment ago as a picture."""
    return serving.send_kept_page(sha256)


def _text_of(version: LetterTemplate) -> dict[str, str]:
    return {name: getattr(version, name) for name in TEXT_FIELDS}


def _text(form: forms.TypeForm) -> dict[str, str]:
    return {name: "\n".join((form[name].data or "").splitlines()) for name in TEXT_FIELDS}


def _values(form: forms.TypeForm) -> dict[str, Any]:
    values = {name: form[name].data for name in TYPE_FIELDS}
    return {
        **values,
        "authority": "\n".join((values["authority"] or "").splitlines()),
        "copies": "\n".join((values["copies"] or "").splitlines()),
    }


def _editor(
    form: forms.TypeForm,
    kind: LetterType | None,
    versions: list[LetterTemplate],
    former: LetterTemplate | None = None,
) -> Any:
    context = {
        "form": form,
        "kind": kind,
        "versions": versions,
        "meanings": MEANINGS,
        "former": former,
        "unsaved": request.method == "POST" and not form.errors,
        "picture": None if form.errors else _picture(form),
    }
    return web.page("letters/desk/type.html", **context), 422 if form.errors else 200


def _picture(form: forms.TypeForm) -> str | None:
    """Return the address of a picture of the typed text as a letter; nothing is stored but in the cache."""
    if not form.body.data:
        return None
    typed = LetterType(**{name: value for name, value in _values(form).items() if name != "book_id"})
    text = LetterTemplate(valid_from=clock.today(), **_text(form))
    return url_for(".sample_picture", sha256=serving.keep(documents.render_sample(text, typed)))
