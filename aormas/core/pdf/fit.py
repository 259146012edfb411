"""Keeping a document on one page where a slightly smaller type does it."""

from __future__ import annotations

from collections.abc import Callable

from aormas.core.pdf.sheet import Sheet

Setting = tuple[float, float]  # size in points, leading


def fitted(set_document: Callable[[float, float], Sheet], usual: Setting, tighter: Setting) -> Sheet:
    """Return the document in its usual setting, or in the tighter one when only that holds it on one page."""
    sheet = set_document(*usual)
    if sheet.pages == 1:
        return sheet
    smaller = set_document(*tighter)
    kept, dropped = (smaller, sheet) if smaller.pages == 1 else (sheet, smaller)
    dropped.close()
    return kept
