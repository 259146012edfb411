"""What every part of the record has in common as a form: dates that may be left empty, facts by name."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, ValidationError

from aormas.core import clock
from aormas.core.forms import DayField, Form
from aormas.organizations.filed import FiledFacts
from aormas.organizations.rules import identity

NOT_A_DATE = _("This is no date. Write it like 17-08-2018.")


def named(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, Any]]:
    """Return (code, name in the reader's language) of (code, message id)."""
    return [(code, _(word)) for code, word in pairs]


class Day(DayField):
    """A date that may be left empty; what is no date is refused in words."""

    def pre_validate(self, form: Any) -> None:
        """Say that what was typed is no date."""
        if self.data is None and self.raw_data and self.raw_data[0]:
            self.errors = []
            raise ValidationError(str(NOT_A_DATE))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a typed date without the built-in complaint."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None


class Section(Form):
    """A part of the record; its fields are named like the facts that they say."""

    heading = ""
    needed: dict[str, Any] = {}  # field → what is said where it is left empty

    class Meta(Form.Meta):
        """No token field of its own: the page's form carries one."""

        csrf = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, sentence in self.needed.items():
            self[name].validators = [DataRequired(sentence), *self[name].validators]
        for field in self:
            if not any(isinstance(v, DataRequired) for v in getattr(field, "validators", ())):
                field.flags.optional = True

    def said(self) -> dict[str, Any]:
        """Return what was typed, as facts."""
        return {
            name: "" if field.data is None and isinstance(field, StringField) else field.data
            for name, field in self._fields.items()
        }

    @classmethod
    def filled(cls, known: FiledFacts) -> dict[str, Any]:
        """Return what the register knows, as this form's values."""
        return {name: getattr(known, name) for name in vars(cls) if hasattr(known, name)}


def refuse_future(field: Any) -> None:
    """Refuse a day that has not come, or is too long ago."""
    if field.data and (message := identity.check_past(field.data, clock.today())):
        raise ValidationError(_(message))
