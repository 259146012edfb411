"""What officers type about a list of others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from aormas.core import clock
from aormas.core.forms import OnceForm, choices
from aormas.organizations.forms.section import Day, named
from aormas.organizations.models import FIELDS
from aormas.organizations.rules import entry


class OutsideListForm(OnceForm):
    """A list, whose it is, and of which day."""

    source = SelectField(_("Whose list is it?"), default="", validate_choice=False)
    new_source = StringField(
        _("Or a new one"), [Length(max=120)], description=_("For example: Kemenag Kota Probolinggo; AHU Kementerian Hukum; buku register lama")
    )  # fmt: skip
    covers = SelectField(_("Which organisations does it claim to hold?"))
    listed_on = Day(_("Of which day is the list?"), validators=[DataRequired(_("Choose the day of the list."))])

    def __init__(self, *arguments: Any, known: Sequence[str] = (), **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.source.choices = choices([("", _("A new one, below")), *((name, name) for name in known)])
        if not known:
            self.new_source.label.text = _("Whose list is it?")
        forms = [(f"bentuk:{code}", word) for code, word in named(entry.FORMS)]
        self.covers.choices = choices(
            [("", _("All organisations of the city")), *forms, *((f"bidang:{c}", w) for c, w in FIELDS.items())]
        )

    @property
    def keeper(self) -> str:
        """Whose list it is."""
        chosen = {choice[0] for choice in self.source.iter_choices()} & {self.source.data}
        return str(next(iter(chosen), "") or self.new_source.data or "").strip()

    def validate_new_source(self, field: Any) -> None:
        """Somebody keeps the list."""
        if not self.keeper:
            raise ValidationError(_("Choose above whose list it is, or write it here."))

    def validate_listed_on(self, field: Any) -> None:
        """Refuse a day to come."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("This day has not come yet."))
