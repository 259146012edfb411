"""The record of an organisation as forms, one per kind of fact; each knows how it is filled and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    FloatField,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from aormas.core import clock
from aormas.core.forms import At, DayField, Form, choices
from aormas.core.regions import villages
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.models import FIELDS
from aormas.organizations.models.organization import CHARACTERISTICS
from aormas.organizations.rules import entry, identity

OFFICERS = ("chair", "secretary", "treasurer")
PEOPLE_MOST = 43  # on one board
NOT_A_DATE = _("This is no date. Write it like 17-08-2018.")


def named(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, Any]]:
    """Return (code, name in the reader's language) of (code, message id)."""
    return [(code, _(word)) for code, word in pairs]


class Day(DayField):
    """A date that may be left empty; what is no date is refused in words."""

    def pre_validate(self, form: Any) -> None:
        """Say that what was typed is no date."""
        if self.data is None and self.raw_data and self.raw_data[0]:
            self.errors = []
            raise ValidationError(str(NOT_A_DATE))

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a typed date without the built-in complaint."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None


class Section(Form):
    """A part of the record; its fields are named like the facts that they say."""

    heading = ""
    needed: dict[str, Any] = {}  # field → what is said where it is left empty

    class Meta(Form.Meta):
        """No token field of its own: the page's form carries one."""

        csrf = False

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for name, sentence in self.needed.items():
            self[name].validators = [DataRequired(sentence), *self[name].validators]
        for field in self:
            if not any(isinstance(v, DataRequired) for v in getattr(field, "validators", ())):
                field.flags.optional = True

    def said(self) -> dict[str, Any]:
        """Return what was typed, as facts."""
        return {
            name: "" if field.data is None and isinstance(field, StringField) else field.data
            for name, field in self._fields.items()
        }

    @classmethod
    def filled(cls, known: FiledFacts) -> dict[str, Any]:
        """Return what the register knows, as this form's values."""
        return {name: getattr(known, name) for name in vars(cls) if hasattr(known, name)}


class IdentityForm(Section):
    """Names, form, fields, purpose."""

    heading = _("The organisation")
    needed = {"name": _("Write the full name."), "form": _("Choose the legal form.")}

    name = StringField(_("Full name"), [Length(max=300)])
    acronym = StringField(_("Short name"), [Length(max=60)])
    form = RadioField(_("Legal form"), choices=choices(named(entry.FORMS)))
    field_1 = SelectField(_("Main field of activity"), choices=choices([("", _("Not known")), *FIELDS.items()]))
    field_2 = SelectField(_("Second field"), choices=choices([("", _("None")), *FIELDS.items()]))
    field_3 = SelectField(_("Third field"), choices=choices([("", _("None")), *FIELDS.items()]))
    characteristic = SelectField(
        _("Special characteristic"), choices=choices([("", _("None")), *((word, word) for word in CHARACTERISTICS)])
    )
    scope = SelectField(_("Where it works"), choices=choices([("", _("Not known")), *named(entry.SCOPES)]))
    purpose = TextAreaField(_("What the organisation is for"), [Length(max=4000)])
    founded_on = Day(_("Founded on"))
    founded_at = StringField(_("Founded in"), [Length(max=120)])
    member_count = IntegerField(_("Number of members"), [Optional(), NumberRange(0, 10_000_000)])

    def said(self) -> dict[str, Any]:
        """Return the facts; the three choices become one list of fields."""
        typed = super().said()
        fields = [typed.pop(name) for name in ("field_1", "field_2", "field_3")]
        return {**typed, "fields": tuple(dict.fromkeys(code for code in fields if code))}

    @classmethod
    def filled(cls, known: FiledFacts) -> dict[str, Any]:
        """Return the known values; the list of fields becomes three choices."""
        fields = [*known.fields, "", "", ""]
        return {**super().filled(known), "field_1": fields[0], "field_2": fields[1], "field_3": fields[2]}

    def validate_founded_on(self, field: Any) -> None:
        """Refuse a founding that has not happened yet."""
        _past(field)


class BasisForm(Section):
    """The decree or SKT, the deed, the tax number."""

    heading = _("Legal basis")

    basis_kind = SelectField(_("What it stands on"), choices=choices([("", _("Nothing known")), *named(entry.BASES)]))
    basis_number = StringField(_("Number of the decree or SKT"), [Length(max=120)])
    basis_date = Day(_("Date of the decree or SKT"))
    basis_until = Day(_("Valid until"))
    deed_number = StringField(_("Number of the notary's deed"), [Length(max=80)])
    deed_date = Day(_("Date of the deed"))
    notary = StringField(_("Notary"), [Length(max=160)])
    npwp = StringField(_("NPWP of the organisation"), [Optional(), At(identity.check_npwp)])

    def said(self) -> dict[str, Any]:
        """Return the facts, numbers in their usual spelling."""
        typed = super().said()
        if typed["npwp"]:
            typed["npwp"] = identity.normal_npwp(typed["npwp"])
        if typed["basis_kind"] == "ahu" and identity.check_ahu(typed["basis_number"]) is None:
            typed["basis_number"] = identity.normal_ahu(typed["basis_number"])
        return typed

    def validate_basis_number(self, field: Any) -> None:
        """A kind without a number, or a number without a kind, says nothing."""
        if message := entry.check_basis(self.basis_kind.data or "", field.data or ""):
            raise ValidationError(_(message))

    def validate_basis_until(self, field: Any) -> None:
        """An SKT ends after it begins; a decree of the Ministry of Law has no end."""
        if message := entry.check_until(self.basis_kind.data or "", self.basis_date.data, field.data):
            raise ValidationError(_(message))

    def validate_basis_date(self, field: Any) -> None:
        """Refuse a day to come."""
        _past(field)

    def validate_deed_date(self, field: Any) -> None:
        """Refuse a day to come."""
        _past(field)


class SeatForm(Section):
    """The secretariat."""

    heading = _("Secretariat")

    address = TextAreaField(_("Address"), [Length(max=500)])
    village_code = SelectField(_("Kelurahan"))
    postcode = StringField(_("Postcode"), [Length(max=10)])
    tenure = SelectField(_("Whose place is it?"), choices=choices([("", _("Not known")), *named(entry.TENURES)]))
    tenure_until = Day(_("The lease ends on"))
    domicile_number = StringField(_("Number of the domicile letter"), [Length(max=80)])
    domicile_until = Day(_("The domicile letter ends on"))
    latitude = FloatField(_("Latitude"), [Optional(), NumberRange(-11, 7)])
    longitude = FloatField(_("Longitude"), [Optional(), NumberRange(94, 142)])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        places = [(code, f"{village}, {district}") for code, village, district in villages()]
        self.village_code.choices = choices([("", _("Not known")), *places])

    def validate_village_code(self, field: Any) -> None:
        """An address stands in a kelurahan."""
        if self.address.data and not field.data:
            raise ValidationError(_("Choose the kelurahan in which this address lies."))

    def validate_longitude(self, field: Any) -> None:
        """A position has two numbers."""
        if (field.data is None) != (self.latitude.data is None):
            raise ValidationError(_("A position has two numbers; fill in both or neither."))


class ContactForm(Section):
    """How the organisation is reached."""

    heading = _("Contact")

    phone = StringField(_("Phone or WhatsApp number"), [Optional(), At(identity.check_phone)])
    email = StringField(_("E-mail"), [Optional(), At(entry.check_email), Length(max=200)])
    website = StringField(_("Website or social media"), [Length(max=200)])

    def said(self) -> dict[str, Any]:
        """Return the facts, the phone number as +62…"""
        typed = super().said()
        return {**typed, "phone": identity.normal_phone(typed["phone"]) if typed["phone"] else ""}


class MemberForm(Section):
    """One person of the board."""

    office = SelectField(
        _("Office"), choices=choices([("", _("Choose one")), *named(entry.FURTHER_OFFICES)]), validate_choice=False
    )
    name = StringField(_("Full name"), [Length(max=160)])
    title = StringField(_("What the office is called there"), [Length(max=80)])
    nik = StringField(_("NIK"), [Optional(), At(identity.check_nik)])
    gender = SelectField(_("Gender"), choices=choices([("", _("Not known")), ("L", _("Man")), ("P", _("Woman"))]))
    phone = StringField(_("Phone or WhatsApp number"), [Optional(), At(identity.check_phone)])
    email = StringField(_("E-mail"), [Optional(), At(entry.check_email)])

    place = HiddenField()  # of a person who is recorded, in the present board
    gone = BooleanField(_("No longer on the board"))

    def member(self, office: str, known: Sequence[FiledMember] = ()) -> FiledMember | None:
        """Return the person, or None for an empty row and for one who has left; a NIK that is left empty stays."""
        if not self.name.data or self.gone.data:
            return None
        nik = identity.digits(self.nik.data or "") or self.recorded_nik(known)
        return FiledMember(
            office, self.name.data, nik, identity.normal_phone(self.phone.data) if self.phone.data else "",
            self.email.data or "", self.title.data or "", self.gender.data or "",
        )  # fmt: skip

    def recorded_nik(self, known: Sequence[FiledMember]) -> str:
        """Return the NIK that is recorded of this row's person."""
        place = str(self.place.data or "")
        return known[int(place)].nik if place.isdecimal() and int(place) < len(known) else ""

    def validate_name(self, field: Any) -> None:
        """Nobody is left out silently: a row with anything in it has a name, or says that the person has left."""
        said = any(self[name].data for name in ("title", "nik", "phone", "email", "place"))
        if said and not field.data and not self.gone.data:
            raise ValidationError(_("Write the name of this person, or say that the person is no longer on the board."))


class BoardForm(Section):
    """The board and its term."""

    heading = _("The board")

    decree_number = StringField(_("Number of the board's decision"), [Length(max=120)])
    decree_date = Day(_("Date of the decision"))
    term_start = Day(_("The term begins on"))
    term_end = Day(_("The term ends on"))
    members = FieldList(FormField(MemberForm), min_entries=len(OFFICERS), max_entries=PEOPLE_MOST)
    known: Sequence[FiledMember] = ()

    def said(self) -> dict[str, Any]:
        """Return the term and its people."""
        people = [row.form.member(self._office(n, row), self.known) for n, row in enumerate(self.members)]
        typed = {name: self[name].data for name in ("decree_date", "term_start", "term_end")}
        return {
            "decree_number": self.decree_number.data or "", **typed, "members": tuple(p for p in people if p), "exact_board": True,
        }  # fmt: skip

    def _office(self, number: int, row: Any) -> str:
        return OFFICERS[number] if number < len(OFFICERS) else row.form.office.data or "member"

    @classmethod
    def filled(cls, known: FiledFacts) -> dict[str, Any]:
        """Return the known board: three officers in their order, then the others."""
        placed = list(enumerate(known.members))
        heads = [
            next((one for one in placed if one[1].office == office), (None, FiledMember(office, "")))
            for office in OFFICERS
        ]
        shown = [*heads, *(one for one in placed if one not in heads)][:PEOPLE_MOST]
        rows = [{**vars(member), "nik": "", "place": "" if place is None else str(place)} for place, member in shown]
        return {**super().filled(known), "members": rows}

    def validate_term_end(self, field: Any) -> None:
        """A term ends after it begins and lasts at most ten years."""
        if self.term_start.data and field.data and (message := identity.check_term(self.term_start.data, field.data)):
            raise ValidationError(_(message))

    def validate_decree_date(self, field: Any) -> None:
        """Refuse a day to come."""
        _past(field)


class FurtherForm(Section):
    """What else the official form asks (Permendagri 33/2012, annex)."""

    heading = _("Further")

    parent_name = StringField(_("Branch of"), [Length(max=300)])
    highest_body = StringField(_("Highest decision-making body"), [Length(max=200)])
    wings = StringField(_("Autonomous units and wings"), [Length(max=300)])
    businesses = StringField(_("Business units"), [Length(max=300)])
    funding = StringField(_("Sources of money"), [Length(max=300)])
    emblem_text = StringField(_("Emblem and flag in words"), [Length(max=300)])


SECTIONS: dict[str, type[Section]] = {
    "identitas": IdentityForm,
    "dasar-hukum": BasisForm,
    "sekretariat": SeatForm,
    "kontak": ContactForm,
    "pengurus": BoardForm,
    "lain": FurtherForm,
}


def _past(field: Any) -> None:
    if field.data and (message := identity.check_past(field.data, clock.today())):
        raise ValidationError(_(message))
