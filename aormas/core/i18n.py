"""Language, dates and numbers. Indonesian is the default and complete; English message ids are the second language.

Constant messages in templates are translated when a template is compiled, one Jinja environment per language, so that
`_("…")` costs nothing while a page is made.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from babel import dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, has_request_context, request
from flask.templating import Environment
from flask_babel import Babel, get_locale
from jinja2 import Template, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer

from aormas.core import clock

Words = TypeVar("Words")

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
COOKIE = "bahasa"
LANGUAGE = "aormas.language"
FOLDER = Path(__file__).resolve().parent.parent / "translations"


def language() -> str:
    """Return the language of the present request: query, cookie, default."""
    if not has_request_context():
        return DEFAULT
    environ = request.environ
    known: str | None = environ.get(LANGUAGE)  # asked some twenty times a page
    if known is None:
        wanted = request.args.get(COOKIE) or request.cookies.get(COOKIE) or DEFAULT
        known = environ[LANGUAGE] = wanted if wanted in LANGUAGES else DEFAULT
    return known


def compile_catalogues(folder: Path = FOLDER) -> None:
    """Compile every `.po` that is newer than its `.mo`."""
    for source in folder.glob("*/*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parts[-3])
        temporary = target.with_suffix(f".{os.getpid()}.tmp")  # several processes may start at once
        with temporary.open("wb") as out:
            write_mo(out, catalogue)
        temporary.replace(target)


def parts(folder: Path = FOLDER) -> list[Path]:
    """Return the catalogue folders, one for each part of the product."""
    return sorted(path for path in folder.iterdir() if path.is_dir())


@functools.cache
def catalogue(code: str) -> Translations:
    """Return all messages of a language, merged."""
    merged: Translations = Translations()
    for part in parts():
        found = Translations.load(part, [code])
        if isinstance(found, Translations):
            merged = merged.merge(found) if getattr(merged, "_catalog", None) else found
    return merged


class _Constants(NodeTransformer):
    def __init__(self, translations: Translations) -> None:
        self.translations = translations

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        called = node.node.name if isinstance(node.node, nodes.Name) else ""
        if (
            called in {"_", "gettext"}
            and len(node.args) == 1
            and not node.kwargs
            and isinstance(node.args[0], nodes.Const)
        ):
            text = self.translations.gettext(node.args[0].value).replace("%%", "%")
            return nodes.MarkSafe(nodes.Const(text, lineno=node.lineno), lineno=node.lineno)
        return node


class Component(Template):
    """A template whose macros are made once: all templates have the same globals, so none needs its own copy."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        return super()._get_default_module(None)


class TranslatingEnvironment(Environment):
    """A Jinja environment of one language: constant messages become text when a template is compiled."""

    language = DEFAULT
    template_class = Component

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        return _Constants(catalogue(self.language)).visit(tree)  # type: ignore[no-any-return]

    def spoken(self, code: str) -> TranslatingEnvironment:
        """Return the environment of another language with the same filters and globals, and a cache of its own."""
        other = self.overlay(cache_size=400)
        other.language = code  # type: ignore[attr-defined]
        return other  # type: ignore[return-value]


def init_app(app: Flask) -> None:
    """Give the application its languages and the filters for dates and numbers."""
    compile_catalogues()
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(path) for path in parts())
    Babel(app, locale_selector=language, timezone_selector=lambda: clock.zone().key)
    app.jinja_env.filters.update(
        date=format_date, datetime=format_datetime, time=format_time, ago=format_ago, number=format_number, phone=format_phone,
        rupiah=format_rupiah, filesize=format_size,
    )  # fmt: skip
    app.extensions["aormas_languages"] = {}


def each_language(make: Callable[[], Words]) -> Callable[[], Words]:
    """Remember what a function without arguments says in each language: words do not change while the process lives."""
    said: dict[str, Words] = {}

    @functools.wraps(make)
    def words() -> Words:
        if not has_request_context():  # without one, nobody knows the language
            return make()
        locale = get_locale()  # not `language()`: files are written in Indonesian for whoever asks
        code = locale.language if locale else DEFAULT
        if code not in said:
            said[code] = make()
        return said[code]

    return words


def environment(app: Flask) -> TranslatingEnvironment:
    """Return the Jinja environment of the present language."""
    code = language()
    spoken: dict[str, TranslatingEnvironment] = app.extensions["aormas_languages"]
    if code not in spoken:
        base: TranslatingEnvironment = app.jinja_env  # type: ignore[assignment]
        spoken[code] = base if code == DEFAULT else base.spoken(code)
    return spoken[code]


def format_date(value: date | datetime | None, pattern: str = "long") -> str:
    """Return `23 November 2026`; a moment is shown as the office's day; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = clock.day_of(value)
    return _date_words(value, pattern, language())


@functools.lru_cache(4_000)
def _date_words(value: date, pattern: str, code: str) -> str:
    said = {"long": "d MMMM yyyy", "weekday": "EEEE, d MMMM yyyy", "short": "d MMM"}.get(pattern, pattern)
    return dates.format_date(value, said, locale=code)


def format_time(value: datetime | None) -> str:
    """Return `14.02` in the office's time."""
    return "" if value is None else clock.local(value).strftime("%H.%M")


def zone_name() -> str:
    """Return how people call the office's time zone."""
    return {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}.get(
        clock.zone().key, clock.zone().key
    )


def format_datetime(value: datetime | None) -> str:
    """Return `23 November 2026, 14.02 WIB`."""
    return "" if value is None else f"{format_date(value)}, {format_time(value)} {zone_name()}"


def format_ago(value: datetime | None) -> str:
    """Return `3 jam yang lalu`."""
    return "" if value is None else dates.format_timedelta(value - clock.now(), add_direction=True, locale=language())


SHORT_AREAS = ("021", "022", "024", "031", "061")  # of three digits; all others have four


def format_phone(value: str | None) -> str:
    """Return `0812 0002 6575` for `+6281200026575`; a number of another country stays as it is."""
    if not value or not value.startswith("+62"):
        return value or ""
    number = "0" + value.removeprefix("+62")
    first = 3 if number.startswith(SHORT_AREAS) else 4
    rest = number[first:]
    parts = [rest[:4], rest[4:8], rest[8:]] if len(rest) > 6 else [rest[:3], rest[3:]]
    return "\u00a0".join([number[:first], *(part for part in parts if part)])


def format_number(value: Any) -> str:
    """Return a number with the language's separators."""
    return "" if value is None else numbers.format_decimal(value, locale=language())


def format_rupiah(value: Any) -> str:
    """Return `Rp1.500.000`."""
    return "" if value is None else "Rp" + numbers.format_decimal(value, format="#,##0", locale="id")


def format_size(value: int | None) -> str:
    """Return a size in bytes as people read it: `212 kB`, `1,4 MB`, `84 GB`."""
    if value is None:
        return ""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))} kB"
    if value >= 1_000_000_000:
        return f"{numbers.format_decimal(round(value / 1_000_000_000, 1), locale=language())} GB"
    return f"{numbers.format_decimal(round(value / 1_000_000, 1), locale=language())} MB"
