"""Listening to what the database is asked, whichever of its pools is used."""

from __future__ import annotations

from sqlalchemy import event

from aormas.core.database import db


def listen_in(heard: list[str]) -> list[str]:
    """Append every statement of the present application to a list from now on; return the list."""
    for engine in db.engines.values():
        event.listen(engine, "before_cursor_execute", lambda *facts: heard.append(facts[2]))
    return heard
