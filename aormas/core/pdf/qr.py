"""A QR code as vector drawing."""

from __future__ import annotations

from functools import lru_cache

from aormas.core.pdf.sheet import Sheet

QUIET = 4  # modules of white around the code, as ISO/IEC 18004 asks


def draw_qr(sheet: Sheet, content: str, x: float, y: float, size: float) -> None:
    """Draw the code of `content` in a square of `size` mm, white margin included. Error correction is M or better."""
    modules, bars = _bars(content)
    module = size / (modules + 2 * QUIET)
    sheet.cells(
        [
            (x + (column + QUIET) * module, y + (row + QUIET) * module, length * module, module)
            for column, row, length in bars
        ]
    )


@lru_cache(maxsize=8)  # a letter that is set a second time, tighter, has the same code
def _bars(content: str) -> tuple[int, list[tuple[int, int, int]]]:
    """Return how many modules wide the code is, and its dark bars as column, row, length."""
    import segno

    rows = [bytes(row) for row in segno.make_qr(content, error="m").matrix]
    return len(rows), [(start, number, length) for number, row in enumerate(rows) for start, length in _runs(row)]


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Return where dark modules begin and how many follow."""
    runs: list[tuple[int, int]] = []
    for place, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((place, 1))
    return runs
