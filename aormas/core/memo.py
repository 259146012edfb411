"""Small values that are read again and again, kept in the process for exactly one version of the database.

The version is the one that the page cache read before the request read anything, so a value made later is never older
than its version: what another process commits is seen by the next request.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app, has_request_context, request

from aormas.core import pagecache

Value = TypeVar("Value")

CAPACITY = 256


class Memo:
    """A bounded store: key → (version, value)."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self.capacity = capacity
        self._kept: OrderedDict[Hashable, tuple[str, Any]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Hashable, version: str, make: Callable[[], Any]) -> Any:
        """Return the value of a key for a version; made now unless it is known."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None and kept[0] == version:
                self._kept.move_to_end(key)
                return kept[1]
        value = make()
        with self._lock:
            self._kept[key] = (version, value)
            self._kept.move_to_end(key)
            while len(self._kept) > self.capacity:
                self._kept.popitem(last=False)
        return value


def remembers() -> bool:
    """Tell whether values are kept now: only while a page is read."""
    return has_request_context() and pagecache.version_read(request.environ) is not None


def remember_said(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return a value that depends on nothing but its key, such as a part of a page whose key names all that it shows."""
    memo: Memo = current_app.extensions.setdefault("aormas_memo_said", Memo())
    return memo.get(key, "", make)  # type: ignore[no-any-return]


def remember(key: Hashable, make: Callable[[], Value]) -> Value:
    """Return a value that depends on nothing but the database; outside reading requests it is made anew each time."""
    version = pagecache.version_read(request.environ) if has_request_context() else None
    if version is None:
        return make()
    memo: Memo = current_app.extensions.setdefault("aormas_memo", Memo())
    return memo.get(key, version, make)  # type: ignore[no-any-return]
