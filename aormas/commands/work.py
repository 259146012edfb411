"""The worker alone, for offices that run it as a service of its own."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import with_appcontext

from aormas.core import serve


@click.command("work")
@with_appcontext
def work() -> None:
    """Do jobs until told to stop."""
    serve.listen_for_stop()
    try:
        serve.work(current_app._get_current_object())  # type: ignore[attr-defined]
    except (KeyboardInterrupt, SystemExit):
        click.echo("stopped")
