"""Paper that letters go out on: the letter and the printed number book.

Its language is Indonesian, whoever prints it.
"""

from aormas.core.pdf.letterhead import Letterhead
from aormas.core.pdf.signature import Signer
from aormas.letters.pdf.book import BookEntry, render_book
from aormas.letters.pdf.letter import Block, LetterDocument, render_letter

__all__ = ["Block", "BookEntry", "LetterDocument", "Letterhead", "Signer", "render_book", "render_letter"]
