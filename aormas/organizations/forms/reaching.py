"""What officers type about an attempt to reach an organisation."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from aormas.core import clock
from aormas.core.forms import OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.organizations.rules.reaching import RESULTS


class AttemptForm(OnceForm):
    """One attempt."""

    result = RadioField(
        _("What came of it?"),
        [DataRequired(_("Choose what came of it."))],
        choices=choices((code, _(word)) for code, word in RESULTS.items()),
    )
    made_on = Day(_("On which day?"), validators=[DataRequired(_("Choose the day."))])
    note = TextAreaField(
        _("Note"), [Length(max=500)], description=_("For example: the neighbour says it moved to Jalan Mawar")
    )

    def validate_made_on(self, field: Any) -> None:
        """Refuse a day to come."""
        if field.data and field.data > clock.today():
            raise ValidationError(_("This day has not come yet."))
