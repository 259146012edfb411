"""What one part tells another: named functions called in the same transaction. Wired only in `create_app()`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

Listener = Callable[..., Any]


class Events:
    """A registry of listeners by event name; one for each application object."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)

    def on(self, name: str, listener: Listener) -> None:
        """Have `listener` called whenever `name` happens."""
        self._listeners[name].append(listener)

    def emit(self, name: str, **facts: Any) -> list[Any]:
        """Call the listeners in the order of their registration and return their answers; an error stops everything."""
        return [listener(**facts) for listener in self._listeners[name]]


def emit(name: str, **facts: Any) -> list[Any]:
    """Tell the present application that something happened."""
    from flask import current_app

    events: Events = current_app.extensions["aormas_events"]
    return events.emit(name, **facts)
