"""What a cell can hold, and what is said when a column cannot take it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

Cell = str | float | int | bool | date | datetime | None

# What people write where there is nothing to write.
NOTHING = frozenset({"", "-", "--", "---", "–", "—", ".", "n/a", "#n/a", "nihil", "kosong", "tidak ada", "belum ada"})


class Unread(ValueError):
    """A cell that cannot be understood; `message` is a message id and `values` fill its named places."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message % values if values else message)
        self.message, self.values = message, values
