"""The officers' pages about letters, number books and letter types."""

from aormas.letters.desk.face import bp  # noqa: I001
from aormas.letters.desk import books, letters, settings, types  # noqa: F401

__all__ = ["bp"]
