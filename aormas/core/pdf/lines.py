"""Where a paragraph turns and where it crosses a page. Pure: widths come from a function, lengths are in mm."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Measure = Callable[[str], float]


def wrap(text: str, measure: Measure, width: float, *, indent: float = 0.0) -> list[str]:
    """Return the lines of a text at most `width` mm wide, the first one shorter by `indent`.

    Line feeds are kept; a word wider than the line is cut. There is always at least one line.
    """
    lines: list[str] = []
    for part in text.split("\n"):
        room = width - (indent if not lines else 0.0)
        lines.extend(_wrap_part(part.split(), measure, room, width))
    return lines


def balance(text: str, measure: Measure, width: float) -> list[str]:
    """Return as few lines as `wrap` does, of about equal length: for titles."""
    lines = wrap(text, measure, width)
    while len(lines) > 1:
        width -= 3
        narrower = wrap(text, measure, width) if width > 10 else []
        if len(narrower) != len(lines) or max(map(measure, narrower)) > width:
            break
        lines = narrower
    return lines


def _wrap_part(words: list[str], measure: Measure, first: float, width: float) -> Iterator[str]:
    space, line, used, room = measure(" "), "", 0.0, first
    for word in (piece for long in words for piece in _cut(long, measure, min(first, width))):
        length = measure(word)
        if line and used + space + length > room:
            yield line
            line, used, room = "", 0.0, width
        line, used = (f"{line} {word}", used + space + length) if line else (word, length)
    yield line


def _cut(word: str, measure: Measure, width: float) -> Iterator[str]:
    """Cut a word into pieces that fit; one character at least, or a narrow column would never end."""
    while len(word) > 1 and measure(word) > width:
        end = len(word) - 1
        while end > 1 and measure(word[:end]) > width:
            end -= 1
        yield word[:end]
        word = word[end:]
    yield word


def lines_now(count: int, fit: int, *, follows: bool = False) -> int:
    """Return how many of `count` lines to set on this page, where `fit` have room.

    No line stands alone before or after the break. With `follows`, something that does not fit here must not be
    parted from the end of the paragraph: its last two lines go over with it.
    """
    if count <= fit and not follows:
        return count
    now = min(fit, count - 2)
    return now if now >= 2 else 0
