"""Is everything whole? One line a check, exit code 1 when something is not."""

from __future__ import annotations

from collections.abc import Callable

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import select, text

from aormas.core import audit
from aormas.core.database import db, is_sqlite
from aormas.core.files.models import StoredFile


def database_problems() -> list[str]:
    """Return what the engine itself finds wrong."""
    if not is_sqlite():
        return []
    rows = [str(row[0]) for row in db.session.execute(text("PRAGMA integrity_check(20)"))]
    orphans = [f"{row[0]} row {row[1]} has no {row[2]}" for row in db.session.execute(text("PRAGMA foreign_key_check"))]
    return [row for row in rows if row != "ok"] + orphans


def trail_problems() -> list[str]:
    """Return where the chain of the trail breaks."""
    broken = audit.broken_link()
    return [] if broken is None else [f"row {broken} does not fit the row before it"]


def file_problems() -> list[str]:
    """Return stored files that are missing or altered."""
    return list(
        current_app.extensions["aormas_files"].problems(db.session.scalars(select(StoredFile.sha256).distinct()))
    )


def all_checks() -> dict[str, Callable[[], list[str]]]:
    """Return title → check: the foundation's own and those that features have registered."""
    return {
        "database": database_problems,
        "trail": trail_problems,
        "files": file_problems,
        **current_app.extensions["aormas_checks"],
    }


@click.command("check")
@with_appcontext
def check() -> None:
    """Check number books, trail, files and database."""
    failed = False
    for title, look in all_checks().items():
        problems = look()
        failed = failed or bool(problems)
        click.echo(f"{title}: {'ok' if not problems else '; '.join(problems[:10])}")
    if failed:
        raise SystemExit(1)


@click.command("recount")
@with_appcontext
def recount() -> None:
    """Count the register anew, when the check finds its counts wrong."""
    from aormas.organizations.actions import tallies

    tallies.recount()
    click.echo("The register was counted anew.")
