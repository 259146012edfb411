"""Writing many rows the quick way of each engine: prepared inserts on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, text


def begin(connection: Connection) -> None:
    """Leave checks of parents for later, or out: words are written after those who hold them."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA cache_size = -400000"))
    checks = {"sqlite": "PRAGMA defer_foreign_keys = ON", "postgresql": "SET session_replication_role = replica"}
    connection.execute(text(checks[connection.dialect.name]))


def put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Write rows of one table; what they do not name has its default."""
    if not rows:
        return
    columns = [column for column in table.columns if column.name in rows[0] or _default(column) is not None]
    fixed = [_default(column) for column in columns]
    names = [column.name for column in columns]
    raw = connection.connection.driver_connection
    values = ([row.get(name, usual) for name, usual in zip(names, fixed, strict=True)] for row in rows)
    listed = ", ".join(f'"{name}"' for name in names)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" for _ in names)
        raw.executemany(f"INSERT INTO {table.name} ({listed}) VALUES ({marks})", _plain(values))  # type: ignore[union-attr]
        return
    with raw.cursor().copy(f"COPY {table.name} ({listed}) FROM STDIN") as copy:  # type: ignore[union-attr]
        for value in values:
            copy.write_row(value)


def end(connection: Connection, tables: list[Table]) -> None:
    """Let the engine number further rows after the written ones."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA cache_size = -2000"))
        return
    connection.execute(text("SET session_replication_role = DEFAULT"))
    for table in tables:
        if "id" in table.columns:
            connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))")
            )


def _default(column: Any) -> Any:
    if column.default is None or not column.default.is_scalar:
        return None
    return column.default.arg


def _plain(rows: Iterator[list[Any]]) -> Iterator[list[Any]]:
    for row in rows:
        yield [_sqlite(value) for value in row]


def _sqlite(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ", "microseconds")
    return value.isoformat() if isinstance(value, date) else value
