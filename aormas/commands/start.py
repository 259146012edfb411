"""What `python app.py` does: check, migrate, serve and work."""

from __future__ import annotations

import contextlib
import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from flask import Flask

from aormas import config, create_app
from aormas.accounts.actions.office import setup_token
from aormas.core import schema, serve
from aormas.core.database import db
from aormas.core.office import is_set_up

USAGE = "python app.py [serve|work|demo]   (everything else: flask --app app --help)"


def main(arguments: list[str]) -> None:
    """Serve with a worker (no argument), work alone, or serve the demo."""
    verb = arguments[0] if arguments else "serve"
    if verb not in {"serve", "work", "demo"}:
        sys.exit(USAGE)
    try:
        settings = config.load(instance=config.demo_instance()) if verb == "demo" else config.load()
    except config.SettingsError as error:
        sys.exit(f"A setting cannot be used. {error}")
    keep_log(settings.instance)
    app = create_app(settings, migrations=False)
    serve.listen_for_stop()
    if verb == "work":
        return _work(app)
    migrate(app)
    if verb == "demo":
        from aormas.commands.demo import fill_if_empty

        fill_if_empty(app)
    _serve(app, settings)


def _work(app: Flask) -> None:
    with contextlib.suppress(KeyboardInterrupt, SystemExit):
        serve.work(app)


def _serve(app: Flask, settings: config.Settings) -> None:
    import os

    os.environ["AORMAS_INSTANCE"] = str(settings.instance)  # the worker serves the same office
    try:
        server = serve.bind(app, settings)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        sys.exit(
            f"Alamat {where} tidak bisa dipakai ({error.strerror}). Hentikan program lain di situ, atau pilih port lain: AORMAS_PORT=8001"
        )
    worker = serve.Worker()
    worker.start()
    print(f"A_ormas: {settings.address}", flush=True)
    with app.app_context():
        if not is_set_up():
            print(
                f"Pemasangan pertama, sekali pakai: {settings.address}/pasang?kunci={setup_token(settings.instance)}",
                flush=True,
            )
    try:
        serve.run(server)
    finally:
        worker.stop()
        print("A_ormas berhenti.", flush=True)


def migrate(app: Flask) -> None:
    """Bring the database to the newest schema; an existing SQLite database is copied first."""
    with app.app_context():
        if schema.is_current():
            return
        _keep_copy(app)
        schema.attach(app)
        from flask_migrate import upgrade

        upgrade()


def _keep_copy(app: Flask) -> None:
    settings: config.Settings = app.extensions["aormas_settings"]
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    if not settings.database_url.startswith("sqlite") or not path.exists() or path.stat().st_size == 0:
        return
    from aormas.core import clock

    folder = settings.instance / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"before-upgrade-{clock.now():%Y%m%d-%H%M%S}.sqlite3"
    with db.engine.connect() as connection:
        connection.connection.driver_connection.execute("VACUUM INTO ?", (str(target),))  # type: ignore[union-attr]


def keep_log(instance: Path) -> None:
    """Write the log into the instance folder (no personal data), and warnings to the terminal."""
    folder = instance / "logs"
    folder.mkdir(mode=0o700, exist_ok=True)
    form = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    to_file = RotatingFileHandler(folder / "aormas.log", maxBytes=2_000_000, backupCount=5, encoding="utf-8")
    to_file.setFormatter(form)
    to_terminal = logging.StreamHandler()
    to_terminal.setLevel(logging.WARNING)
    to_terminal.setFormatter(form)
    logging.basicConfig(level=logging.INFO, handlers=[to_file, to_terminal], force=True)
