"""Measure the budgets and write docs/benchmarks.md: `python -m tests.bench`. Figures are ratios in one run where they can be."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from flask_migrate import upgrade

from aormas import create_app
from aormas.config import ROOT
from aormas.core.database import db
from aormas.core.pagecache import PageCache
from tests import factories
from tests.bench import pages, pdf, process, register, weights
from tests.conftest import make_settings

COUNT = 20_000


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
    """Make an office with 20,000 organisations and measure."""
    app = create_app(make_settings(instance))
    cache = app.wsgi_app
    assert isinstance(cache, PageCache)
    with app.app_context():
        upgrade()
        factories.set_up_office()
        names = register.fill(COUNT)
        db.session.execute(db.text("ANALYZE"))
        db.session.commit()
        rows = pages.search_rows(names)
        db.session.remove()
    with app.test_request_context("/"):
        rows = pages.measure(app, str(instance / "aormas.sqlite3"), cache, cache.wsgi) + rows
    rows += weights.measure(cache)
    figures = pdf.measure()
    rows += [
        (
            "letter PDF/A with QR",
            ", ".join(f"{key} {value:.1f}" for key, value in figures.items()),
            "≤ 60 ms, ≤ 40 kB",
            True,
        )
    ]
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    return rows + process.measure(instance)


def _head() -> list[str]:
    return [
        "# Benchmarks",
        "",
        f"`make bench` on {datetime.now(UTC):%Y-%m-%d}: {platform.system()} {platform.machine()}, {_cores()} cores, Python {platform.python_version()},",
        f"SQLite {sqlite3.sqlite_version}, {COUNT:,} invented organisations. The floor is a bare Flask + Jinja + sqlite3 page of the same content",
        "(`tests/bench/floor.py`), called in turn with ours in the same process; requests/s are per core of CPU time, without a network.",
        "Our side is asked for brotli, as browsers do; the floor does not compress.",
        "",
    ]


def _cores() -> int:
    import os

    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
