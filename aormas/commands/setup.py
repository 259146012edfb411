"""First set-up and sample data from the command line."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from aormas.accounts.actions import office as office_actions
from aormas.commands.start import migrate
from aormas.core import regions
from aormas.core.errors import ActionError


@click.command("setup")
@click.option("--city", default="Kota Probolinggo", show_default=True)
@click.option("--office", "office_name", default="", help="Short name; made from the city when left out.")
@click.option(
    "--regions",
    "region_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV code,parent,name,kind of another city.",
)
@click.option(
    "--time-zone",
    type=click.Choice(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    default="Asia/Jakarta",
    show_default=True,
)
@click.option("--admin", default="admin", show_default=True, help="Sign-in name of the first administrator.")
@click.option("--admin-name", default="Admin", show_default=True)
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when left out.")
@with_appcontext
def setup(
    city: str, office_name: str, region_file: Path | None, time_zone: str, admin: str, admin_name: str, password: str
) -> None:
    """Set the office up without a browser."""
    migrate(current_app._get_current_object())  # type: ignore[attr-defined]
    short = city.removeprefix("Kota ").removeprefix("Kabupaten ")
    values = {
        "name": office_name or f"Bakesbangpol {city}", "city": city, "government": f"Pemerintah {city}", "place": short,
        "mayor_title": f"{'Bupati' if city.startswith('Kabupaten') else 'Wali Kota'} {short}", "site_title": f"Ormas {city}", "time_zone": time_zone,
    }  # fmt: skip
    try:
        rows = regions.parse(region_file.open(encoding="utf-8-sig")) if region_file else regions.shipped()
        office_actions.set_up(values, {"username": admin, "name": admin_name, "password": password}, rows)
    except ActionError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{values['name']} is set up; {admin} may sign in at /masuk")


@click.command("demo")
@with_appcontext
def demo() -> None:
    """Fill an empty office with invented sample data."""
    from aormas.commands.demo import fill_if_empty

    app = current_app._get_current_object()  # type: ignore[attr-defined]
    migrate(app)
    fill_if_empty(app)
