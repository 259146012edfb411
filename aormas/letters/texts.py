"""From a template and the facts of a case to the text of a letter, and from that text to what is typeset. Pure.

A template is plain text. Empty lines part its paragraphs; a paragraph of which every line reads `Label : value` becomes
rows. In the filled text a tab parts label and value, and no value can hold one: what somebody typed into a filing never
turns into structure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from aormas.letters.rules import fields_in, fill

Block = str | tuple[Literal["rows"], Sequence[tuple[str, str]]]

EMPTY = "–"
_ROW = re.compile(r"(\S.{0,58}?)\s+:\s+(\S.*)")


def fill_text(text: str, values: Mapping[str, str]) -> str:
    """Return a line or paragraph with its fields filled; a field without a value becomes a dash.

    Raises ValueError for a brace without a partner.
    """
    return fill(text, {name: plain(values.get(name, "")) or EMPTY for name in fields_in(text)})


def fill_body(template: str, values: Mapping[str, str]) -> str:
    """Return the filled text: paragraphs parted by an empty line, label and value of a row by a tab.

    A row is left out when one of its fields has no value. Raises ValueError for a brace without a partner.
    """
    filled = (_fill_rows(lines, values) or _fill_paragraph(lines, values) for lines in _paragraphs(template))
    return "\n\n".join(paragraph for paragraph in filled if paragraph)


def blocks(body: str) -> tuple[Block, ...]:
    """Return what a filled text is made of, in order: paragraphs, and rows as (label, value)."""
    return tuple(_block(paragraph) for paragraph in body.split("\n\n") if paragraph)


def plain(value: str) -> str:
    """Return a value as it may stand in a letter: no tabs, no empty lines, no white space around its lines."""
    lines = (" ".join(line.split()) for line in value.splitlines())
    return "\n".join(line for line in lines if line)


def without_value(texts: Iterable[str], values: Mapping[str, str]) -> list[str]:
    """Return the fields that the texts name and that have no value, each once, in order of appearance."""
    names = dict.fromkeys(name for text in texts for name in fields_in(text))
    return [name for name in names if not plain(values.get(name, ""))]


def _paragraphs(template: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for line in [*template.splitlines(), ""]:
        if line.strip():
            lines.append(line.strip())
        elif lines:
            yield lines
            lines = []


def _fill_paragraph(lines: list[str], values: Mapping[str, str]) -> str:
    return "" if all(map(_ROW.fullmatch, lines)) else fill_text("\n".join(lines), values)


def _fill_rows(lines: list[str], values: Mapping[str, str]) -> str:
    """Return the rows, or nothing when these lines are no rows or all of them are left out."""
    found = [_ROW.fullmatch(line) for line in lines]
    if not all(found):
        return ""
    return "\n".join(
        f"{fill_text(row[1], values)}\t{fill_text(row[2], values)}"
        for row in found
        if row and not without_value([row[0]], values)
    )


def _block(paragraph: str) -> Block:
    if "\t" not in paragraph:
        return paragraph
    rows: list[tuple[str, str]] = []
    for line in paragraph.split("\n"):
        label, tab, value = line.partition("\t")
        if tab:
            rows.append((label, value))
        else:  # a value of several lines goes on
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}\n{line}")
    return "rows", rows
