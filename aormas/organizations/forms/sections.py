"""The record of an organisation as forms, one per kind of fact; each knows how it is filled and what it says."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    FloatField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from aormas.core.forms import At, choices
from aormas.core.regions import villages
from aormas.organizations.filed import FiledFacts
from aormas.organizations.forms.board import BoardForm
from aormas.organizations.forms.section import Day, Section, named, refuse_future
from aormas.organizations.models import FIELDS
from aormas.organizations.models.organization import CHARACTERISTICS
from aormas.organizations.rules import entry, identity


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
        refuse_future(field)


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
        refuse_future(field)

    def validate_deed_date(self, field: Any) -> None:
        """Refuse a day to come."""
        refuse_future(field)


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
