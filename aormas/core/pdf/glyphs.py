"""Text from anywhere, made fit to print: nothing invisible, nothing that the font cannot show."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

MISSING = "□"
LOOKS_LIKE = {"‐": "-", "‑": "-", "\u2028": "\n", "\u2029": "\n", "\t": " ", "\r": "\n", "\u3000": " "}
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
VARIATION_SELECTORS = range(0xFE00, 0xFE10)


def printable(text: str, covered: Container[int]) -> str:
    """Return the text with characters that the font covers, and `□` in the place of each that it does not.

    Control, direction and zero-width marks go; line feeds stay. Ornamental letters (mathematical bold, full width)
    become plain. `covered` holds the code points of the font.
    """
    if text.isascii() and text.isprintable():
        return text
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return "".join(_shown(character, covered) for character in normal)


def _shown(character: str, covered: Container[int]) -> str:
    character = LOOKS_LIKE.get(character, character)
    if character == "\n":
        return character
    if unicodedata.category(character) in INVISIBLE or ord(character) in VARIATION_SELECTORS:
        return MISSING if unicodedata.category(character) in ("Cs", "Cn", "Co") else ""
    if ord(character) in covered:
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if all(ord(part) in covered for part in plain) else MISSING
