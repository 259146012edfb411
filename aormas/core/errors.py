"""What can go wrong in an action, as the person sees it. Messages are English ids; the pages translate them."""

from __future__ import annotations

from typing import Any


class ActionError(Exception):
    """An action refused; `message` is a message id and `values` fill its named places."""

    status = 422

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message % values if values else message)
        self.message, self.values = message, values


class Invalid(ActionError):
    """Input that the rules refuse; `field` names where the sentence belongs."""

    def __init__(self, message: str, field: str = "", **values: Any) -> None:
        super().__init__(message, **values)
        self.field = field


class NotAllowed(ActionError):
    """The person may not do this."""

    status = 403


class Conflict(ActionError):
    """The facts have moved on since the page was opened, or the same id came with other content."""

    status = 409


class StorageUnavailable(ActionError):
    """Nothing could be stored: the disk is full, the folder cannot be written, or the database is locked."""

    status = 503
