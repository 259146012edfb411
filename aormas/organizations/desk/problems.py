"""What must be mended in the forms of the record: one list for all of them, each line says of which field and of whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from wtforms import FieldList

from aormas.organizations.forms.board import OFFICERS
from aormas.organizations.presentation.standing import OFFICES


def problems(forms: Iterable[Any]) -> list[tuple[str, str]]:
    """Return (anchor, sentence) of every error of some forms, in the order of the page."""
    return [line for form in forms for line in _of(form)]


def _of(form: Any, whose: str = "") -> Iterator[tuple[str, str]]:
    for message in form.form_errors:
        yield "", str(message)
    for field in form:
        if isinstance(field, FieldList):
            for number, row in enumerate(field):
                yield from _of(row.form, _office(number, row.form))
        for message in (one for one in field.errors if not isinstance(one, list | dict)):
            yield field.id, _named(f"{field.label.text} {whose}".strip(), str(message), bool(whose))


def _named(label: str, message: str, always: bool) -> str:
    """Put the field's name before a sentence that does not say it itself."""
    return message if not always and label.lower() in message.lower() else f"{label}: {message}"


def _office(number: int, person: Any) -> str:
    if number < len(OFFICERS):
        return str(_(OFFICES[OFFICERS[number]])).lower()
    return person.name.data or _("of the person in place %(n)s", n=number + 1)
