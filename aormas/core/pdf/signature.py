"""Signature blocks: by what authority, which post, room for the pen, who."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aormas.core.pdf.sheet import Sheet

PEN_ROOM, PEN_ROOM_TOGETHER = 20.0, 16.0
COLUMN, GUTTER = 78.0, 8.0


@dataclass(frozen=True)
class Signer:
    """Who signs.

    `authority` holds the lines above the signature, such as `a.n. Wali Kota Probolinggo` and `Kepala Badan …,`.
    """

    authority: tuple[str, ...]
    name: str
    rank: str = ""
    nip: str = ""

    def lines_below(self) -> list[tuple[str, bool]]:
        """Return the lines below the signature, and whether each is bold."""
        nip = f"NIP {spaced_nip(self.nip)}" if self.nip else ""
        return [(self.name, True)] + [(line, False) for line in (self.rank, nip) if line]


def spaced_nip(nip: str) -> str:
    """Write the 18 digits of a civil servant's number in their groups 8-6-1-3; anything else stays as it is."""
    digits = nip.replace(" ", "")
    if len(digits) != 18 or not digits.isdigit():
        return nip
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def signature_height(
    sheet: Sheet, signer: Signer, *, above: Sequence[str] = (), width: float = COLUMN, pen: float = PEN_ROOM
) -> float:
    """Return how much room the block takes, with `pen` mm to sign in."""
    heads = sum(len(sheet.wrapped(line, width)) for line in (*above, *signer.authority))
    feet = sum(len(sheet.wrapped(line, width, bold=bold)) for line, bold in signer.lines_below())
    return (heads + feet) * sheet.line_height() + pen


def draw_signature(
    sheet: Sheet,
    signer: Signer,
    *,
    x: float | None = None,
    width: float = COLUMN,
    above: Sequence[str] = (),
    pen: float = PEN_ROOM,
) -> None:
    """Draw one block at the cursor, at the right edge unless `x` says otherwise; `above` holds place and date."""
    x = sheet.right - width if x is None else x
    for text in (*above, *signer.authority):
        for line in sheet.wrapped(text, width):
            sheet.line(line, x, width)
    sheet.y += pen
    for text, bold in signer.lines_below():
        for line in sheet.wrapped(text, width, bold=bold):
            sheet.line(line, x, width, bold=bold)


def row_height(sheet: Sheet, signers: Sequence[Signer]) -> float:
    """Return how much room the first row of `draw_signatures` takes."""
    columns, width = _columns(sheet, signers)
    heights = [signature_height(sheet, signer, width=width, pen=PEN_ROOM_TOGETHER) for signer in signers[:columns]]
    return max(heights, default=0.0)


def draw_signatures(sheet: Sheet, signers: Sequence[Signer]) -> None:
    """Draw several blocks side by side, two or three in a row; a row is never parted by a page."""
    columns, width = _columns(sheet, signers)
    for first in range(0, len(signers), columns):
        row = signers[first : first + columns]
        sheet.need(max(signature_height(sheet, signer, width=width, pen=PEN_ROOM_TOGETHER) for signer in row))
        top = lowest = sheet.y
        for place, signer in enumerate(row):
            sheet.y = top
            draw_signature(sheet, signer, x=sheet.left + place * (width + GUTTER), width=width, pen=PEN_ROOM_TOGETHER)
            lowest = max(lowest, sheet.y)
        sheet.y = lowest
        sheet.space(6)


def _columns(sheet: Sheet, signers: Sequence[Signer]) -> tuple[int, float]:
    columns = 2 if len(signers) in (1, 2, 4) else 3
    return columns, (sheet.width - GUTTER * (columns - 1)) / columns
