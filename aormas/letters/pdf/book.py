"""The number book, printed as a register for one year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from aormas.core.pdf.dates import long_date
from aormas.core.pdf.letterhead import Letterhead, draw_letterhead
from aormas.core.pdf.sheet import Margins, Sheet
from aormas.core.pdf.table import Column, draw_table

COLUMNS = (
    Column("No.", 12, "right"),
    Column("Tanggal", 34),
    Column("Nomor surat", 58),
    Column("Hal", 66),
    Column("Kepada / tentang", 92),
    Column("Keadaan", 28),
)
EMPTY = "Belum ada nomor dalam buku ini untuk tahun tersebut."


@dataclass(frozen=True)
class BookEntry:
    """One line of the book; `status` says in words how the letter stands (*berlaku*, *dicabut*, *dicadangkan*)."""

    sequence: int
    number: str
    date: date | str
    subject: str
    addressee: str
    status: str


def render_book(
    letterhead: Letterhead, *, name: str, year: int, entries: Iterable[BookEntry], made_at: datetime, paper: str = "F4"
) -> bytes:
    """Return the register of one book and year, across the long side of the paper, entries in the order given."""
    sheet = Sheet(
        title=f"{name} {year}",
        made_at=made_at,
        paper=paper,
        landscape=True,
        family="sans",
        size=10,
        margins=Margins(left=20, right=15, top=15, bottom=17),
        author=letterhead.agency,
    )
    draw_letterhead(sheet, letterhead)
    sheet.title(name.upper(), size=13)
    sheet.text(f"Tahun {year}", align="center")
    sheet.space(4)
    rows = [_row(entry) for entry in entries]
    if rows:
        draw_table(sheet, COLUMNS, rows, size=9)
    else:
        sheet.text(EMPTY)
    return sheet.finish()


def _row(entry: BookEntry) -> tuple[str, ...]:
    return (str(entry.sequence), long_date(entry.date), entry.number, entry.subject, entry.addressee, entry.status)
