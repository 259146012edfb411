"""Deciding on more time: a request, one organisation without a request, and everybody at once."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, PasswordField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from aormas.core.forms import Form, OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.reporting.rules.states import EXEMPTION, EXTENSION

GRANT, REFUSE = "grant", "refuse"
KINDS = ((EXTENSION, _("More time")), (EXEMPTION, _("Exemption for this period")))


class DecideForm(Form):
    """The answer to one request."""

    verdict = RadioField(
        _("Your decision"),
        [DataRequired(_("Choose whether it is granted."))],
        choices=choices([(GRANT, _("Grant it")), (REFUSE, _("Do not grant it"))]),
    )
    until = Day(_("New last day"), validators=[Optional()])
    answer = TextAreaField(_("Answer to the organisation"), [Optional(), Length(max=2000)])


class GrantForm(OnceForm):
    """More time or an exemption for one organisation."""

    kind = RadioField(
        _("What is given?"), [DataRequired(_("Choose what is given."))], choices=choices(KINDS), default=EXTENSION
    )
    until = Day(_("New last day"), validators=[Optional()])
    reason = TextAreaField(_("Reason"), [DataRequired(_("Write the reason.")), Length(max=2000)])


class GrantAllForm(GrantForm):
    """The same for everybody, or for a kecamatan; asked for the password once its effect was counted."""

    period = SelectField(_("Which period?"), [DataRequired(_("Choose the period."))])
    district = SelectField(_("For whom?"))
    notice = TextAreaField(
        _("Public notice"),
        [DataRequired(_("Write the notice; everybody reads it on the first page.")), Length(max=1000)],
        description=_("Stands on the first page and in the portal until the day has passed"),
    )
    counted = HiddenField()
    password = PasswordField(_("Your password"))
