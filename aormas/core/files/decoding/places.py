"""Where in a table something is wrong, as the refusal's sentence names it."""

from __future__ import annotations

import json
from typing import Any

from . import Unfit

ROWS_MOST = 20_000  # rows that hold something, all sheets together
COLUMNS_MOST = 200
CELL_MOST = 32_767  # characters: what a cell of Excel holds


def letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    text, rest = "", column + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        text = chr(65 + last) + text
    return text


def unfit(code: str, **values: Any) -> Unfit:
    """Return a refusal whose sentence has named places; a column is a number from 0, a row one from 1."""
    if isinstance(values.get("column"), int):
        values["column"] = letters(values["column"])
    return Unfit(code, json.dumps(values))
