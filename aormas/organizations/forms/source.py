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
from aormas.organizations.rules.status import ACTIVE, DECIDED


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


BY_NAME = "nama"


class StatusForm(OnceForm):
    """A decision about an organisation's existence."""

    status = SelectField(_("Status"), [DataRequired(_("Choose the status."))])
    since = Day(_("Since"), validators=[DataRequired(_("Choose the day since when this holds."))])
    successor = StringField(
        _("If it merged: with which organisation?"), [Length(max=300)],
        description=_("Its register number, or its name. One that is not in the register is noted by its name."),
    )  # fmt: skip
    which = RadioField(_("Which one is meant?"), choices=[], validate_choice=False)
    town = StringField(
        _("If it moved: to which town or regency?"), [Length(max=120)], description=_("For example: Kabupaten Malang")
    )
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
        self.successor.flags.optional = self.town.flags.optional = True

    def ask_which(self, among: list[tuple[int, str, str]]) -> None:
        """Let the officer choose among organisations (id, name, register number), or keep the name as it was typed."""
        told = [(str(id), f"{name} ({number})") for id, name, number in among]
        self.which.choices = choices([*told, (BY_NAME, _("None of these: only the name is noted, as I wrote it"))])

    def validate_reason(self, field: Any) -> None:
        """Whoever is taken off the active list may read why."""
        if self.status.data != ACTIVE and len((field.data or "").strip()) < 10:
            raise ValidationError(_("Say in a sentence why."))


class EmblemForm(Form):
    """A picture of the emblem; the file itself is read by the view."""
