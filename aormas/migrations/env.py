"""Alembic's environment, made safe for SQLite: batch mode must not cascade into child rows, nor lose triggers."""

from __future__ import annotations

from alembic import context
from flask import current_app

config = context.config
database = current_app.extensions["migrate"].db


def run_online() -> None:
    """Run the migrations in one transaction, with foreign keys off and triggers put back (SQLite)."""
    engine = database.engine
    arguments = dict(current_app.extensions["migrate"].configure_args)
    with engine.connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw = connection.connection.driver_connection
        if sqlite:
            raw.execute("PRAGMA foreign_keys=OFF")  # must come before any BEGIN
            raw.execute("PRAGMA legacy_alter_table=ON")  # a table is rebuilt although triggers of others name it
        triggers = _triggers(raw) if sqlite else {}
        options = {"sqlite_begin": "IMMEDIATE"} if sqlite else {}
        connection = connection.execution_options(**options)
        context.configure(
            connection=connection,
            target_metadata=database.metadata,
            transaction_per_migration=False,
            transactional_ddl=True,
            **arguments,
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
                if sqlite:
                    _restore(raw, triggers)
        finally:
            if sqlite:
                raw.execute("PRAGMA legacy_alter_table=OFF")
                raw.execute("PRAGMA foreign_keys=ON")


def _triggers(raw) -> dict[str, tuple[str, str]]:
    rows = raw.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type='trigger'")
    return {name: (table, sql) for name, table, sql in rows}


def _restore(raw, before: dict[str, tuple[str, str]]) -> None:
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    present = _triggers(raw)
    for name, (table, sql) in before.items():
        if name not in present and table in tables:
            raw.execute(sql)
    broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration would leave rows without their parents: {broken[:5]}")


run_online()
