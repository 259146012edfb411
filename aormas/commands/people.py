"""Accounts from the command line."""

from __future__ import annotations

import click
from flask.cli import AppGroup, with_appcontext

from aormas.accounts import permissions
from aormas.accounts.actions import people
from aormas.core.errors import ActionError

user = AppGroup("user", help="Accounts of officers.")


@user.command("add")
@click.argument("username")
@click.option("--name", required=True, help="Full name with titles.")
@click.option("--role", type=click.Choice(permissions.OFFICER_ROLES), required=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@click.option("--position", default="", help="Post, as it stands in letters.")
@with_appcontext
def add(username: str, name: str, role: str, password: str, position: str) -> None:
    """Add an officer's account."""
    try:
        made = people.add(
            username=username, name=name, role=role, password=password, by="command line", position=position
        )
    except ActionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"added {made.username} ({made.role})")
