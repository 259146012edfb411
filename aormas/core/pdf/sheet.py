"""A sheet of paper with a cursor. Lengths in mm from the top left, type sizes in points; text is never markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aormas.core.pdf import lines as typeset
from aormas.core.pdf.glyphs import printable

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS = Path(__file__).parent / "fonts"
FORMATS = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}
POINT = 25.4 / 72
RAGGED_BELOW = 0.85  # a line filled less than this is not stretched: the gaps would be uglier than a ragged edge
Align = Literal["left", "center", "right", "justify"]
Family = Literal["serif", "sans"]


@dataclass(frozen=True)
class Margins:
    """White space around the text, mm."""

    left: float = 25
    right: float = 20
    top: float = 20
    bottom: float = 20


class Sheet:
    """A document being set, as PDF/A-2B in one family of type."""

    def __init__(
        self,
        *,
        title: str,
        made_at: datetime,
        paper: str = "A4",
        landscape: bool = False,
        family: Family = "serif",
        size: float = 12.0,
        leading: float = 1.3,
        margins: Margins = Margins(),
        author: str = "",
        subject: str = "",
        watermark: str = "",
    ) -> None:
        """Open the first page.

        `paper` is A4 or F4; `made_at` is an aware moment; `watermark` is written across every page.
        """
        self.size, self.leading, self.margins, self.watermark = size, leading, margins, watermark
        self._family = family
        self._widths: dict[tuple[str, float, bool], float] = {}
        self._pdf = _blank(FORMATS[paper], landscape)
        self._covered = self._face(bold=False)
        self._describe(title, made_at, author, subject)
        self.y = margins.top
        self.new_page()

    def _face(self, *, bold: bool) -> frozenset[int]:
        """Load one face; returns the code points it covers."""
        style, weight = ("B", "bold") if bold else ("", "regular")
        self._pdf.add_font(self._family, style, FONTS / f"{self._family}-{weight}.ttf")
        return frozenset(self._pdf.fonts[f"{self._family}{style}"].cmap)  # type: ignore[union-attr]

    def _describe(self, title: str, made_at: datetime, author: str, subject: str) -> None:
        self._pdf.set_title(self.clean(title))
        self._pdf.set_author(self.clean(author) or "A_ormas")
        self._pdf.set_subject(self.clean(subject))
        self._pdf.set_creator("A_ormas")
        self._pdf.set_lang("id-ID")
        self._pdf.set_creation_date(made_at)

    @property
    def left(self) -> float:
        """Where lines begin."""
        return self.margins.left

    @property
    def right(self) -> float:
        """Where lines end at the latest."""
        return self._pdf.w - self.margins.right

    @property
    def width(self) -> float:
        """How long a line may be."""
        return self.right - self.left

    @property
    def bottom(self) -> float:
        """Below this nothing is set but the page number."""
        return self._pdf.h - self.margins.bottom

    @property
    def room(self) -> float:
        """How much of the page is left below the cursor."""
        return self.bottom - self.y

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return self._pdf.pages_count

    def new_page(self) -> None:
        """Go on at the top of a fresh page."""
        self._pdf.add_page()
        if self.watermark:
            self._write_watermark()
        self.y = self.margins.top

    def need(self, height: float) -> bool:
        """Go on at a fresh page when less than `height` is left and this one is not fresh; tell whether it did."""
        if height <= self.room or self.y <= self.margins.top:
            return False
        self.new_page()
        return True

    def space(self, height: float) -> None:
        """Leave white space, but none at the top of a page."""
        if self.y > self.margins.top:
            self.y += height

    def _write_watermark(self) -> None:
        size = 130.0
        middle_x, middle_y = self._pdf.w / 2, self._pdf.h / 2
        half = self.measure(self.watermark, size, bold=True) / 2
        self._use(size, bold=True)
        self._pdf.set_text_color(228)
        with self._pdf.rotation(52, middle_x, middle_y):
            self._pdf.text(middle_x - half, middle_y + size * POINT * 0.35, self.clean(self.watermark))
        self._pdf.set_text_color(0)

    def line_height(self, size: float | None = None) -> float:
        """Return the distance from line to line."""
        return (size or self.size) * POINT * self.leading

    def clean(self, text: str) -> str:
        """Return the text as the font can show it."""
        return printable(text, self._covered)

    def measure(self, text: str, size: float | None = None, *, bold: bool = False) -> float:
        """Return how long a clean text is."""
        key = (text, size or self.size, bold)
        if key not in self._widths:
            self._use(key[1], bold)
            self._widths[key] = self._pdf.get_string_width(text, normalized=True)
        return self._widths[key]

    def wrapped(
        self, text: str, width: float, *, size: float | None = None, bold: bool = False, indent: float = 0.0
    ) -> list[str]:
        """Return the clean lines of a text in a column of `width`."""
        return typeset.wrap(self.clean(text), lambda part: self.measure(part, size, bold=bold), width, indent=indent)

    def line(
        self, text: str, x: float, width: float, *, align: Align = "left", size: float | None = None, bold: bool = False
    ) -> None:
        """Set one clean line at the cursor and go to the next."""
        points, height = size or self.size, self.line_height(size)
        base = self.y + height / 2 + points * POINT * 0.3
        free = width - self.measure(text, points, bold=bold)
        self._use(points, bold)
        if align == "justify" and 0 <= free <= width * (1 - RAGGED_BELOW):
            self._stretched(text.split(" "), x, base, free, points, bold)
        else:
            shift = {"center": free / 2, "right": free}.get(align, 0.0)
            self._pdf.text(x + shift, base, text)
        self.y += height

    def _stretched(self, words: list[str], x: float, base: float, free: float, size: float, bold: bool) -> None:
        """Set the words of one full line; each carries its space, so that copied text stays whole."""
        gap = self.measure(" ", size, bold=bold) + (free / (len(words) - 1) if len(words) > 1 else 0.0)
        widths = [self.measure(word, size, bold=bold) for word in words]
        self._use(size, bold)
        for word, width in zip(words[:-1], widths[:-1], strict=True):
            self._pdf.text(x, base, word + " ")
            x += width + gap
        self._pdf.text(x, base, words[-1])

    def _use(self, size: float, bold: bool) -> None:
        if bold and f"{self._family}B" not in self._pdf.fonts:
            self._face(bold=True)
        self._pdf.set_font(self._family, "B" if bold else "", size)

    def text(
        self,
        text: str,
        *,
        x: float | None = None,
        width: float | None = None,
        align: Align = "left",
        size: float | None = None,
        bold: bool = False,
        indent: float = 0.0,
        tail: float = 0.0,
    ) -> None:
        """Set a paragraph at the cursor. The last two lines stay with the `tail` mm that follow them."""
        x = self.left if x is None else x
        width = self.right - x if width is None else width
        lines = self.wrapped(text, width, size=size, bold=bold, indent=indent)
        done, total = 0, len(lines)
        while done < total:
            for number in range(done, done + self._lines_now(total - done, self.line_height(size), tail)):
                first, last = number == 0, number == total - 1
                shift = indent if first else 0.0
                how: Align = "left" if last and align == "justify" else align
                self.line(lines[number], x + shift, width - shift, align=how, size=size, bold=bold)
                done += 1
            if done < total:
                self.new_page()

    def _lines_now(self, count: int, height: float, tail: float) -> int:
        fit = int((self.room + 0.01) / height)
        fresh = self.y <= self.margins.top
        parted = count * height + tail > self.room and (count >= 4 or not fresh)
        now = typeset.lines_now(count, fit, follows=parted)
        return now or (max(1, min(fit, count)) if fresh else 0)

    def title(self, text: str, *, size: float, bold: bool = True) -> None:
        """Set a title in the middle, in lines of about equal length."""
        for line in typeset.balance(self.clean(text), lambda part: self.measure(part, size, bold=bold), self.width):
            self.line(line, self.left, self.width, align="center", size=size, bold=bold)

    def rule(self, x: float, y: float, to_x: float, *, thickness: float = 0.2) -> None:
        """Draw a level line, exactly as long as said (a stroke would stick out by half its thickness)."""
        self._pdf.set_fill_color(0)
        self._pdf.rect(x, y - thickness / 2, to_x - x, thickness, style="F")

    def box(
        self, x: float, y: float, width: float, height: float, *, fill: int | None = None, frame: bool = True
    ) -> None:
        """Draw a rectangle with a thin frame, or filled with a grey (0 black to 255 white), or both."""
        self._pdf.set_line_width(0.2)
        if fill is not None:
            self._pdf.set_fill_color(fill)
        style = ("D" if frame else "") + ("F" if fill is not None else "")
        self._pdf.rect(x, y, width, height, style=style)
        self._pdf.set_fill_color(0)

    def cells(self, squares: Sequence[tuple[float, float, float, float]]) -> None:
        """Fill many black rectangles (x, y, width, height) as one path, so that no hairline shows between them."""
        from fpdf.drawing import PaintedPath

        path = PaintedPath()
        path.style.stroke_color, path.style.fill_color = None, "#000000"
        for x, y, width, height in squares:
            path.rectangle(x, y, width, height)
        with self._pdf.drawing_context() as drawing:
            drawing.add_item(path, clone=False)  # cloning would cost more than the rest of the page

    def image(self, data: bytes, x: float, y: float, *, width: float, height: float) -> None:
        """Draw a PNG or JPEG inside a field, its proportions kept."""
        self._pdf.image(BytesIO(data), x, y, width, height, keep_aspect_ratio=True)

    def finish(self, *, numbered: bool = True) -> bytes:
        """Number the pages when there are several (unless each is a paper of its own), and return the file."""
        total = self.pages
        if numbered and total > 1:
            for number in range(1, total + 1):
                self._number(number, total)
        try:
            return bytes(self._pdf.output())
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the font files; a sheet that is not finished is closed by hand."""
        for font in self._pdf.fonts.values():
            font.ttfont.close()  # type: ignore[union-attr]

    def _number(self, number: int, total: int) -> None:
        self._pdf.page = number
        self._pdf.current_font_is_set_on_page = False
        self.y = self.bottom + 6
        self.line(f"Halaman {number} dari {total}", self.left, self.width, align="right", size=9)


def _blank(size: tuple[float, float], landscape: bool) -> FPDF:
    """Return an empty PDF/A-2B without pages (fpdf2, loaded only now)."""
    from fpdf import FPDF

    pdf = FPDF("landscape" if landscape else "portrait", "mm", size, enforce_compliance="PDFA_2B")
    pdf.set_auto_page_break(False)
    pdf.alias_nb_pages(None)  # type: ignore[arg-type]  # or "{nb}" in somebody's name would become a number
    pdf.set_display_mode("fullpage")
    return pdf
