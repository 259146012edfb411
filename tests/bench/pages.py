"""Public pages against the floor, in one run: the same rows, alternating calls, so that a busy machine slows both alike."""

from __future__ import annotations

import io
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

from flask import Flask

from aormas.core.regions import districts
from aormas.organizations import presentation, search
from aormas.organizations.models import FIELDS, Organization
from tests.bench import floor, register

ROUNDS, CALLS = 15, 20


def call(
    wsgi: Callable[..., Any], path: str, query: str = "", encoding: str = "br", etag: str = ""
) -> tuple[str, dict[str, str], bytes]:
    """Ask a WSGI application for an address as a browser would; return status, headers, body."""
    head: list[Any] = []
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False, "HTTP_ACCEPT_ENCODING": encoding,
        **({"HTTP_IF_NONE_MATCH": etag} if etag else {}),
    }  # fmt: skip
    answer = wsgi(environ, lambda status, headers, exc_info=None: head.extend([status, dict(headers)]))
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    return head[0], head[1], body


def seconds(wsgi: Callable[..., Any], paths: list[str]) -> float:
    """Return the CPU seconds of one call, over a batch."""
    began = time.process_time()
    for path in paths:
        address, _, query = path.partition("?")
        status, _, _ = call(wsgi, address, query)
        assert status.startswith("200"), (path, status)
    return (time.process_time() - began) / len(paths)


def ratio(ours: Callable[..., Any], bare: Callable[..., Any], paths: list[str]) -> tuple[float, float, float]:
    """Return (our requests/s, the floor's, ratio) from medians of alternating batches."""
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(seconds(ours, paths))
        theirs.append(seconds(bare, [path.partition("?")[0] for path in paths]))
    a, b = statistics.median(mine), statistics.median(theirs)
    return 1 / a, 1 / b, b / a


def measure(app: Flask, path: str, cache: Any, inner: Callable[..., Any]) -> list[tuple[str, str, str, bool]]:
    """Return rows (what, measured, budget, reached) for list, search and profile."""
    filters = [
        ("kecamatan", districts()),
        ("bidang", list(FIELDS.items())),
        ("bentuk", list(presentation.form_words().items())),
        ("status", presentation.status_choices()),
    ]
    bare = floor.make(path, filters)
    from aormas.core.database import db

    slugs = list(db.session.scalars(db.select(Organization.slug).order_by(Organization.id).limit(CALLS)))
    db.session.remove()
    pages = {"list": ["/ormas"] * CALLS, "profile": [f"/ormas/{slug}" for slug in slugs]}
    rows = []
    for title, paths in pages.items():
        mine, theirs, share = ratio(inner, bare, paths)
        rows.append(
            (
                f"public {title}, uncached",
                f"{share:.0%} of the floor ({mine:.0f} against {theirs:.0f} requests/s)",
                "≥ 60 %, stretch 80 %",
                share >= 0.6,
            )
        )
        mine, theirs, share = ratio(cache, bare, paths)
        rows.append(
            (f"public {title}, unchanged data", f"{share:.0f} × the floor ({mine:.0f} requests/s)", "≥ 5 ×", share >= 5)
        )
    return rows


def search_rows(names: list[str]) -> list[tuple[str, str, str, bool]]:
    """Return rows for 300 searches with one or two typing errors."""
    from aormas.core.database import db

    dice, hits, times = random.Random(11), 0, []
    for _ in range(300):
        number = dice.randrange(len(names))
        typed = register.typo(dice, names[number], dice.choice((1, 2)))
        began = time.perf_counter()
        best = [row for row, _ in search.find(typed)[:10]]
        times.append(time.perf_counter() - began)
        wanted = set(db.session.scalars(db.select(Organization.id).where(Organization.name == names[number])))
        hits += bool(wanted & set(best))
    share = hits / 300
    return [
        (
            "search with 1–2 typing errors",
            f"{share:.1%} in the top 10, median {statistics.median(times) * 1000:.1f} ms",
            "≥ 98 %",
            share >= 0.98,
        )
    ]
