"""Public pages against the floor, and at 500,000 organisations against 20,000: alternating calls in one process, so that a
busy machine slows both alike.

Ours runs through the whole product, the page cache with room for nothing included ("uncached"), and is asked for brotli.
What the process remembers for one version of the data (counts, the office, the form of filters) is warm unless a row says
"after a commit": then it is thrown away before each call.
"""

from __future__ import annotations

import io
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask

from aormas.core.database import db
from aormas.core.pagecache import PageCache
from aormas.core.regions import districts
from aormas.core.web import PER_PAGE
from aormas.organizations import presentation, search
from aormas.organizations.models import FIELDS, Organization
from tests.bench import floor, floor_psycopg, register
from tests.statements import listen_in

ROUNDS, CALLS = 15, 20
SEARCHES = (
    "pemuda mayangan",
    "forum petani",
    "cahaya bahari",
    "nelayan sinar ketapang",
    "guru lestari",
    "pemda mayanggan",
    "santri karya wonoasih",
    "ykb",
)
LIST_MOST, SEARCH_MOST, PROFILE_MOST = 6, 10, 10

Row = tuple[str, str, str, bool]


@dataclass(frozen=True)
class Subject:
    """An office that is measured: its application, how many organisations, which engine, their names."""

    app: Flask
    count: int
    engine: str
    names: list[str]

    @property
    def cache(self) -> PageCache:
        """The whole product."""
        assert isinstance(self.app.wsgi_app, PageCache)
        return self.app.wsgi_app

    @property
    def uncached(self) -> PageCache:
        """The whole product with a page cache that keeps nothing."""
        return PageCache(self.cache.wsgi, self.cache.version, capacity=0)

    def forget(self) -> None:
        """Throw away what the process remembers, as a commit does."""
        self.app.extensions.pop("aormas_memo", None)


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


def seconds(
    wsgi: Callable[..., Any], paths: list[str], timer: Callable[[], float], before: Callable[[], None] = lambda: None
) -> float:
    """Return the seconds of one call, over a batch."""
    spent = 0.0
    for path in paths:
        address, _, query = path.partition("?")
        before()
        began = timer()
        status, _, _ = call(wsgi, address, query)
        spent += timer() - began
        assert status.startswith("200"), (path, status)
    return spent / len(paths)


def pages(subject: Subject) -> dict[str, list[str]]:
    """Return title → addresses of what is measured, as many as there are calls in a batch."""
    with subject.app.app_context():
        dice = random.Random(5)
        numbers = sorted(dice.sample(range(1, subject.count + 1), CALLS))
        slugs = list(db.session.scalars(db.select(Organization.slug).where(Organization.id.in_(numbers))))
        order = db.select(Organization.slug).order_by(Organization.sort_name, Organization.id)
        deep = db.session.scalar(order.offset(subject.count * 6 // 10).limit(1))
        db.session.remove()
    number = subject.count * 6 // 10 // PER_PAGE
    return {
        "list": ["/ormas"] * CALLS,
        "list, a page in the middle by its last row": [f"/ormas?hal={number}&setelah={deep}"] * CALLS,
        "list with two filters": ["/ormas?kecamatan=35.74.01&bentuk=yayasan"] * CALLS,
        "list by newest with a filter": ["/ormas?status=aktif&urut=terbaru"] * CALLS,
        "search": [f"/ormas?q={SEARCHES[n % len(SEARCHES)].replace(' ', '+')}" for n in range(CALLS)],
        "profile": [f"/ormas/{slug}" for slug in slugs],
        "list, a page in the middle by its number": [f"/ormas?hal={number}"] * CALLS,
    }


def floor_rows(subject: Subject, path: str, filters: list[Any]) -> list[Row]:
    """Return rows for list, search and profile against the floor (which is SQLite's, whatever engine is ours).

    On PostgreSQL each row also tells the share of a floor on psycopg, which is no budget.
    """
    bare = floor.make(path, filters)
    url = subject.app.extensions["aormas_settings"].database_url
    engine_floor = floor_psycopg.make(url, filters) if subject.engine == "PostgreSQL" else None
    timer = time.perf_counter if engine_floor else time.process_time
    asked = pages(subject)
    theirs = {"list": ["/ormas"] * CALLS, "search": ["/cari?q=pemuda"] * CALLS, "profile": asked["profile"]}
    rows: list[Row] = []
    for title, paths in theirs.items():
        for ours, words, before, least in (
            (subject.uncached, "uncached", lambda: None, 0.6),
            (subject.uncached, "uncached, after a commit", subject.forget, 0.6),
            (subject.cache, "unchanged data", lambda: None, 5),
        ):
            took: list[tuple[float, ...]] = []
            for _ in range(ROUNDS):
                mine, other = seconds(ours, asked[title], timer, before), seconds(bare, paths, timer)
                took.append((mine, other, seconds(engine_floor, paths, timer) if engine_floor else other))
            a, b, c = (statistics.median(batch) for batch in zip(*took, strict=True))
            said = f"{_share(b / a, least)} the floor ({1 / a:.0f} against {1 / b:.0f} requests/s)"
            said += f"; {_share(c / a, least)} a floor on psycopg ({1 / c:.0f})" if engine_floor else ""
            budget = "≥ 60 %, stretch 80 %" if least < 1 else "≥ 5 ×"
            rows.append((f"{subject.engine}: public {title}, {words}", said, budget, b / a >= least))
    if engine_floor:
        engine_floor.extensions["line"].close()
    return rows


def _share(value: float, least: float) -> str:
    return f"{value:.0%} of" if least < 1 else f"{value:.0f} ×"


def scale_rows(small: Subject, large: Subject) -> list[Row]:
    """Return rows for the same pages of a large register against a small one: medians of wall time in alternating batches."""
    few, lots = pages(small), pages(large)
    rows: list[Row] = []
    for title in few:
        mine, other = [], []
        for _ in range(ROUNDS):
            mine.append(seconds(large.uncached, lots[title], time.perf_counter))
            other.append(seconds(small.uncached, few[title], time.perf_counter))
        a, b = statistics.median(mine), statistics.median(other)
        by_number = title.endswith("by its number")
        said = f"{a / b:.2f} × ({a * 1000:.1f} against {b * 1000:.1f} ms)"
        budget = "no budget" if by_number else "≤ 1.5 ×"
        rows.append(
            (
                f"{small.engine}: {title}, {large.count:,} against {small.count:,}",
                said,
                budget,
                by_number or a / b <= 1.5,
            )
        )
    return [*rows, *_counting(large)]


def _counting(large: Subject) -> list[Row]:
    """Return what the first list after a commit costs, when nothing is remembered."""
    rows: list[Row] = []
    for words, path in (
        ("all", "/ormas"),
        ("one district", "/ormas?kecamatan=35.74.01"),
        ("one field", "/ormas?bidang=pemuda"),
    ):
        took = [seconds(large.uncached, [path], time.perf_counter, large.forget) for _ in range(ROUNDS)]
        said = f"{statistics.median(took) * 1000:.1f} ms"
        rows.append(
            (
                f"{large.engine}: first list after a commit, {words} of {large.count:,}",
                said,
                "no budget",
                True,
            )
        )
    return rows


def statement_rows(subject: Subject) -> list[Row]:
    """Return how many statements the dearest page of each kind needs."""
    asked, rows = pages(subject), []
    counted: list[str] = []
    with subject.app.app_context():
        listen_in(counted)
    for kind, most in (("list", LIST_MOST), ("search", SEARCH_MOST), ("profile", PROFILE_MOST)):
        dearest = 0
        for path in {path for title, paths in asked.items() if title.startswith(kind) for path in paths}:
            counted.clear()
            subject.forget()
            address, _, query = path.partition("?")
            call(subject.uncached, address, query)
            dearest = max(dearest, sum(not line.startswith("BEGIN") for line in counted))
        rows.append(
            (
                f"{subject.engine}: statements of a public {kind}, after a commit",
                str(dearest),
                f"≤ {most}",
                dearest <= most,
            )
        )
    return rows


def search_rows(names: list[str], engine: str) -> list[Row]:
    """Return a row for 300 searches with one or two typing errors."""
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
    said = f"{share:.1%} in the top 10, median {statistics.median(times) * 1000:.1f} ms"
    return [(f"{engine}: search with 1–2 typing errors, {len(names):,} names", said, "≥ 98 %", share >= 0.98)]


def offered() -> dict[str, list[tuple[str, str]]]:
    """Return what the list's filters offer."""
    return {
        "district": districts(), "field": list(FIELDS.items()), "form": list(presentation.form_words().items()), "status": presentation.status_choices(),
    }  # fmt: skip
