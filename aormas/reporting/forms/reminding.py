"""What officers type about one reminder: by what way, in which words, and what came of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from aormas.core.forms import Form, choices
from aormas.reporting.rules import reminding


class ReminderForm(Form):
    """One reminder; the ready text may be changed before it goes out."""

    channel = RadioField(_("How do you reach it?"), [DataRequired(_("Choose how the organisation is reminded."))])
    text = TextAreaField(_("Text"), [DataRequired(_("Write the text of the reminder.")), Length(max=2000)])


class AnswerForm(Form):
    """What came of a reminder."""

    answer = SelectField(
        _("What came of it?"),
        [DataRequired(_("Choose what came of it."))],
        choices=choices([("", _("Choose")), *((code, _(word)) for code, word in reminding.ANSWERS.items())]),
    )
    note = TextAreaField(_("Note"), [Optional(), Length(max=500)])
