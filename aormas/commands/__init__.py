"""One file per family of `flask --app app` commands."""

from __future__ import annotations

from flask import Flask


def init_app(app: Flask) -> None:
    """Add the commands."""
    from aormas.commands import check, people, setup, work

    app.cli.add_command(setup.setup)
    app.cli.add_command(setup.demo)
    app.cli.add_command(people.user)
    app.cli.add_command(work.work)
    app.cli.add_command(check.check)
    app.cli.add_command(check.recount)
