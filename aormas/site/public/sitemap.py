"""What search engines ask first: what they may read, and which pages there are."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from flask import abort, current_app, url_for

from aormas.core import web
from aormas.organizations.queries import sitemap as queries
from aormas.registration.queries.services import present_versions
from aormas.site.public.face import bp, reading

CLOSED = ("/meja", "/portal", "/permohonan", "/v/", "/ormas?", "/ormas.csv?", "/ormas.json?", "/ormas.xlsx?")
PAGES = (
    "site.home", "organizations.register", "registration.services", "letters.verification", "reading.statistics",
    "organizations.about_data", "site.guide", "site.privacy",
)  # fmt: skip
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"


@bp.get("/robots.txt")
@web.anyone
def robots() -> Any:
    """Search engines may read the public pages; filtered lists are the same rows again."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    if "reading.sitemap" in current_app.view_functions:
        lines.append(f"Sitemap: {_full('reading.sitemap')}")
    return current_app.response_class("\n".join(lines) + "\n", mimetype="text/plain")


@reading.get("/sitemap.xml")
@web.public_reading
def sitemap() -> Any:
    """All public pages; an index of parts where they are too many for one."""
    parts = queries.parts()
    if parts == 1:
        return _xml("urlset", "url", [*_pages(), *_profiles(1)])
    numbers = range(1, parts + 1)
    return _xml("sitemapindex", "sitemap", [(_full("reading.sitemap_part", number=n), "") for n in numbers])


@reading.get("/sitemap-<int:number>.xml")
@web.public_reading
def sitemap_part(number: int) -> Any:
    """One part of the pages."""
    if not 1 <= number <= queries.parts():
        abort(404)
    return _xml("urlset", "url", [*(_pages() if number == 1 else []), *_profiles(number)])


def _full(endpoint: str, **values: Any) -> str:
    return web.site_root() + url_for(endpoint, **values)


def _pages() -> list[tuple[str, str]]:
    found = [_full(endpoint) for endpoint in PAGES]
    found += [_full("registration.service", code=version.service.code) for version in present_versions()]
    return [(address, "") for address in found]


def _profiles(number: int) -> list[tuple[str, str]]:
    root = web.site_root()
    return [(f"{root}/ormas/{slug}", day.isoformat()) for slug, day in queries.changed(number)]


def _xml(outer: str, inner: str, rows: list[tuple[str, str]]) -> Any:
    lines = [
        f"<{inner}><loc>{escape(address)}</loc>" + (f"<lastmod>{day}</lastmod>" if day else "") + f"</{inner}>"
        for address, day in rows
    ]
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{SCHEMA}">\n' + "\n".join(lines) + f"\n</{outer}>\n"
    )
    return current_app.response_class(text, mimetype="application/xml")
