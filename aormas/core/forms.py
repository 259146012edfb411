"""The base of all forms: Indonesian messages, trimmed text, refusal of signs that cannot be stored, once-only ids."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import UUID, ValidationError
from wtforms.widgets import DateInput

from aormas.core import i18n, identifiers

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
BIDI = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


class _Messages:
    """WTForms ships no Indonesian; these messages come from the product's own catalogue instead."""

    def gettext(self, string: str) -> str:
        """Return a built-in message in the present language."""
        return i18n.catalogue(i18n.language()).gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return a built-in message for a number in the present language."""
        return i18n.catalogue(i18n.language()).ngettext(singular, plural, n)


class Form(FlaskForm):
    """A form whose every message is in the reader's language."""

    class Meta(FlaskForm.Meta):
        """Take built-in messages from the product's catalogue and clean every text."""

        def get_translations(self, form: Any) -> Any:
            """Return the translations of WTForms' own messages."""
            return _Messages()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Any:
            """Bind a field; text fields are trimmed and freed of signs that no page can show."""
            if issubclass(unbound_field.field_class, StringField):
                options["filters"] = [*unbound_field.kwargs.get("filters", ()), clean_text]
                unbound_field.kwargs.pop("filters", None)
            return unbound_field.bind(form=form, **options)

    def all_errors(self) -> list[tuple[str, str]]:
        """Return (anchor, message) of every error in the order of the fields, for the summary."""
        found = []
        for field in self:
            for error in _flat(field.errors):
                found.append((field.id, str(error)))
        found.extend(("", str(error)) for error in self.form_errors)
        return found

    def refuse(self, name: str, message: str) -> None:
        """Put a rule's sentence beside a field (or on top, when the form has no such field)."""
        if name in self:
            self[name].errors = [*self[name].errors, message]
        else:
            self.form_errors.append(message)


class OnceForm(Form):
    """A form that creates something: the same `client_id` never creates it twice."""

    client_id = HiddenField(validators=[UUID()], default=identifiers.client_id)


def _flat(errors: Any) -> list[Any]:
    if isinstance(errors, dict):
        return [message for part in errors.values() for message in _flat(part)]
    flat: list[Any] = []
    for error in errors:
        flat.extend(_flat(error) if isinstance(error, (list, dict)) else [error])
    return flat


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[SelectChoice]:
    """Return (value, text) pairs as the choices of a select, radio or checkbox field."""
    return [SelectChoice(value, text) for value, text in pairs]


def clean_text(value: str | None) -> str | None:
    """Return text without control signs, writing-direction overrides and outer white space."""
    if value is None:
        return None
    return BIDI.sub("", CONTROL.sub("", value)).strip()


class At:
    """Validator: the text passes a rule that returns None or a message id."""

    def __init__(self, rule: Any) -> None:
        self.rule = rule

    def __call__(self, form: Any, field: Any) -> None:
        """Raise `ValidationError` with the rule's translated sentence."""
        if field.data and (message := self.rule(field.data)):
            raise ValidationError(i18n.catalogue(i18n.language()).gettext(message))


class _DayInput(DateInput):
    """The browser's calendar; what is no date stays readable as text, so that it can be mended."""

    def __call__(self, field: Any, **attributes: Any) -> Any:
        """Draw the control."""
        if field.raw_data and field.raw_data[0] and field.data is None:
            attributes["type"] = "text"
        return super().__call__(field, **attributes)


class DayField(DateField):
    """A date that is stored as ISO text, or as it was typed when it is none."""

    widget = _DayInput()

    def __init__(self, label: Any = None, **options: Any) -> None:
        super().__init__(label, format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"], **options)

    def process_data(self, value: Any) -> None:
        """Take a stored text."""
        text = value.isoformat() if isinstance(value, date) else str(value or "")
        try:
            self.data = date.fromisoformat(text)
        except ValueError:
            self.data = None
            self.raw_data = [text] if text else None

    @property
    def typed(self) -> str:
        """Return what is stored."""
        if self.data is not None:
            return str(self.data.isoformat())
        return str(self.raw_data[0]) if self.raw_data else ""
