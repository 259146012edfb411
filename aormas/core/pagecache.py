"""Public pages as finished bytes, kept only as long as nothing has changed.

Sits in front of Flask. Holds answers to anonymous GETs of views marked `public_reading`; a page is good only while the
database is at the version it had when the view began, and on the day it was made, so a reader never sees an old page.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from aormas.core import clock, i18n
from aormas.core.database import READING, db

CAPACITY = 16 * 2**20
SESSION_COOKIE = "sesi"
MARK = "X-Shared-Page"
VERSION = "aormas.version"
FILES = "/static/"
SNAPSHOT = b"SELECT pg_current_snapshot()::text"
ROWS = 2  # libpq's PGRES_TUPLES_OK

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class Version:
    """The database's version: it changes with every commit of anybody. Asked on a connection of its own."""

    def __init__(self, url: str, app: Any) -> None:
        self._lock = threading.Lock()
        self._app = app
        self._line: Any = None
        self._watch = None
        if url.startswith("sqlite:///") and len(url) > 10:
            self._watch = sqlite3.connect(url.removeprefix("sqlite:///"), check_same_thread=False, isolation_level=None)

    def __call__(self) -> str:
        """Return the version: SQLite counts commits; on PostgreSQL the snapshot names every open and ended writer.

        Raises SQLAlchemy's OperationalError when the server cannot be reached.
        """
        with self._lock:
            if self._watch is not None:
                return str(self._watch.execute("PRAGMA data_version").fetchone()[0])
            return self._ask() or self._ask_anew()

    def _ask(self) -> str | None:
        """Ask PostgreSQL, if the line is open and holds; the driver's own call, since this is asked for each page."""
        if self._line is None:
            return None
        answer = self._line.pgconn.exec_(SNAPSHOT)
        found: bytes | None = answer.get_value(0, 0) if answer.status == ROWS else None
        return found.decode() if found else None

    def _ask_anew(self) -> str:
        """Open the line; where one was open, the server ended it, and with it all others, so the pools are emptied too."""
        with self._app.app_context():
            broken, engine = self._line is not None, db.engines[READING]
            self.close()
            if broken:
                for pool in db.engines.values():
                    pool.dispose()
            fresh = engine.raw_connection()
            self._line = fresh.driver_connection
            fresh.detach()
        found = self._ask()
        if found is None:
            raise RuntimeError("the database does not tell its version")
        return found

    def close(self) -> None:
        """Let go of the connection; the next question opens one."""
        if self._line is not None:
            self._line.close()
            self._line = None


def version_read(environ: dict[str, Any]) -> str | None:
    """Return the version that what a request reads is not older than; None where nobody asked for one."""
    return environ.get(VERSION)


class PageCache:
    """WSGI middleware with a bounded store of compressed answers."""

    def __init__(self, wsgi: Wsgi, version: Version, capacity: int = CAPACITY) -> None:
        self.wsgi, self.version, self.capacity = wsgi, version, capacity
        self._pages: OrderedDict[tuple[str, ...], tuple[str, str, str, list[tuple[str, str]], bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from the store, or let the application answer and keep what may be kept."""
        if environ["REQUEST_METHOD"] != "GET" or environ.get("PATH_INFO", "").startswith(FILES):
            return self.wsgi(environ, start_response)
        environ[VERSION] = version = self.version()
        if f"{SESSION_COOKIE}=" in environ.get("HTTP_COOKIE", ""):
            return self.wsgi(environ, start_response)
        key = self._key(environ)
        with self._lock:
            kept = self._pages.get(key)
            if kept is not None:
                if kept[0] == version:
                    self._pages.move_to_end(key)
                else:
                    self._forget(key)
                    kept = None
        return (
            self._answer(environ, start_response, kept) if kept else self._make(environ, start_response, key, version)
        )

    def _key(self, environ: dict[str, Any]) -> tuple[str, ...]:
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        encoding = "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""
        cookie = environ.get("HTTP_COOKIE", "")
        language = "en" if f"{i18n.COOKIE}=en" in cookie else i18n.DEFAULT
        host = environ.get("HTTP_HOST", "")
        return (
            host,
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            encoding,
            language,
            clock.today().isoformat(),
        )

    def _make(
        self, environ: dict[str, Any], start_response: Callable[..., Any], key: tuple[str, ...], version: str
    ) -> Iterable[bytes]:
        head: list[Any] = []

        def catch(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], None]:
            head[:] = [status, headers]
            return lambda data: None

        answer = self.wsgi(environ, catch)
        status, headers = head
        shared = any(name == MARK for name, _ in headers)
        if not shared:
            start_response(status, headers)
            return answer
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        headers = [(n, v) for n, v in headers if n not in {MARK, "ETag", "Content-Length"}] + [
            ("ETag", etag),
            ("Content-Length", str(len(body))),
        ]
        kept = (version, etag, status, headers, body)
        if status.startswith("200") and not any(name == "Set-Cookie" for name, _ in headers):
            self._keep(key, kept)
        return self._answer(environ, start_response, kept)

    def _answer(self, environ: dict[str, Any], start_response: Callable[..., Any], kept: Any) -> Iterable[bytes]:
        _, etag, status, headers, body = kept
        if etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response(
                "304 Not Modified", [(n, v) for n, v in headers if n in {"ETag", "Cache-Control", "Vary", "Date"}]
            )
            return [b""]
        start_response(status, headers)
        return [body]

    def _keep(self, key: tuple[str, ...], kept: Any) -> None:
        with self._lock:
            self._forget(key)
            self._pages[key] = kept
            self._size += len(kept[4])
            while self._size > self.capacity:
                self._forget(next(iter(self._pages)))

    def _forget(self, key: tuple[str, ...]) -> None:
        old = self._pages.pop(key, None)
        if old is not None:
            self._size -= len(old[4])
