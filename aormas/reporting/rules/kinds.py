"""Kinds of duties. Pure.

Only the semester report is asked for by law (PP 58/2016 art. 39); the others are what the office keeps an eye on so that the
register stays true.
"""

from __future__ import annotations

SEMESTER, CONFIRMATION, BOARD, BASIS, LETTER = "semester", "confirmation", "board", "basis", "letter"

# Kind → message id.
KINDS = {
    SEMESTER: "Semester report",
    CONFIRMATION: "Yearly confirmation of the data",
    BOARD: "Board's term",
    BASIS: "SKT",
    LETTER: "Letter of the office",
}
WATCHED_AHEAD = 90  # days before an end from which on a board, a basis or a letter is a duty
CONFIRM_AHEAD = 30
YEARS = 5  # of history that pages show
