"""Templates, number books, signing, documents, verification."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links, jobs and checks of letters."""
    from aormas.core.web import row_converter
    from aormas.letters import checks, elsewhere, jobs, models, seeds, serving

    app.url_map.converters["letter"] = row_converter(models.Letter)
    app.url_map.converters["book"] = row_converter(models.LetterBook)
    app.url_map.converters["letter_type"] = row_converter(models.LetterType)
    app.url_map.converters["book_entry"] = row_converter(models.BookEntry)
    events = app.extensions["aormas_events"]
    events.on("office.set_up", seeds.on_set_up)
    events.on("organization.history", elsewhere.history)
    events.on("organization.related", elsewhere.related)
    events.on("organization.attached", elsewhere.attached)
    events.on("organization.endings", elsewhere.endings)
    app.extensions["aormas_jobs"]["letters.render"] = jobs.render
    app.extensions["aormas_daily"].append(serving.tidy)
    app.extensions["aormas_checks"]["Number books"] = checks.number_books
    app.extensions["aormas_checks"]["Signed letters"] = checks.signed_letters
    _add_doors(app, settings)


def _add_doors(app: Flask, settings: Settings) -> None:
    from aormas.letters import desk, portal, public

    navigation = app.extensions["aormas_navigation"]
    if "public" in settings.faces:
        app.register_blueprint(public.bp)
    if "portal" in settings.faces:
        app.register_blueprint(portal.bp, url_prefix="/portal")
    if "desk" in settings.faces:
        app.register_blueprint(desk.bp, url_prefix="/meja")
    navigation.add("public", "Check a letter", "letters.verification")
    navigation.add("portal", "Letters", "letters_portal.letters")
    navigation.add("desk", "Letters", "letters_desk.letters", "letter.read")
    navigation.add("settings", "Letters and books", "letters_desk.settings", "settings.read")
