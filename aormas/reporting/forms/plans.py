"""What is typed of a plan."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import Optional

from aormas.core.forms import OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.organizations.models import FIELDS
from aormas.reporting.actions.planning import FIELDS as NAMES
from aormas.reporting.forms.fields import Most

FIELD_UNKNOWN = "lainnya"  # chosen where the register knows no field of the organisation


class PlanForm(OnceForm):
    """An activity to come."""

    title = StringField(_("What will it be?"), [Most(200)])
    subject = SelectField(_("Field of the activity"), choices=choices(FIELDS.items()), default=FIELD_UNKNOWN)
    starts_on = Day(_("On which day?"))
    ends_on = Day(_("Until which day, where it takes several?"), validators=[Optional()])
    hours = StringField(_("At what time?"), [Optional(), Most(60)])
    place = StringField(_("Place"), [Optional(), Most(200)])
    audience = StringField(_("For whom?"), [Optional(), Most(200)])
    announced = BooleanField(_("Announce it in the public calendar"))

    def values(self) -> dict[str, Any]:
        """Return what was typed as `actions.planning.save` takes it."""
        dates = ("starts_on", "ends_on")
        return {name: self[name].data if name in dates else self[name].data or "" for name in NAMES if name != "announced"} | {
            "announced": bool(self.announced.data)
        }  # fmt: skip
