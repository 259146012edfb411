"""What people type to follow a case, argue back, object, withdraw, and what the counter types."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from aormas.core.forms import Form
from aormas.registration.forms.fields import Typed


class FollowForm(Form):
    """Reference and secret code."""

    reference = StringField(_("Reference"))
    code = StringField(_("Secret code"))


class RebuttalForm(Typed):
    """Why the applicant thinks that a finding is wrong."""

    finding = HiddenField()
    rebuttal = TextAreaField(_("Your reasons"))


class ObjectionForm(Typed):
    """An objection to a refusal."""

    objection = TextAreaField(_("Your objection"))


class WithdrawalForm(Typed):
    """Withdrawing one's own case."""

    sure = BooleanField(_("Yes, withdraw this application"))
    reason = StringField(_("Why?"))


class NewCodeForm(Typed):
    """A new secret code at the counter."""

    reference = StringField(_("Reference"))
    checked = BooleanField(_("I compared the identity card with the board's names in the case"))
