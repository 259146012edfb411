"""Words about organisations, for pages: their standing, their record, why they were found, imports, doubles."""

from aormas.organizations.presentation.standing import (
    Standing,
    basis_word,
    deed_word,
    fate_word,
    field_names,
    field_words,
    form_words,
    in_one_line,
    narrowed_words,
    office_words,
    sentence,
    standing,
    status_choices,
    status_words,
    term_word,
)

WORDS = {
    "basis_word": basis_word,
    "deed_word": deed_word,
    "office_words": office_words,
    "term_word": term_word,
}  # what pages of a record say in words

__all__ = [
    "WORDS",
    "Standing",
    "basis_word",
    "deed_word",
    "fate_word",
    "field_names",
    "field_words",
    "form_words",
    "in_one_line",
    "narrowed_words",
    "office_words",
    "sentence",
    "standing",
    "status_choices",
    "status_words",
    "term_word",
]
