"""What officers type about letters, number books and letter types."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, Regexp, ValidationError

from aormas.core.forms import Form, OnceForm, choices
from aormas.letters import rules
from aormas.letters.fields import FIELDS
from aormas.letters.words import LAYOUTS

AS_WRITTEN = "%(label)s: printed as it is written. Take the braces out and write the words."
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
CODE = Regexp(
    r"^[a-z0-9]+(-[a-z0-9]+)*$",
    message=_("A code has small letters, digits and single dashes, for example surat-rekomendasi."),
)


class Named:
    """Validator: a text names only fields that letters know."""

    def __call__(self, form: Any, field: Any) -> None:
        """Raise `ValidationError` that names each unknown field and the nearest right one."""
        _refuse(rules.check_template(field.data or "", FIELDS))


class AsWritten:
    """Validator: a text is printed as it is, so it names no field."""

    def __call__(self, form: Any, field: Any) -> None:
        """Raise `ValidationError` for a brace."""
        if set(field.data or "") & set("{}"):
            raise ValidationError(gettext(AS_WRITTEN, label=field.label.text))


class Pattern:
    """Validator: a text is a pattern for numbers."""

    def __call__(self, form: Any, field: Any) -> None:
        """Raise `ValidationError` that says what is wrong with the pattern."""
        _refuse(rules.check_pattern(field.data or ""))


def _refuse(problems: list[rules.Problem]) -> None:
    if problems:
        raise ValidationError(" ".join(gettext(problem.message, **problem.values) for problem in problems))


class ReserveForm(OnceForm):
    """A number for a letter that is typed by hand."""

    on = DateField(_("Date of the letter"), [DataRequired(_("Choose the date of the letter."))], format=DAYS)
    subject = StringField(_("Subject"), [DataRequired(_("Write what the letter is about.")), Length(max=300)])
    addressee = StringField(_("Addressee"), [DataRequired(_("Write to whom the letter goes.")), Length(max=300)])


class CancelForm(Form):
    """Giving a reserved number up."""

    note = TextAreaField(
        _("Why the number is not used"),
        [
            DataRequired(_("Write why the number is not used, for example: salah ketik, surat dibuat ulang.")),
            Length(max=1000),
        ],
    )


class WithdrawForm(Form):
    """Withdrawing a signed letter."""

    reason = TextAreaField(
        _("Why the letter is withdrawn"),
        [DataRequired(_("Write why the letter is withdrawn; whoever checks it reads this.")), Length(max=1000)],
    )
    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


class TypeForm(Form):
    """A letter type and its text."""

    title = StringField(
        _("Name of the letter type"),
        [DataRequired(_("Type a name, for example Surat keterangan keberadaan.")), Length(max=160)],
    )
    layout = RadioField(
        _("Layout"), choices=choices((code, _(name)) for code, name in LAYOUTS.items()), default="statement"
    )
    subject = StringField(
        _("Title or subject"), [DataRequired(_("Type the title or subject of the letter.")), Length(max=200), Named()]
    )
    addressee = TextAreaField(_("Addressee lines"), [Optional(), Length(max=600), Named()])
    attachments = StringField(_("Attachments line"), [Optional(), Length(max=80), AsWritten()])
    body = TextAreaField(_("Text"), [DataRequired(_("Write the text of the letter.")), Length(max=20_000), Named()])
    book_id = SelectField(_("Number book"), coerce=int)
    validity_years = IntegerField(
        _("Holds for"), [Optional(), NumberRange(1, 50, _("Write a number of years from 1 to 50, or leave it empty."))]
    )
    authority = TextAreaField(_("Lines above the signer's post"), [Optional(), Length(max=300), AsWritten()])
    copies = TextAreaField(_("Copies (tembusan)"), [Optional(), Length(max=1000), AsWritten()])
    public = BooleanField(_("Who checks the letter may download it"))


class NewTypeForm(TypeForm):
    """A letter type that is added."""

    code = StringField(
        _("Code"), [DataRequired(_("Type a code, for example surat-rekomendasi.")), Length(max=40), CODE]
    )


class BookForm(Form):
    """A number book."""

    title = StringField(
        _("Name of the book"), [DataRequired(_("Type a name, for example Buku register surat ormas.")), Length(max=160)]
    )
    pattern = StringField(
        _("Pattern of the numbers"),
        [DataRequired(_("Type a pattern, for example 200.1.4.4/{urut}/425.207/{tahun}.")), Length(max=100), Pattern()],
    )
    class_code = StringField(_("Classification code"), [Optional(), Length(max=40)])
    first = IntegerField(
        _("First number this year"), [Optional(), NumberRange(1, 99_999, _("Write a number from 1 to 99999."))]
    )


class NewBookForm(BookForm):
    """A number book that is added."""

    code = StringField(_("Code"), [DataRequired(_("Type a code, for example rekomendasi.")), Length(max=40), CODE])
