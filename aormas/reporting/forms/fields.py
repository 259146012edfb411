"""Numbers as people type them: counts of people, amounts of rupiah. What was typed stays readable."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from wtforms import StringField
from wtforms.validators import ValidationError

from aormas.reporting.rules import content, money


def dotted(number: int) -> str:
    """Return a number with dots, as people in Indonesia write it: 1.500.000."""
    return f"{number:,}".replace(",", ".")


class NumberField(StringField):
    """A line of text that a rule reads as a whole number: `number`, or None where nothing is typed."""

    rule: Any = staticmethod(content.count)

    def process_data(self, value: Any) -> None:
        """Show a stored number with dots."""
        self.data = dotted(value) if isinstance(value, int) else value or ""

    @property
    def number(self) -> int | None:
        """Return what is typed as a number; raises ValueError with a message id for what is none."""
        return self.rule(self.data) if self.data else None

    def pre_validate(self, form: Any) -> None:
        """Refuse what the rule refuses; show back what it reads with dots."""
        try:
            number = self.number
        except ValueError as error:
            raise ValidationError(gettext(str(error))) from None
        self.data = "" if number is None else dotted(number)


class RupiahField(NumberField):
    """An amount of money in whole rupiah."""

    rule = staticmethod(money.rupiah)
