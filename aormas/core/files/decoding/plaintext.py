"""Tables as plain text (CSV and its kin): the encoding and the sign between cells are found, then the rows read."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from .places import CELL_MOST, unfit

DELIMITERS = ";\t|,"  # where two fit equally well the earlier wins
_SAMPLE = 1 << 16  # characters that are looked at for the delimiter
_SEPARATOR_LINE = re.compile(r"sep=([;,\t|])\r?\n?", re.IGNORECASE)  # Excel's own first line
_PROGRAM_SIGNS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WEB_PAGE = re.compile(r"\s*<(!doctype|html|head|body|table|meta|style|div|\?xml)", re.IGNORECASE)
# What write_csv put before text that a spreadsheet would take for a formula.
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def rows(content: bytes) -> Iterator[list[str]]:
    """Yield the records of a table, the empty ones too.

    Raises `Unfit`: mixed_encoding, unreadable_text, unknown_kind, web_page, document, quote, cell.
    """
    text = decoded(content)
    if _WEB_PAGE.match(text):
        raise unfit("web_page")
    if text.startswith("{\\rtf"):
        raise unfit("document")
    if _PROGRAM_SIGNS.search(text):
        raise unfit("unknown_kind")
    told = _SEPARATOR_LINE.match(text)
    yield from _records(text[told.end() :] if told else text, told[1] if told else delimiter_of(text))


def decoded(content: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or Windows-1252. Raises `Unfit` with the line that fits none."""
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        if b"\0" in content[:200]:
            return content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        if "16" in trouble.encoding:
            raise unfit("unknown_kind") from None
    return _windows(content)


def _windows(content: bytes) -> str:
    """Read Windows-1252, unless a line with other than English letters is clearly UTF-8."""
    first = None
    for number, line in enumerate(content.split(b"\n"), start=1):
        if not line.isascii():
            kind = _kind_of_line(line, number, content)
            first = first or kind
            if kind != first:
                raise unfit("mixed_encoding", row=number, column=_column(line, content))
    return content.removeprefix(codecs.BOM_UTF8).decode("cp1252")


def _kind_of_line(line: bytes, number: int, content: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            line.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise unfit("unreadable_text", row=number, column=_column(line, content))


def _column(line: bytes, content: bytes) -> int:
    """Return the column, from 0, of the first sign in a line that is no English letter."""
    before = re.match(rb"[\x00-\x7f]*", line)
    text = before[0].decode("ascii") if before else ""
    return re.sub(r'"[^"]*("|$)', "", text).count(delimiter_of(content.decode("latin-1")))


def delimiter_of(text: str) -> str:
    """Return the sign between cells: the one that most lines have equally often, outside quotation marks."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    lines = [line for line in re.sub(r'"[^"]*"', "", sample).splitlines() if line.strip()]
    return max(DELIMITERS, key=lambda sign: (*_steadiness(sign, lines), -DELIMITERS.index(sign)))


def _steadiness(sign: str, lines: list[str]) -> tuple[int, int]:
    counts = Counter(line.count(sign) for line in lines if sign in line)
    often, lines_alike = max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))
    return lines_alike, often


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(CELL_MOST * 4)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    number, begun = 1, 0
    try:
        for number, record in enumerate(reader, start=1):
            if any("\n" in cell or "\r" in cell for cell in record):
                _refuse_open_quote(text, delimiter, begun, reader.line_num, number)
            begun = reader.line_num
            yield [cell[1:] if _GUARDED.match(cell) else cell for cell in record]
    except csv.Error:
        raise unfit("quote", row=number + 1) from None


def _refuse_open_quote(text: str, delimiter: str, begun: int, ended: int, number: int) -> None:
    """Raise `Unfit` when the record that ends the file only ended because the file did."""
    lines = list(io.StringIO(text, newline=""))
    if ended < len(lines):
        return
    try:
        list(csv.reader(lines[begun:], delimiter=delimiter, strict=True))
    except csv.Error as trouble:
        if "unexpected end" in str(trouble):
            raise unfit("quote", row=number) from None
