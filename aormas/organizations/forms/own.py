"""What an organisation's own people type in the portal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from aormas.core.forms import Form


class InviteForm(Form):
    """For whom a one-time code is made."""

    invited = StringField(_("Name of the person"), [DataRequired(_("Write the name of the person.")), Length(3, 120)])
