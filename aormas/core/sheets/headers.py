"""Which row of a sheet names its columns, and which rows below are records: titles, numbering, totals are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from aormas.core.sheets.cells import Cell
from aormas.core.sheets.values import as_text

LOOKED_AT = 30  # rows from the top in which a header is looked for
HEIGHT_MOST = 3  # rows of one header
JOINT = " / "  # between a group's heading and its sub-heading

_NOTE = re.compile(
    r"(catatan|keterangan|ket|jumlah|(sub ?)?total|sumber|mengetahui|menyetujui|nb|n\.b|dicetak|diperbarui|tembusan|ttd)"
    r"( *[:=.,)]| *\d|$| (seluruh|keseluruhan|semua|ormas|organisasi|lsm|yayasan|perkumpulan|data|pada|tanggal|oleh)\b)"
    r"|\*|data per |per tanggal |a\.?n\.? *kepala|(plt\.? *)?kepala (badan|dinas|kantor|bidang|bagian|seksi)|nip\b"
    r"|halaman \d",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"[^\W\d][\w .]*, *(tanggal +)?[\d. …]{0,12} *[^\W\d]{3,} +\d{4}")  # Probolinggo, 3 Maret 2021
_SECTION = re.compile(r"([A-Z]|[IVXL]+)[.)] ?\w")
_COUNTED = re.compile(r"\(?(\d{1,3})\)?\.?")


@dataclass(frozen=True)
class Header:
    """The names of the columns, from row `first` to row `last` (places in the sheet's rows, from 0).

    `labels` has one text a column, "" where there is none; `score` is what the scorer gave; records begin at `body`.
    """

    first: int
    last: int
    labels: tuple[str, ...]
    score: int
    body: int


def find_header(rows: Sequence[Sequence[Cell]], score: Callable[[list[str]], int]) -> Header | None:
    """Return the header among the first rows; None for a sheet without text.

    `score` says how many of the labels are known. Where none is, the first of the rows with most texts is taken.
    """
    texts = [[as_text(cell) for cell in row] for row in rows[:LOOKED_AT]]
    best: tuple[tuple[int, int, int], int, int] | None = None
    for first in range(len(texts)):
        for last in range(first, min(first + HEIGHT_MOST, len(texts))):
            if last > first and not _continues(rows, texts, last):
                break
            labels = joined(texts[first : last + 1])
            rank = (score(labels), _words(rows[first]) if first == last else 0, -(last - first))
            if best is None or rank > best[0]:
                best = (rank, first, last)
    if best is None or not any(best[0][:2]):
        return None
    rank, first, last = best
    return Header(first, last, tuple(joined(texts[first : last + 1])), rank[0], _body(texts, last))


def header_at(rows: Sequence[Sequence[Cell]], first: int, last: int, score: Callable[[list[str]], int]) -> Header:
    """Return the header that a person says stands in these rows."""
    texts = [[as_text(cell) for cell in row] for row in rows[first : last + 2]]
    labels = joined(texts[: last - first + 1])
    return Header(first, last, tuple(labels), score(labels), first + _body(texts, last - first))


def joined(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return one label a column: a heading over several columns is put before each of their sub-headings."""
    width = max((len(row) for row in rows), default=0)
    labels = [""] * width
    for row in rows:
        filled = [text.strip(" :") for text in row] + [""] * (width - len(row))
        spread = _spread(labels, filled)
        labels = [
            above + JOINT + text if above and text else above or text
            for above, text in zip(spread, filled, strict=True)
        ]
    return labels


def _spread(labels: list[str], below: list[str]) -> list[str]:
    """Carry a group's heading to the right, as far as there are sub-headings without a heading of their own."""
    spread, group = list(labels), ""
    for column, text in enumerate(below):
        if labels[column]:
            group = labels[column] if text else ""
        elif text:
            spread[column] = group
        else:
            group = ""
    return spread


def _continues(rows: Sequence[Sequence[Cell]], texts: list[list[str]], place: int) -> bool:
    """Say whether a row can hold the sub-headings of the row above it: words only, under a gap between headings."""
    above, below = texts[place - 1], texts[place]
    if not any(below) or sum(map(bool, above)) < 2 or _words(rows[place]) < sum(map(bool, below)):
        return False
    gap = any(text and not _at(above, column) for column, text in enumerate(below))
    standing = any(text and not _at(below, column) for column, text in enumerate(above))
    return gap and standing


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _words(row: Sequence[Cell]) -> int:
    """Return how many cells hold words, which a heading does."""
    return sum(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in row)


def _body(texts: list[list[str]], last: int) -> int:
    return last + 2 if last + 1 < len(texts) and is_numbering(texts[last + 1]) else last + 1


def is_numbering(texts: Sequence[str]) -> bool:
    """Say whether a row only counts the columns: 1 2 3 …, (1) (2) (3) …"""
    places = [_COUNTED.fullmatch(text) for text in texts if text]
    numbers = [int(place[1]) for place in places if place]
    steady = numbers == list(range(1, len(numbers) + 1))
    return len(numbers) == len(places) >= 3 and steady


def is_note(cells: Sequence[Cell], width: int, important: Collection[int] = ()) -> bool:
    """Say whether a row is no record: empty, a total, a remark, a section's title, a place and date, a signature.

    `width` is the number of columns; `important` are the places of those without which nothing is recorded.
    """
    filled = [(column, text) for column, cell in enumerate(cells) if (text := as_text(cell))]
    if not filled:
        return True
    few = len(filled) <= max(2, width // 5)
    if few and any(_NOTE.match(text) or _SIGNED.fullmatch(text) for _, text in filled):
        return True
    if len(filled) == 1 and (width > 2 and _SECTION.match(filled[0][1])):
        return True
    return few and bool(important) and not any(column in important for column, _ in filled)


def records(rows: Sequence[Sequence[Cell]], header: Header, important: Collection[int] = ()) -> Iterator[int]:
    """Yield the places of the rows below a header that are records; a header repeated on the next page is none."""
    names = [label for label in header.labels if label]
    top = [[as_text(cell) for cell in row] for row in rows[header.first : header.last + 1]]
    for place in range(header.body, len(rows)):
        texts = [as_text(cell) for cell in rows[place]]
        repeated = texts in top or [text for text in texts if text] == names or is_numbering(texts)
        if not repeated and not is_note(rows[place], len(header.labels), important):
            yield place
