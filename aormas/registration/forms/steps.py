"""The steps of a filing as forms. Their wording is here; whether an answer is right is said by `rules.checks`."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from aormas.core.forms import DayField, choices
from aormas.organizations.models import FIELDS
from aormas.organizations.models.organization import CHARACTERISTICS
from aormas.registration.forms.fields import StepForm, Typed, drop
from aormas.registration.rules.answers import BOARD
from aormas.registration.rules.board import FURTHER_MOST

FIELD_CHOICES = choices([("", _("Choose one")), *FIELDS.items()])
FURTHER_FIELDS = choices([("", _("None")), *FIELDS.items()])
CHARACTERISTIC_CHOICES = choices([("", _("None")), *((word, word) for word in CHARACTERISTICS)])
SCOPES = choices([("kota", _("This city")), ("provinsi", _("The province")), ("nasional", _("The whole country"))])
FORMS = choices([("yayasan", _("Foundation (yayasan)")), ("perkumpulan", _("Association (perkumpulan)"))])
TENURES = choices([("own", _("Its own")), ("rent", _("Rented")), ("borrowed", _("Lent by somebody"))])
OFFICES = choices(
    [
        ("", _("Choose one")),
        ("patron", _("Patron (pembina)")),
        ("advisor", _("Advisor")),
        ("founder", _("Founder")),
        ("member", _("Further board member")),
    ]
)


class AboutForm(StepForm):
    """Step 1: the organisation."""

    optional: tuple[str, ...] = (
        "register_number",
        "acronym",
        "field_2",
        "field_3",
        "characteristic",
        "founded_at",
        "member_count",
        "parent_name",
        "highest_body",
        "wings",
        "businesses",
        "funding",
        "emblem_text",
    )

    register_number = StringField(_("Register number"))
    changes = TextAreaField(_("What has changed?"))
    name = StringField(_("Full name"))
    acronym = StringField(_("Short name"))
    form = RadioField(_("Legal form"), choices=FORMS)
    field_1 = SelectField(_("Main field of activity"), choices=FIELD_CHOICES)
    field_2 = SelectField(_("Second field"), choices=FURTHER_FIELDS)
    field_3 = SelectField(_("Third field"), choices=FURTHER_FIELDS)
    characteristic = SelectField(_("Special characteristic"), choices=CHARACTERISTIC_CHOICES)
    scope = SelectField(_("Where it works"), choices=SCOPES)
    purpose = TextAreaField(_("What the organisation is for"))
    founded_on = DayField(_("Founded on"))
    founded_at = StringField(_("Founded in"))
    member_count = StringField(_("Number of members"))
    parent_name = StringField(_("Branch of"))
    highest_body = StringField(_("Highest decision-making body"))
    wings = StringField(_("Autonomous units and wings"))
    businesses = StringField(_("Business units"))
    funding = StringField(_("Sources of money"))
    emblem_text = StringField(_("Emblem and flag in words"))

    def shape(self, track: str, kind: str) -> None:
        """Leave out what the service does not ask; a change says only what is new."""
        if kind == "change":
            self.optional = (*self.optional, "field_1", "purpose", "founded_on", "scope")
            self.scope.choices = [*choices([("", _("No change"))]), *SCOPES]
        super().shape(track, kind)
        drop(self, *(("register_number",) if kind == "new" else ()), *(() if kind == "change" else ("changes",)))
        drop(self, *(("form",) if track == "skt" else ()))

    def answers(self) -> dict[str, Any]:
        """Return the answers; the three choices become one list of fields."""
        typed = super().answers()
        fields = [typed.pop(name, "") for name in ("field_1", "field_2", "field_3")]
        return {**typed, "fields": list(dict.fromkeys(code for code in fields if code))}

    @staticmethod
    def spread(stored: dict[str, Any]) -> dict[str, Any]:
        """Return stored answers as the form's fields."""
        fields = [*(stored.get("fields") or []), "", "", ""]
        return {**stored, "field_1": fields[0], "field_2": fields[1], "field_3": fields[2]}


class LegalForm(StepForm):
    """Step 2: what the organisation stands on."""

    optional: tuple[str, ...] = ("deed_number", "deed_date", "notary")

    ahu_number = StringField(_("Number of the AHU decree"))
    ahu_unusual = BooleanField(_("The number stands in the decree exactly like that"))
    ahu_date = DayField(_("Date of the decree"))
    deed_number = StringField(_("Number of the notary's deed"))
    deed_date = DayField(_("Date of the deed"))
    notary = StringField(_("Notary"))
    npwp = StringField(_("NPWP of the organisation"))

    def shape(self, track: str, kind: str) -> None:
        """Ask the decree of a legal person, the deed of everybody else."""
        if track == "skt":
            self.optional = ()
            drop(self, "ahu_number", "ahu_unusual", "ahu_date")
        super().shape(track, kind)


class SeatForm(StepForm):
    """Step 3: the secretariat."""

    optional: tuple[str, ...] = ("postcode", "tenure_until", "domicile_number", "domicile_until", "email", "website")

    address = TextAreaField(_("Address"))
    village_code = SelectField(_("Kelurahan"))
    postcode = StringField(_("Postcode"))
    tenure = RadioField(_("Whose place is it?"), choices=TENURES)
    tenure_until = DayField(_("The lease ends on"))
    domicile_number = StringField(_("Number of the domicile letter"))
    domicile_until = DayField(_("The domicile letter ends on"))
    phone = StringField(_("Phone or WhatsApp number"))
    email = StringField(_("E-mail"))
    website = StringField(_("Website or social media"))


class MemberForm(Typed):
    """One person of the board; only the chair must be reachable by phone, only the three officers need a NIK."""

    office = SelectField(_("Office"), choices=OFFICES)
    name = StringField(_("Full name"))
    nik = StringField(_("NIK"))
    phone = StringField(_("Phone or WhatsApp number"))
    email = StringField(_("E-mail"))

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        place = "".join(filter(str.isdecimal, str(options.get("prefix") or "")))
        number = int(place) if place else 0
        self.phone.flags.optional = number > 0
        self.nik.flags.optional = number >= len(BOARD)
        self.email.flags.optional = True


class BoardForm(StepForm):
    """Step 4: the board and its term."""

    optional: tuple[str, ...] = ("decree_date",)

    decree_number = StringField(_("Number of the board's decision"))
    decree_date = DayField(_("Date of the decision"))
    term_start = DayField(_("The term begins on"))
    term_end = DayField(_("The term ends on"))
    members = FieldList(FormField(MemberForm), min_entries=len(BOARD), max_entries=len(BOARD) + FURTHER_MOST)

    def answers(self) -> dict[str, Any]:
        """Return the answers: the three officers in their order, further rows as far as something stands in them."""
        typed = super().answers()
        rows = typed["members"]
        officers = [{**row, "office": office} for row, office in zip(rows, BOARD, strict=False)]
        further = [row for row in rows[len(BOARD) :] if any(row[name] for name in ("name", "nik", "phone", "email"))]
        return {**typed, "members": officers + further}


class SendingForm(StepForm):
    """Step 6: who sends, and that it is true."""

    sender_name = StringField(_("Your name"))
    sender_phone = StringField(_("Your phone or WhatsApp number"))
    agreed = BooleanField(_("What I filled in is true and the papers are genuine."))


class ChoosingForm(Typed):
    """The plain questions that lead to a service."""

    badan = RadioField(
        _("Has the organisation an AHU decree?"), choices=choices([("ya", _("Yes")), ("tidak", _("No"))])
    )
    perlu = RadioField(
        _("What do you need?"),
        choices=choices(
            [
                ("baru", _("To register for the first time")),
                ("perpanjangan", _("To renew")),
                ("perubahan", _("To report a change")),
            ]
        ),
    )


class BeginForm(Typed):
    """Begins a filing; the same `client_id` never begins two."""

    client_id = HiddenField()


FORM_OF = {
    "ormas": AboutForm,
    "legalitas": LegalForm,
    "sekretariat": SeatForm,
    "pengurus": BoardForm,
    "kirim": SendingForm,
}


def build(
    step: str, track: str, kind: str, villages: list[tuple[str, str, str]], *, stored: Any = None, formdata: Any = None
) -> Any:
    """Return the form of a step for a service, filled from what is stored or from what was sent just now."""
    given = stored or {}
    form = FORM_OF[step](formdata=formdata, data=AboutForm.spread(given) if step == "ormas" else given)
    form.shape(track, kind)
    if step == "sekretariat":
        named = sorted((village, f"{village} (Kec. {district})", code) for code, village, district in villages)
        form.village_code.choices = choices([("", _("Choose one")), *((code, words) for _name, words, code in named)])
    return form
