"""What people type to sign in, to set the office up and to change accounts and settings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional, Regexp
from wtforms.widgets import CheckboxInput

from aormas.accounts.permissions import OFFICER_ROLES, ROLE_NAMES
from aormas.core.forms import Form, choices
from aormas.core.holidays import KINDS
from aormas.core.workdays import JOINT_LEAVE, LOCAL, NATIONAL

USERNAME = Regexp(
    r"^[a-zA-Z0-9._-]{3,40}$",
    message=_("A sign-in name has 3 to 40 letters, digits, dots or dashes, for example siti.rahmawati."),
)
EMAIL = Regexp(r"^[^@\s]+@[^@\s]+\.[^@\s]+$", message=_("Write the e-mail address like nama@contoh.go.id."))
PHONE = Regexp(r"^[\d\s()+.-]{6,40}$", message=_("Write the phone number with digits, for example (0335) 421234."))
ZONES = [
    ("Asia/Jakarta", "WIB (Asia/Jakarta)"),
    ("Asia/Makassar", "WITA (Asia/Makassar)"),
    ("Asia/Jayapura", "WIT (Asia/Jayapura)"),
]
HOLIDAY_NAMES = {NATIONAL: _("National holiday"), JOINT_LEAVE: _("Joint leave"), LOCAL: _("Day off of this office")}
DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]
BOARD_OFFICES = [("chair", _("Chair")), ("secretary", _("Secretary")), ("treasurer", _("Treasurer"))]


class SignInForm(Form):
    """Name and password."""

    username = StringField(_("Sign-in name"), [DataRequired(_("Type your sign-in name.")), Length(max=80)])
    password = PasswordField(_("Password"), [DataRequired(_("Type your password."))])
    lanjut = HiddenField()


class SecondFactorForm(Form):
    """The six digits of the phone, or a recovery code."""

    otp = StringField(
        _("Code"), [DataRequired(_("Type the six digits that the phone shows, or a recovery code.")), Length(max=20)]
    )


class NewPasswordForm(Form):
    """A new password, with the present one when somebody is signed in."""

    password = PasswordField(_("Present password"), [DataRequired(_("Type your present password."))])
    new_password = PasswordField(_("New password"), [DataRequired(_("Type the new password."))])


class ConfirmForm(Form):
    """The password again, before a dangerous act."""

    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


class CodeForm(Form):
    """An activation code."""

    code = StringField(_("Activation code"), [DataRequired(_("Type the code that you received.")), Length(max=40)])


class ActivationForm(Form):
    """First sign-in with a code."""

    username = StringField(_("Sign-in name"), [DataRequired(_("Choose a sign-in name.")), USERNAME])
    name = StringField(_("Your full name"), [DataRequired(_("Type your full name.")), Length(max=160)])
    new_password = PasswordField(_("New password"), [DataRequired(_("Type the new password."))])


class ResetForm(Form):
    """A new password with a code."""

    new_password = PasswordField(_("New password"), [DataRequired(_("Type the new password."))])


class OfficeForm(Form):
    """The office's own facts."""

    name = StringField(
        _("Short name of the office"),
        [DataRequired(_("Type the office's name, for example Bakesbangpol Kota Probolinggo.")), Length(max=120)],
    )
    agency = StringField(
        _("Full name of the agency"),
        [
            DataRequired(_("Type the agency's full name, for example Badan Kesatuan Bangsa dan Politik.")),
            Length(max=160),
        ],
    )
    government = StringField(
        _("First line of the letterhead"),
        [
            DataRequired(_("Type the first line of the letterhead, for example Pemerintah Kota Probolinggo.")),
            Length(max=160),
        ],
    )
    city = StringField(
        _("City or regency"), [DataRequired(_("Type the city's name, for example Kota Probolinggo.")), Length(max=120)]
    )
    place = StringField(
        _("Place written before the date of letters"),
        [DataRequired(_("Type the place, for example Probolinggo.")), Length(max=80)],
    )
    mayor_title = StringField(
        _("Title of the head of the city"),
        [DataRequired(_("Type the title, for example Wali Kota Probolinggo.")), Length(max=80)],
    )
    site_title = StringField(
        _("Title of this site"),
        [DataRequired(_("Type the site's title, for example Ormas Kota Probolinggo.")), Length(max=120)],
    )
    address = TextAreaField(_("Address"), [DataRequired(_("Type the office's address.")), Length(max=500)])
    postcode = StringField(
        _("Postcode"), [Optional(), Regexp(r"^\d{5}$", message=_("A postcode has five digits, for example 67211."))]
    )
    phone = StringField(_("Phone"), [Optional(), PHONE])
    email = StringField(_("E-mail"), [Optional(), EMAIL, Length(max=200)])
    hours_text = StringField(
        _("Office hours"),
        [
            DataRequired(_("Type the office hours, for example Senin–Kamis 07.30–15.30, Jumat 07.30–14.30.")),
            Length(max=200),
        ],
    )
    time_zone = SelectField(_("Time zone"), choices=choices(ZONES))
    privacy_contact = StringField(_("Contact for personal data"), [Optional(), Length(max=200)])


class SetUpForm(OfficeForm):
    """The first set-up: the office and its first administrator."""

    regions = FileField(_("Region file of another city"))
    admin_name = StringField(
        _("Administrator's full name"), [DataRequired(_("Type the administrator's full name.")), Length(max=160)]
    )
    admin_username = StringField(
        _("Administrator's sign-in name"), [DataRequired(_("Choose a sign-in name.")), USERNAME]
    )
    admin_password = PasswordField(_("Administrator's password"), [DataRequired(_("Choose a password."))])


class SettingsForm(OfficeForm):
    """Everything about the office that can change later."""

    announcement = TextAreaField(_("Announcement on the first page"), [Optional(), Length(max=600)])
    colour_main = StringField(
        _("Main colour"), [Optional(), Regexp(r"^#[0-9a-fA-F]{6}$", message=_("Write a colour like #53256b."))]
    )
    colour_accent = StringField(
        _("Accent colour"), [Optional(), Regexp(r"^#[0-9a-fA-F]{6}$", message=_("Write a colour like #f0a202."))]
    )
    working_weekdays = SelectMultipleField(
        _("Working days"),
        choices=choices(DAYS),
        coerce=int,
        option_widget=CheckboxInput(),
        validators=[DataRequired(_("Choose at least one working day."))],
    )
    joint_leave_off = BooleanField(_("Joint leave counts as a day off"))
    first_day_counts = BooleanField(_("The day of the event is already day 1"))
    public_board = SelectMultipleField(
        _("Board members shown to everyone"), choices=choices(BOARD_OFFICES), option_widget=CheckboxInput()
    )


class UserForm(Form):
    """An officer's account."""

    username = StringField(_("Sign-in name"), [DataRequired(_("Choose a sign-in name.")), USERNAME])
    name = StringField(_("Full name with titles"), [DataRequired(_("Type the full name.")), Length(max=160)])
    role = SelectField(_("Role"), choices=choices((role, _(ROLE_NAMES[role])) for role in OFFICER_ROLES))
    position = StringField(_("Post, as it stands in letters"), [Optional(), Length(max=160)])
    rank = StringField(_("Rank (pangkat)"), [Optional(), Length(max=80)])
    nip = StringField(
        _("NIP"),
        [Optional(), Regexp(r"^[\d ]{18,24}$", message=_("A NIP has 18 digits, for example 198001012005011003."))],
    )
    email = StringField(_("E-mail"), [Optional(), EMAIL, Length(max=200)])
    phone = StringField(_("Phone"), [Optional(), Length(max=20)])
    active = BooleanField(_("The account is open"), default=True)


class HolidayForm(Form):
    """A day off."""

    on = DateField(_("Date"), [DataRequired(_("Choose the date."))], format=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"])
    name = StringField(_("Name of the day"), [DataRequired(_("Type what day it is.")), Length(max=200)])
    kind = SelectField(_("Kind"), choices=choices((kind, HOLIDAY_NAMES[kind]) for kind in KINDS))
