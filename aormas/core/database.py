"""One database, two engines: SQLite by default, PostgreSQL by one setting.

Reads run in deferred transactions; changes happen only inside functions marked `@transaction`, which begin with
`BEGIN IMMEDIATE` on SQLite, so that nothing is read that another writer may still change before the commit.
"""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from flask import Flask, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import DateTime, MetaData, TypeDecorator, event, exc
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import DeclarativeBase

P = ParamSpec("P")
R = TypeVar("R")

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=10000",
    "cache_size=-300",  # kB per connection, and there are as many as threads; the system caches the file anyway
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)
OLDEST_SQLITE = (3, 35, 0)
READING = "reading"  # PostgreSQL's second pool
READS = {"GET", "HEAD"}
TRUSTED_IDLE = 20.0  # seconds for which a resting connection is believed to be alive


class Base(DeclarativeBase):
    """The root of all tables."""

    metadata = MetaData(naming_convention=NAMING)


class OfficeSession(Session):
    """A session that, on PostgreSQL, reads pages through connections without a transaction.

    There each statement sees what is committed by then, inside a transaction or not, so BEGIN and ROLLBACK would be two
    round trips for nothing. Whatever is changed, and cursors that stay open, use the usual connections.
    """

    def get_bind(self, mapper: Any = None, clause: Any = None, bind: Any = None, **options: Any) -> Any:
        """Return the engine for a statement."""
        if bind is not None:
            return bind
        engines = self.info.get("engines")
        if engines is None:
            engines = self.info["engines"] = db.engines
        if (
            READING not in engines
            or self.info.get("writing")
            or not has_request_context()
            or request.method not in READS
        ):
            return engines[None]
        stays_open = clause is not None and "yield_per" in clause.get_execution_options()
        return engines[None] if stays_open else engines[READING]


db = SQLAlchemy(model_class=Base, disable_autonaming=True, session_options={"class_": OfficeSession})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. Refuses naive values; SQLite forgets the offset, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Turn an aware moment into UTC for storing; raise ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone; take it from core.clock")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Return the stored moment as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


@event.listens_for(Engine, "connect")
def _prepare(connection: Any, record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy's own BEGIN below, not the driver's late one
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")


def engine_config(url: str, threads: int) -> dict[str, Any]:
    """Return Flask-SQLAlchemy's settings for a database: on PostgreSQL a pool to change things and one to read."""
    if url.startswith("sqlite"):
        return {"SQLALCHEMY_DATABASE_URI": url}
    pool = {"url": url, "pool_size": threads}
    reading = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True, "pool_reset_on_return": None}
    return {"SQLALCHEMY_BINDS": {None: pool, READING: {**pool, **reading}}}


def init_app(app: Flask) -> None:
    """Attach the database to an application; PostgreSQL's connections are looked after when they have rested."""
    db.init_app(app)
    with app.app_context():
        if not is_sqlite():
            for engine in db.engines.values():
                event.listen(engine, "checkout", _look_after)


def _look_after(connection: Any, record: Any, proxy: Any) -> None:
    """Ask a connection whether it lives when it rested long, and always before something is sent in: a server may have restarted.

    Reading pages need no more: each begins with the page cache's own question, which finds a restart out and empties the pools.
    """
    now = time.monotonic()
    rested = now - record.info.get("used", now)
    record.info["used"] = now
    sent = has_request_context() and request.method not in READS
    if rested > TRUSTED_IDLE or sent:
        try:
            connection.pgconn.exec_(b"")  # an empty query: no transaction begins
        except Exception as error:
            raise exc.DisconnectionError from error
        if connection.pgconn.status != 0:
            raise exc.DisconnectionError


def check_engine() -> None:
    """Raise RuntimeError where the machine's SQLite is too old for what the product relies on."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old; {'.'.join(map(str, OLDEST_SQLITE))} is needed")


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Hold the write lock for a block and commit at its end; an inner block joins the outer one.

    Whatever was read before is read anew under the lock, so no decision rests on old facts.
    """
    session = db.session()
    if session.info.get("writing"):
        yield
        return
    session.rollback()
    session.expire_all()
    session.info["writing"] = True
    try:
        session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info["writing"] = False


def transaction(action: Callable[P, R]) -> Callable[P, R]:
    """Run an action as one write transaction: all of it is stored, or nothing."""

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return action(*args, **kwargs)

    return run


def lock(row: Model) -> None:
    """Read a row anew and hold it until the end of the transaction (PostgreSQL; SQLite holds everything already)."""
    db.session.flush()
    db.session.refresh(row, with_for_update={"of": type(row)})  # of this table only: joined rows may be missing


def is_sqlite() -> bool:
    """Tell which engine serves, for the few places that must differ."""
    return db.engine.dialect.name == "sqlite"
