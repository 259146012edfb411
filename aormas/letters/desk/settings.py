"""The settings of letters: the list of types and books, and the editor of a book's pattern."""

from __future__ import annotations

from typing import Any

from flask import current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import clock, web
from aormas.core.errors import ActionError
from aormas.letters import actions, documents, forms, queries, rules
from aormas.letters.desk.face import bp
from aormas.letters.models import LetterBook

# Explanations stand beside the pattern that the office writes in Indonesian.
PATTERN_FIELDS = {
    "urut": "nomor urut; {urut:3} menulisnya 007",
    "tahun": "tahun, 2026",
    "bulan": "bulan dengan dua angka, 11",
    "bulan_romawi": "bulan Romawi, XI",
    "kode": "kode klasifikasi dari isian di bawah",
}

MEANINGS = [(f"{{{name}}}", meaning) for name, meaning in PATTERN_FIELDS.items()]


@bp.get("/pengaturan/surat")
@web.requires("settings.read")
def settings() -> Any:
    """Show the letter types and number books."""
    return web.page(
        "letters/desk/settings.html",
        types=queries.types(),
        books=[(book, _next(book)) for book in queries.books()],
        address=documents.verify_url("…"),
        local=not current_app.extensions["aormas_settings"].public_url,
    )


@bp.route("/pengaturan/surat/buku/<book:book>", methods=["GET", "POST"])
@web.requires("letter.template")
def book(book: LetterBook) -> Any:
    """Change a book's name and pattern."""
    year = clock.today().year
    form = forms.BookForm(obj=book, first=queries.first_number(book, year))
    if request.method == "POST" and form.validate() and "example" not in request.form:
        try:
            actions.change_book(book, current_user, **_book_values(form))
            web.say(_("The book is changed. Numbers that were drawn stay as they are."))
            return web.seen(url_for(".settings"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return _book_page(form, book=book, drawn=queries.has_numbers(book, year), following=queries.next_number(book, year))


@bp.route("/pengaturan/surat/buku/baru", methods=["GET", "POST"])
@web.requires("letter.template")
def new_book() -> Any:
    """Open a number book."""
    form = forms.NewBookForm(data={"first": 1, "pattern": "{urut}/{tahun}"} if request.method == "GET" else None)
    if request.method == "POST" and form.validate() and "example" not in request.form:
        try:
            actions.add_book(form.code.data or "", current_user, **_book_values(form))
            web.say(_("The book is open."))
            return web.seen(url_for(".settings"))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
    return _book_page(form, book=None, drawn=False, following=form.first.data or 1)


def _book_values(form: forms.BookForm) -> dict[str, Any]:
    return {
        "title": form.title.data,
        "pattern": form.pattern.data,
        "class_code": form.class_code.data or "",
        "first": form.first.data,
    }


def _book_page(form: forms.BookForm, *, book: LetterBook | None, drawn: bool, following: int) -> Any:
    example = _example(form.pattern.data or "", form.class_code.data or "", following)
    context = {
        "form": form,
        "book": book,
        "drawn": drawn,
        "example": example,
        "meanings": MEANINGS,
        "parts": _parts(following),
        "year": clock.today().year,
    }
    return web.page("letters/desk/book.html", **context), 422 if form.errors else 200


def _parts(sequence: int) -> dict[str, str]:
    """Return what each field of a pattern stands for today, so that script can show a number while somebody types."""
    return {
        name: rules.render_number(f"{{urut}} {{{name}}}", sequence=sequence, on=clock.today()).split(" ", 1)[1]
        for name in rules.NUMBER_FIELDS
    }


def _next(book: LetterBook) -> str:
    return _example(book.pattern, book.class_code, queries.next_number(book, clock.today().year))


def _example(pattern: str, class_code: str, sequence: int) -> str:
    """Return the number that a pattern gives, or nothing for a wrong one."""
    if rules.check_pattern(pattern):
        return ""
    return rules.render_number(pattern, sequence=max(1, sequence), on=clock.today(), code=class_code)
