"""The number book as a register, its print, and numbers for letters typed by hand."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from aormas.core import clock, web
from aormas.core.errors import ActionError, Invalid
from aormas.letters import actions, documents, forms, queries, serving, words
from aormas.letters.desk.face import bp
from aormas.letters.models import BookEntry, LetterBook


@bp.get("/surat/buku/<book:book>")
@web.requires("letter.read")
def register(book: LetterBook) -> Any:
    """Show a book's year."""
    return _register_page(book, forms.ReserveForm(formdata=None, on=clock.today()))


def _year() -> int:
    text = request.args.get("tahun", "")
    return int(text) if text.isdecimal() and 2000 <= int(text) <= 2100 else clock.today().year


def _register_page(book: LetterBook, form: forms.ReserveForm) -> str:
    year = _year()
    return web.page(
        "letters/desk/register.html",
        book=book,
        year=year,
        years=queries.years(book),
        lines=queries.register(book, year),
        form=form,
        words=words.standing_words(),
        books=queries.books(),
        first=queries.first_number(book, year),
    )


@bp.get("/surat/buku/<book:book>.pdf")
@web.requires("letter.read")
def register_pdf(book: LetterBook) -> Any:
    """Hand out a book's year as it is printed and filed."""
    from aormas.letters.pdf import BookEntry as PrintedEntry
    from aormas.letters.pdf import render_book

    year = _year()
    entries = [
        PrintedEntry(
            line.entry.sequence,
            line.entry.number,
            line.entry.on,
            line.entry.subject,
            line.entry.addressee,
            _printed(line),
        )
        for line in queries.register(book, year)
    ]
    data = render_book(
        documents.letterhead(), name=book.title, year=year, entries=entries, made_at=clock.local(clock.now())
    )
    return serving.send_bytes(data, f"{book.title} {year}.pdf")


def _printed(line: queries.Line) -> str:
    word = words.PRINTED[line.standing]
    return f"{word}: {line.entry.note}" if line.entry.note else word


@bp.post("/surat/buku/<book:book>")
@web.requires("letter.reserve")
def reserve(book: LetterBook) -> Any:
    """Draw a number for a letter that is typed by hand."""
    form = forms.ReserveForm()
    if form.validate():
        try:
            entry = actions.reserve(
                book,
                on=form.on.data or clock.today(),
                subject=form.subject.data or "",
                addressee=form.addressee.data or "",
                by=current_user,
                client_id=form.client_id.data,
            )
            web.say(
                _("The number is %(number)s. It stands in the book; write it into your letter.", number=entry.number)
            )
            return web.seen(url_for(".register", book=book, tahun=entry.year))
        except ActionError as error:
            form.refuse(getattr(error, "field", ""), _(error.message, **error.values))
            return _register_page(book, form), error.status
    return _register_page(book, form), 422


@bp.route("/surat/buku/baris/<book_entry:entry>/batal", methods=["GET", "POST"])
@web.requires("letter.reserve")
def cancel(entry: BookEntry) -> Any:
    """Give a reserved number up, with a note."""
    if entry.kind != "reserved":
        abort(409)
    form = forms.CancelForm()
    if request.method == "POST" and form.validate():
        try:
            actions.cancel(entry, form.note.data or "", by=current_user)
            web.say(_("The number %(number)s is not used; the book keeps it with your note.", number=entry.number))
            return web.seen(url_for(".register", book=entry.book_id, tahun=entry.year))
        except Invalid as error:
            form.refuse(error.field, _(error.message, **error.values))
    return web.page("letters/desk/cancel.html", entry=entry, form=form), 422 if form.errors else 200
