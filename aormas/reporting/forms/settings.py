"""The office's rules of reporting: due days, reminders, stock reasons."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from aormas.core.forms import At, Form, choices
from aormas.organizations.forms.section import Day
from aormas.reporting.presentation.reminding import CHANNELS
from aormas.reporting.rules import kinds, periods, reminding, stages

NUMBER = InputRequired(_("Write a number."))
DAYS = _("Write a number from %(least)s to %(most)s.", least=reminding.LEAST, most=reminding.MOST)
HOLIDAY_WORDS = {
    "next": _("The next working day"),
    "previous": _("The working day before"),
    "stay": _("It stays as it is"),
}
WAYS = choices([("", _("not used here")), *((name, _(word)) for name, word in CHANNELS.items())])


class RuleForm(Form):
    """The rule of semester reports from a day on."""

    valid_from = Day(_("Holds for periods that begin on or after"), validators=[DataRequired(_("Choose the day."))])
    months = SelectField(_("Months in a period"), choices=choices((n, n) for n in periods.MONTHS), coerce=int)
    due_days = IntegerField(_("Due so many days after the period's last day"), [NUMBER])
    holiday_rule = RadioField(_("When the due day is a holiday"), choices=choices(HOLIDAY_WORDS.items()))
    grace_days = IntegerField(_("Days of grace after the due day"), [NUMBER])
    newcomer_days = IntegerField(_("Newcomers report when they were known so many days of the period"), [NUMBER])
    close_days = IntegerField(_("Reports are taken so many days after the due day"), [NUMBER])
    answer_days = IntegerField(_("The office answers within so many working days"), [NUMBER])
    nil_allowed = BooleanField(_("An organisation without activities may send a nil report"))
    addressee = StringField(_("To whom reports are addressed"), [Length(max=300)])
    receipt_pattern = StringField(_("Number of the receipt"), [DataRequired(_("Write the pattern.")), Length(max=120)])
    shown = HiddenField()  # the mark of the values whose preview the page has shown

    def mark(self) -> str:
        """Return a short mark of what was typed, the same for the same rule."""
        return sha256(repr((self.valid_from.data, sorted(self.values().items()))).encode()).hexdigest()[:16]

    def values(self) -> dict[str, Any]:
        """Return what was typed as `actions.settings.set_rule` takes it."""
        return {field.name: field.data for field in self if field.name not in ("csrf_token", "valid_from", "shown")}


class MoveForm(Form):
    """A later due day for all."""

    due_on = Day(_("New due day"), validators=[DataRequired(_("Choose the day."))])
    reason = TextAreaField(_("Reason, as everybody reads it"), [DataRequired(_("Write the reason.")), Length(max=1000)])
    shown = HiddenField()  # the day that the page has shown, as the holiday rule moves it
    password = PasswordField(_("Your password"))


class ReminderRuleForm(Form):
    """When to remind of what, in which way and words."""

    kind = SelectField(_("About"), choices=choices((kind, _(word)) for kind, word in kinds.KINDS.items()))
    days = IntegerField(
        _("Days from the last day that counts"),
        [NUMBER, NumberRange(reminding.LEAST, reminding.MOST, DAYS)],
        description=_("-14 is two weeks before, 7 is a week after"),
    )
    way_1 = SelectField(
        _("First way"), [DataRequired(_("Choose at least one way to reach the organisation."))], choices=WAYS
    )
    way_2 = SelectField(_("When that does not reach it"), choices=WAYS)
    way_3 = SelectField(_("Then"), choices=WAYS)
    way_4 = SelectField(_("At last"), choices=WAYS)
    subject = StringField(
        _("Subject of letter and e-mail"),
        [DataRequired(_("Write a subject.")), Length(max=200), At(reminding.subject_fault)],
    )
    text = TextAreaField(
        _("Text"), [DataRequired(_("Write the text of the reminder.")), Length(max=2000), At(reminding.fault)]
    )

    @property
    def ways(self) -> list[Any]:
        """The fields of the ways, in the order in which they are tried."""
        return [self[f"way_{number}"] for number in range(1, 5)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a way that stands there twice."""
        good = super().validate(extra_validators)
        used: set[str] = set()
        for field in self.ways:
            if field.data and field.data in used:
                self.refuse(field.name, str(_("This way stands further up already.")))
                good = False
            used.add(field.data)
        return good

    def values(self) -> dict[str, Any]:
        """Return what was typed as `actions.settings.set_reminder` takes it."""
        return {
            "kind": self.kind.data, "days": self.days.data, "channels": [field.data for field in self.ways if field.data],
            "subject": self.subject.data or "", "text": self.text.data or "",
        }  # fmt: skip


class ReasonForm(Form):
    """A stock reason."""

    verdict = RadioField(
        _("For which verdict?"),
        [DataRequired(_("Choose for which verdict."))],
        choices=choices((verdict, _(stages.STAGE_WORDS[verdict][0])) for verdict in (stages.NOTED, stages.REJECTED)),
    )
    title = StringField(_("Short name, for officers"), [DataRequired(_("Write a short name.")), Length(max=160)])
    text = TextAreaField(
        _("Text, as the organisation reads it"),
        [DataRequired(_("Write it as the organisation shall read it.")), Length(max=2000)],
    )
