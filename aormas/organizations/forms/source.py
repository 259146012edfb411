"""From which paper a change comes, since when it holds, and whether it mends what was wrong."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from aormas.core import clock
from aormas.core.forms import Form, OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.organizations.rules import STATUS_WORDS, identity
from aormas.organizations.rules.status import DECIDED


class SourceForm(OnceForm):
    """What every change of the register says of itself."""

    source = StringField(
        _("According to which paper?"), [DataRequired(_("Name the paper or call that says so.")), Length(max=200)],
        description=_("For example: letter of FKPM of 3 March 2026; phone call with the chair"),
    )  # fmt: skip
    since = Day(_("It holds since"))

    def validate_since(self, field: Any) -> None:
        """Refuse a day before 1900 and one that lies in the future."""
        if field.data and (message := identity.check_past(field.data, clock.today())):
            raise ValidationError(_(message))


class EditSourceForm(SourceForm):
    """The same for a change of what stands there already."""

    sort = RadioField(
        _("What happened?"), [DataRequired(_("Choose one of the two."))],
        choices=choices(
            [("changed", _("It has changed: the old value stays in the history")), ("wrong", _("It was written down wrongly: mend it from the beginning"))]
        ),
        default="changed",
    )  # fmt: skip
    seen = HiddenField()


class EntrySourceForm(SourceForm):
    """The same for a new organisation."""

    another = BooleanField(_("I have looked at these; this is another organisation"))


class StatusForm(OnceForm):
    """A decision about an organisation's existence."""

    status = SelectField(_("Status"), [DataRequired(_("Choose the status."))])
    since = Day(_("Since"), validators=[DataRequired(_("Choose the day since when this holds."))])
    reason = TextAreaField(
        _("Why, in words that everybody may read"),
        [Length(max=500)],
        description=_("Shown on the public profile; no names of people."),
    )
    source = StringField(
        _("According to which paper?"), [DataRequired(_("Name the paper or visit that says so.")), Length(max=200)]
    )

    def __init__(self, *arguments: Any, decided: bool = False, **options: Any) -> None:
        super().__init__(*arguments, **options)
        open_again = (
            [("aktif", _("None of these any more (status follows from board and legal basis)"))] if decided else []
        )
        words = [(code, _(STATUS_WORDS[code][0])) for code in STATUS_WORDS if code in DECIDED]
        self.status.choices = choices([("", _("Choose one")), *words, *open_again])

    def validate_reason(self, field: Any) -> None:
        """Whoever is taken off the active list may read why."""
        if self.status.data in DECIDED and len((field.data or "").strip()) < 10:
            raise ValidationError(_("Say in a sentence why."))


class EmblemForm(Form):
    """A picture of the emblem; the file itself is read by the view."""
