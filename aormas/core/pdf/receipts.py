"""What all receipts share: the head of their sheet, and the room for the office's stamp."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.rows import draw_rows
from aormas.core.pdf.sheet import Sheet

QR_SIZE, STAMP = 30.0, (62.0, 30.0)


def begun(
    letterhead: Letterhead, title: str, heading: str, subject: str, rows: Sequence[tuple[str, str]], made_at: datetime, paper: str
) -> Sheet:  # fmt: skip
    """Return a sheet with letterhead, heading and the receipt's facts (label and value) on it."""
    sheet = Sheet(
        title=title, made_at=made_at, paper=paper, family="sans", size=10.5, leading=1.35, author=letterhead.agency, subject=subject
    )  # fmt: skip
    draw_letterhead(sheet, letterhead)
    sheet.title(heading, size=14)
    sheet.space(5)
    draw_rows(sheet, rows)
    return sheet


def draw_stamp(sheet: Sheet, top: float) -> None:
    """Draw the box for stamp and initials at the right; the sheet goes on at the same height."""
    sheet.box(sheet.right - STAMP[0], top, *STAMP)
    sheet.y = top + 1
    sheet.line("Cap dan paraf petugas", sheet.right - STAMP[0] + 2, STAMP[0] - 4, size=8)
    sheet.y = top
