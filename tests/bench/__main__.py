"""Measure the budgets and write docs/benchmarks.md: `python -m tests.bench`. Figures are ratios in one run where they can be."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade

from aormas import create_app
from aormas.config import ROOT
from aormas.core.database import db
from tests import factories
from tests.bench import pages, pdf, peer, process, register, reporting, weights
from tests.conftest import make_settings
from tests.postgresql import Cluster, programs

COUNT, MANY = 20_000, 500_000


def main() -> int:
    """Run everything, print it, write it down; the exit code says whether all budgets were reached."""
    with tempfile.TemporaryDirectory() as folder:
        rows = run(Path(folder))
    lines = [
        f"| {what} | {measured} | {budget} | {'yes' if reached else '**no**'} |"
        for what, measured, budget, reached in rows
    ]
    text = "\n".join([*_head(), "| what | measured | budget | reached |", "|---|---|---|---|", *lines, ""])
    (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    print("\n".join(lines))
    return 0 if all(row[3] for row in rows) else 1


def run(instance: Path) -> list[tuple[str, str, str, bool]]:
    """Make offices with 20,000 and 500,000 organisations on both engines and measure."""
    small = office(instance / "small", COUNT)
    rows = engine_rows(small, instance, instance / "small" / "aormas.sqlite3")
    rows += weights.measure(small.cache)
    rows += _letters()
    rows += _reporting(instance / "reporting")
    if programs() is None:
        rows.append(("PostgreSQL", "left out: apt-get install postgresql", "both engines", False))
    else:
        with Cluster() as cluster:
            other = office(instance / "small-pg", COUNT, cluster.create("small"))
            rows += engine_rows(other, instance, instance / "small" / "aormas.sqlite3", cluster)
            close(other)
            rows += _reporting(instance / "reporting-pg", cluster.create("reporting"))
    with small.app.test_request_context("/"):
        choices = pages.offered()
        db.session.remove()
    rows += peer.measure(instance / "small", choices)
    close(small)
    return rows + process.measure(instance / "small")


def office(instance: Path, count: int, url: str = "") -> pages.Subject:
    """Set an office up and fill its register."""
    began = time.perf_counter()
    app = create_app(make_settings(instance, **({"database_url": url} if url else {})))
    with app.app_context():
        upgrade()
        factories.set_up_office()
        names = register.fill(count)
        register.settle()
        db.session.remove()
    engine = "PostgreSQL" if url else "SQLite"
    print(f"{engine}: {count:,} organisations written in {time.perf_counter() - began:.0f} s", flush=True)
    return pages.Subject(app, count, engine, names)


def engine_rows(
    small: pages.Subject, instance: Path, floor_database: Path, cluster: Cluster | None = None
) -> list[tuple[str, str, str, bool]]:
    """Return the rows of one engine: against the floor, search, statements, and at 500,000 organisations."""
    with small.app.test_request_context("/"):
        filters = [(name, choices) for name, choices in pages.offered().items()]
        db.session.remove()
    rows = pages.floor_rows(small, str(floor_database), filters)
    with small.app.app_context():
        rows += pages.search_rows(small.names, small.engine)
        db.session.remove()
    rows += pages.statement_rows(small)
    large = office(instance / f"large-{small.engine}", MANY, cluster.create("large") if cluster else "")
    rows += pages.scale_rows(small, large)
    close(large)
    return rows


def _reporting(instance: Path, url: str = "") -> list[tuple[str, str, str, bool]]:
    """Return the rows of reporting, in an office of their own: they write into it."""
    subject = office(instance, COUNT, url)
    try:
        return reporting.measure(subject)
    finally:
        close(subject)


def close(subject: pages.Subject) -> None:
    """Let go of an office's connections."""
    with subject.app.app_context():
        db.session.remove()
        subject.cache.version.close()
        for engine in db.engines.values():
            engine.dispose()


def _letters() -> list[tuple[str, str, str, bool]]:
    figures = pdf.measure()
    said = ", ".join(f"{key} {value:.1f}" for key, value in figures.items())
    reached = figures["letter_ms"] <= 60 and figures["letter_kb"] <= 40
    return [("letter PDF/A with QR", said, "≤ 60 ms, ≤ 40 kB", reached)]


def _head() -> list[str]:
    return [
        "# Benchmarks",
        "",
        f"`make bench` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, {_cores()} cores, Python {platform.python_version()},",
        f"SQLite {sqlite3.sqlite_version}, {_postgresql()}; {COUNT:,} and {MANY:,} invented organisations. The floor is a bare Flask + Jinja + sqlite3 page of",
        "the same content (`tests/bench/floor.py`; its search is `LIKE` on the typed word, which forgives nothing), called in turn with ours in the same process,",
        "without a network. Our side is asked for brotli, as browsers do; the floor does not compress. With SQLite, requests/s are per core of CPU time; with",
        "PostgreSQL they are by the clock, since the server works beside us; the floor stays SQLite's, and beside it stands the share of the same bare page",
        "on psycopg (`tests/bench/floor_psycopg.py`). That one keeps its connection, while SQLite's floor opens the file for each request; so it is the harder yardstick.",
        "*Uncached*: the page cache keeps nothing; what the process remembers for one version of the data (counts, the office, names of places, the form of",
        "filters) is warm. *After a commit*: that is thrown away before each call. *Unchanged data*: from the page cache. Medians of 15 batches of 20 calls.",
        f"Work that waited for a core at the end of the run (load average of 15 minutes): {os.getloadavg()[2]:.1f}.",
        "",
    ]


def _postgresql() -> str:
    folder = programs()
    if folder is None:
        return "no PostgreSQL"
    return subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True).stdout.strip()


def _cores() -> int:
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
