"""What officers type when they take a list over."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, RadioField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from aormas.core import clock
from aormas.core.forms import Form, OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.organizations.rules import identity


class ListForm(OnceForm):
    """A list to be taken over; the file itself is read by the view."""

    title = StringField(
        _("Name of the list"), [DataRequired(_("Give the list a name; it becomes the source of what is taken over.")), Length(max=150)],
        description=_("For example: Ormas list of Bakesbangpol, semester I 2026"),
    )  # fmt: skip
    listed_on = Day(
        _("Day of the list"),
        validators=[DataRequired(_("Choose the day to which the list belongs."))],
        description=_("Its content holds in the register since this day"),
    )

    def validate_listed_on(self, field: Any) -> None:
        """Refuse a day before 1900 and one that lies in the future."""
        if field.data and (message := identity.check_past(field.data, clock.today())):
            raise ValidationError(_(message))


TAKE, LEAVE = "take", "leave"


class UndoForm(Form):
    """Taking a whole import back asks who does it."""

    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


def parts_form(words: list[str], left: list[bool]) -> Form:
    """Return a form with one choice for each part of a row, by what it is called and whether it was left before."""
    told = [(TAKE, _("Use it from the list")), (LEAVE, _("Leave the old one"))]
    fields = {
        f"part_{place}": RadioField(word, [DataRequired(_("Choose one of the two."))], choices=choices(told))
        for place, word in enumerate(words)
    }
    made: Form = type("PartsForm", (Form,), fields)(
        data={f"part_{place}": LEAVE if was else TAKE for place, was in enumerate(left)}
    )
    return made


def cells_form(cells: list[tuple[int, str, str]], errors: dict[int, str]) -> Form:
    """Return a form with one line for each cell (column, label, text) of a row."""
    fields = {f"cell_{column}": StringField(label, [Length(max=4000)]) for column, label, _text in cells}
    made: Form = type("CellsForm", (Form,), fields)(data={f"cell_{column}": text for column, _label, text in cells})
    for column, message in errors.items():
        if f"cell_{column}" in made:
            made[f"cell_{column}"].errors = [message]
    return made
