"""What pages weigh on the line, compressed, with all files of a first visit."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from tests.bench.pages import call

FIRST_VISIT, REPEAT = 14_600, 400
PUBLIC = (
    "/",
    "/ormas",
    "/layanan",
    "/daftar",
    "/lacak",
    "/verifikasi",
    "/panduan",
    "/privasi",
    "/masuk",
    "/statistik",
    "/data",
)


def head_size(headers: dict[str, str]) -> int:
    """Return about how many bytes a response's head takes."""
    return 17 + sum(len(name) + len(value) + 4 for name, value in headers.items())


def first_visit(wsgi: Callable[..., Any], path: str) -> tuple[int, int, str]:
    """Return (bytes of the page and all its files, how many requests, the page's ETag)."""
    _, headers, body = call(wsgi, path)
    _, _, plain = call(wsgi, path, encoding="")
    files = sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', plain.decode())))
    total = len(body) + head_size(headers)
    for file in files:
        status, file_headers, content = call(wsgi, file)
        assert status.startswith("200"), file
        total += len(content) + head_size(file_headers)
    return total, 1 + len(files), headers.get("ETag", "")


def measure(wsgi: Callable[..., Any]) -> list[tuple[str, str, str, bool]]:
    """Return rows for first and repeated visits of the public pages."""
    rows = []
    for path in PUBLIC:
        total, requests, etag = first_visit(wsgi, path)
        rows.append(
            (
                f"first visit of {path}",
                f"{total / 1000:.1f} kB in {requests} requests",
                "≤ 14.6 kB in ≤ 3",
                total <= FIRST_VISIT and requests <= 3,
            )
        )
        if etag:
            status, headers, body = call(wsgi, path, etag=etag)
            size = head_size(headers) + len(body)
            if status.startswith("304"):
                rows.append(
                    (f"repeated visit of {path}", f"{size} bytes ({status[:3]})", "≤ 400 bytes", size <= REPEAT)
                )
    return rows
