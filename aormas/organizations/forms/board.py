"""The board of an organisation as a form: nobody is left out silently, and no NIK is filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField, SelectField, StringField
from wtforms.validators import Length, Optional, ValidationError

from aormas.core.forms import At, choices
from aormas.organizations.filed import FiledFacts, FiledMember
from aormas.organizations.forms.section import Day, Section, named, refuse_future
from aormas.organizations.rules import entry, identity
from aormas.organizations.rules.keys import digits

OFFICERS = ("chair", "secretary", "treasurer")
PEOPLE_MOST = 43  # on one board


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
        nik = digits(self.nik.data or "") or self.recorded_nik(known)
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
        refuse_future(field)
