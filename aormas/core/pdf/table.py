"""Tables that cross pages: the head is repeated, a row stays whole where it can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aormas.core.pdf.sheet import Align, Sheet

PADDING = 1.4


@dataclass(frozen=True)
class Column:
    """One column: what stands at its head, its share of the width, how its text stands."""

    head: str
    share: float
    align: Align = "left"


def draw_table(sheet: Sheet, columns: Sequence[Column], rows: Sequence[Sequence[str]], *, size: float = 9.5) -> None:
    """Draw head and rows at the cursor over the whole width. A row higher than a page is carried on."""
    scale = sheet.width / sum(column.share for column in columns)
    table = _Table(sheet, columns, [column.share * scale for column in columns], size)
    table.head()
    for row in rows:
        table.row(row)


@dataclass(frozen=True)
class _Table:
    sheet: Sheet
    columns: Sequence[Column]
    widths: list[float]
    size: float

    def head(self) -> None:
        """Draw the head; a page that has no room for it and one row is left."""
        cells = self._wrapped([column.head for column in self.columns], bold=True)
        height = self._height(cells)
        self.sheet.need(height * 2 + 4)
        self.sheet.box(self.sheet.left, self.sheet.y, self.sheet.width, height, fill=236, frame=False)
        self._cells(cells, bold=True)

    def row(self, texts: Sequence[str]) -> None:
        """Draw one row, on the next page under a new head when it does not fit here."""
        cells = self._wrapped(texts, bold=False)
        if self._height(cells) > self.sheet.room and self._height(cells) < self.sheet.bottom * 0.5:
            self._turn()
        while any(cells):
            fit = self._fit()
            if fit < 1:
                self._turn()
                fit = self._fit()
            self._cells([lines[:fit] for lines in cells], bold=False)
            cells = [lines[fit:] for lines in cells]

    def _turn(self) -> None:
        self.sheet.new_page()
        self.head()

    def _fit(self) -> int:
        return int((self.sheet.room - 2 * PADDING) / self.sheet.line_height(self.size))

    def _wrapped(self, texts: Sequence[str], *, bold: bool) -> list[list[str]]:
        return [
            self.sheet.wrapped(text, width - 2 * PADDING, size=self.size, bold=bold)
            for text, width in zip(texts, self.widths, strict=True)
        ]

    def _height(self, cells: list[list[str]]) -> float:
        return max(len(lines) for lines in cells) * self.sheet.line_height(self.size) + 2 * PADDING

    def _cells(self, cells: list[list[str]], *, bold: bool) -> None:
        """Draw the lines of one row side by side, each in its frame."""
        top, x, height = self.sheet.y, self.sheet.left, self._height(cells)
        for column, width, lines in zip(self.columns, self.widths, cells, strict=True):
            self.sheet.box(x, top, width, height)
            self.sheet.y = top + PADDING
            for line in lines:
                self.sheet.line(line, x + PADDING, width - 2 * PADDING, align=column.align, size=self.size, bold=bold)
            x += width
        self.sheet.y = top + height
