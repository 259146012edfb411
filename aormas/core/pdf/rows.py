"""Facts as `label : value` rows under one another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from aormas.core.pdf.sheet import Sheet

WIDEST_LABEL = 0.4  # of the line: a longer label is wrapped
COLON = 4.0


def draw_rows(sheet: Sheet, pairs: Sequence[tuple[str, str]], *, x: float | None = None) -> None:
    """Set the rows at the cursor from `x` to the right edge, values aligned; the label column is as wide as needed."""
    x = sheet.left if x is None else x
    needed = max((sheet.measure(sheet.clean(name)) for name, _ in pairs), default=0.0) + 3
    label = min(needed, (sheet.right - x) * WIDEST_LABEL)
    for name, value in pairs:
        _row(sheet, name, value, x, label)


def _row(sheet: Sheet, name: str, value: str, x: float, label: float) -> None:
    names = sheet.wrapped(name, label - 2)
    values = sheet.wrapped(value, sheet.right - x - label - COLON)
    sheet.need(min(max(len(names), len(values)), 3) * sheet.line_height())
    for left, colon, right in zip_longest(names, ":", values, fillvalue=""):
        sheet.need(sheet.line_height())
        top = sheet.y
        for text, place in ((left, x), (colon, x + label), (right, x + label + COLON)):
            sheet.y = top
            sheet.line(text, place, sheet.right - place)
