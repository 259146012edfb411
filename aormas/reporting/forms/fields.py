"""Numbers as people type them: counts of people, amounts of rupiah. What was typed stays readable."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from wtforms import StringField
from wtforms.validators import Length, ValidationError

from aormas.reporting.rules import content, money


def dotted(number: int) -> str:
    """Return a number with dots, as people in Indonesia write it: 1.500.000."""
    return f"{number:,}".replace(",", ".")


class NumberField(StringField):
    """A line of text that a rule reads as a whole number: `number`, or None where nothing is typed."""

    rule: Any = staticmethod(content.count)
    wrong = ""  # a message id instead of the rule's own

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
            raise ValidationError(gettext(self.wrong or str(error))) from None
        self.data = "" if number is None else dotted(number)


class MembersField(NumberField):
    """How many members there are."""

    wrong = "Write how many members there are, as a number such as 120."


class RupiahField(NumberField):
    """An amount of money in whole rupiah."""

    rule = staticmethod(money.rupiah)


class Most(Length):
    """Validator: a text of at most so many characters; the refusal names the field and says how many are too many."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, form: Any, field: Any) -> None:
        """Raise `ValidationError` for a longer text."""
        more = len(field.data or "") - self.max
        if more > 0:
            text = gettext("“%(field)s” takes at most %(most)s characters; %(more)s are too many.")
            raise ValidationError(text % {"field": field.label.text, "most": dotted(self.max), "more": dotted(more)})
