"""What an administrator types about services, papers and stock reasons."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from aormas.core.forms import Form, choices
from aormas.registration.rules.completeness import CONDITIONAL, OPTIONAL, REQUIRED

FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
NECESSITIES = {REQUIRED: _("Always needed"), CONDITIONAL: _("Needed on a condition"), OPTIONAL: _("May be sent along")}


def _days(label: str) -> IntegerField:
    wrong = _("Write a number of working days from 1 to 90.")
    return IntegerField(label, [InputRequired(wrong), NumberRange(1, 90, wrong)])


class BeginForm(Form):
    """From which day a change holds."""

    on = DateField(_("Changed from"), [DataRequired(_("Choose the day from which the change holds."))], format=FORMATS)


class VersionForm(Form):
    """Texts, days and letter of a service."""

    title = StringField(_("Name of the service"), [DataRequired(_("Type the name of the service.")), Length(max=120)])
    summary = StringField(
        _("In one sentence"), [DataRequired(_("Say in one sentence what the service is for.")), Length(max=300)]
    )
    for_whom = TextAreaField(_("For whom"), [DataRequired(_("Say who may use the service.")), Length(max=3000)])
    steps = TextAreaField(_("Steps"), [DataRequired(_("Write the steps, one a line.")), Length(max=3000)])
    outcome = TextAreaField(_("What comes out"), [DataRequired(_("Say what the applicant gets.")), Length(max=2000)])
    legal_basis = TextAreaField(
        _("Legal basis"), [DataRequired(_("Write the legal basis, one a line.")), Length(max=3000)]
    )
    fee = StringField(_("Cost"), [DataRequired(_("Write the cost, for example Gratis.")), Length(max=80)])
    check_days = _days(_("First look at the file"))
    office_days = _days(_("Decision by the office"))
    applicant_days = _days(_("Correction by the applicant"))
    objection_days = _days(_("Objection to a refusal"))
    answer_days = _days(_("Answer to an objection"))
    letter_type_id = SelectField(_("Letter that comes out"), coerce=int)


class PaperForm(Form):
    """A paper that a service asks for."""

    title = StringField(_("Name of the paper"), [DataRequired(_("Type the name of the paper.")), Length(max=160)])
    necessity = RadioField(_("Is it needed?"), choices=choices(NECESSITIES.items()), default=REQUIRED)
    condition = StringField(_("Condition"), [Length(max=200)])
    help = TextAreaField(
        _("What it is"),
        [DataRequired(_("Say in plain words what the paper is and where to get it.")), Length(max=2000)],
    )
    mistake = TextAreaField(_("The usual mistake"), [Optional(), Length(max=1000)])
    sample_text = TextAreaField(_("Text of a sample"), [Optional(), Length(max=20_000)])
    sample = MultipleFileField(_("File of a sample"))
    drop_sample = BooleanField(_("Remove the present file"))
    sensitive = BooleanField(_("Sensitive personal data"))

    def validate_condition(self, field: Any) -> None:
        """Ask for a condition where one is needed."""
        if self.necessity.data == CONDITIONAL and not field.data:
            raise ValidationError(_("Write the condition, for example: Bila ormas bergerak di bidang agama."))


class ReasonForm(Form):
    """A usual reason to hand a paper back."""

    requirement_code = SelectField(_("For which paper"))
    title = StringField(
        _("Short, for officers"), [DataRequired(_("Type a short reason, for example Tidak terbaca.")), Length(max=160)]
    )
    explanation = TextAreaField(
        _("In plain words, for the applicant"), [DataRequired(_("Say what is wrong and what to do.")), Length(max=1000)]
    )
