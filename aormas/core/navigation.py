"""The links each face shows on every page. Features add theirs in `create_app()`; a link nobody may follow is not shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, request, url_for
from flask_babel import gettext
from flask_login import current_user

from aormas.core import i18n


@dataclass(frozen=True)
class Link:
    """One link of a menu."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Entry:
    """A registered link: which endpoint, who may see it, and what is counted behind it."""

    label: str
    endpoint: str
    permission: str | None = None
    count: Callable[[], int] | None = None


class Navigation:
    """The registered links of the three faces and the footer."""

    def __init__(self) -> None:
        self.entries: dict[str, list[Entry]] = {face: [] for face in ("public", "portal", "desk", "footer", "settings")}
        self._addresses: dict[tuple[str, str], str] = {}
        self._labels: dict[tuple[str, str], str] = {}

    def add(
        self,
        face: str,
        label: str,
        endpoint: str,
        permission: str | None = None,
        count: Callable[[], int] | None = None,
    ) -> None:
        """Register a link; its label is a message id."""
        self.entries[face].append(Entry(label, endpoint, permission, count))

    def arrange(self, face: str, endpoints: list[str]) -> None:
        """Put the links of a face into an order; those that are not named come before the last one."""
        place = {endpoint: number for number, endpoint in enumerate(endpoints)}
        self.entries[face].sort(key=lambda entry: place.get(entry.endpoint, len(endpoints) - 1.5))

    def links(self, face: str) -> list[Link]:
        """Return the links that the present person may follow, the current one marked."""
        person = current_user._get_current_object()
        views, path, root, language = current_app.view_functions, request.path, request.script_root, i18n.language()
        return [
            self._link(entry, path, root, language)
            for entry in self.entries[face]
            if entry.endpoint in views and _visible(entry, person)
        ]

    def _link(self, entry: Entry, path: str, root: str, language: str) -> Link:
        url = self.address(entry.endpoint, root)
        here = path == url or (url not in {"/", "/meja", "/portal"} and path.startswith(url + "/"))
        return Link(self._label(entry.label, language), url, here, entry.count() if entry.count else None)

    def _label(self, message: str, language: str) -> str:
        """Return a label in the present language."""
        key = (language, message)
        if key not in self._labels:
            self._labels[key] = gettext(message)
        return self._labels[key]

    def address(self, endpoint: str, root: str) -> str:
        """Return the address of a link; made once for each place (`root`) that the site is mounted at."""
        key = (root, endpoint)
        if key not in self._addresses:
            self._addresses[key] = url_for(endpoint)
        return self._addresses[key]


def _visible(entry: Entry, person: Any) -> bool:
    return entry.permission is None or (person.is_authenticated and person.may(entry.permission))


def address(endpoint: str) -> str:
    """Return the address of a page that needs no values; made once."""
    navigation: Navigation = current_app.extensions["aormas_navigation"]
    return navigation.address(endpoint, request.script_root)


def links(face: str) -> list[Link]:
    """Return the links of a face for the present person, made once per request."""
    made: dict[str, list[Link]] = g.setdefault("links", {})
    if face not in made:
        navigation: Navigation = current_app.extensions["aormas_navigation"]
        made[face] = navigation.links(face)
    return made[face]


@dataclass(frozen=True)
class Related:
    """Something that concerns a row shown on another part's page: a case, a letter; `tab` is where it stands there.

    `more` are further (text, address) that belong to it.
    """

    title: str
    url: str
    meta: str = ""
    word: str = ""
    tone: str = "plain"
    tab: str = ""
    more: tuple[tuple[str, str], ...] = ()
