"""Words about organisations, for pages: their standing, their record, why they were found, imports, doubles."""

from aormas.organizations.presentation.standing import (
    Standing,
    basis_word,
    fate_word,
    field_names,
    form_words,
    in_one_line,
    narrowed_words,
    sentence,
    standing,
    status_choices,
    status_words,
)

__all__ = [
    "Standing",
    "basis_word",
    "fate_word",
    "field_names",
    "form_words",
    "in_one_line",
    "narrowed_words",
    "sentence",
    "standing",
    "status_choices",
    "status_words",
]
