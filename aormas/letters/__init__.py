"""Templates, number books, signing, documents, verification."""

from __future__ import annotations

from flask import Flask

from aormas.config import Settings


def init_app(app: Flask, settings: Settings) -> None:
    """Add the doors, links, jobs and checks of letters."""
    from aormas.core.web import row_converter
    from aormas.letters import models

    app.url_map.converters["letter"] = row_converter(models.Letter)
    app.url_map.converters["book"] = row_converter(models.LetterBook)
