"""Writing many rows the quick way of each engine: prepared inserts on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, text

INDEXES = {
    "sqlite": "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL AND tbl_name IN :tables",
    "postgresql": "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename IN :tables "
    "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}
BEFORE = {
    "sqlite": ("PRAGMA cache_size = -400000",),
    "postgresql": ("SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'"),
}
FULL_TEXT = ("words_fts", "person_words_fts", "search_keys_fts", "names_fts", "people_fts")


def begin(connection: Connection, tables: list[Table]) -> list[str]:
    """Take indexes away; return the statements that bring the indexes back."""
    kind = connection.dialect.name
    for statement in BEFORE[kind]:
        connection.execute(text(statement))
    asked = text(INDEXES[kind]).bindparams(bindparam("tables", expanding=True))
    found = list(connection.execute(asked, {"tables": [table.name for table in tables]}))
    for what, name, _ in found:
        connection.execute(text(f"DROP {what} {name}"))
    return [row[2] for row in found]


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


def end(connection: Connection, tables: list[Table], indexes: list[str]) -> None:
    """Bring the indexes back, and let the engine number further rows after the written ones."""
    for statement in indexes:
        connection.exec_driver_sql(statement)
    if connection.dialect.name == "sqlite":
        for name in FULL_TEXT:
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('rebuild')"))
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
