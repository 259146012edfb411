"""What officers type about a case: verdicts, decisions, visits, what the Ministry answered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, MultipleFileField
from werkzeug.datastructures import MultiDict
from wtforms import DateField, HiddenField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from aormas.core.forms import Form, choices, clean_text
from aormas.registration.rules import visits
from aormas.registration.rules.checklist import VERDICTS, Item, Verdict

DAY = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]
LONG, NUMBER = Length(max=4000), Length(max=120)
ANSWERS = choices([("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known"))])

OFFICES = choices(
    [("own", _("its own")), ("rent", _("rented")), ("borrowed", _("lent")), ("home", _("a board member's home"))]
)
CONCLUSIONS = choices(
    [
        ("active", _("Active")),
        ("inactive", _("Inactive")),
        ("moved", _("Moved to another address")),
        ("disputed", _("In dispute")),
    ]
)


class ReviewForm(Form):
    """The frame of the review screen; its verdicts are read by `typed_verdicts`."""

    round = HiddenField()


class StepForm(Form):
    """A step with a case: `seen` is the last step that the page showed."""

    seen = HiddenField()

    @property
    def last_seen(self) -> int | None:
        """The id of the last step that the page showed."""
        shown = str(self.seen.data or "")
        return int(shown) if shown.isdecimal() else None


class NoteForm(StepForm):
    """A note that stays inside the office."""

    note = TextAreaField(_("Note for colleagues"), [Optional(), LONG])


class RefusalForm(NoteForm):
    """Why an application should be refused."""

    reason = TextAreaField(
        _("Reason"), [DataRequired(_("Write the reason; the applicant reads it in the letter.")), LONG]
    )
    legal_basis = TextAreaField(
        _("Legal basis"),
        [
            DataRequired(_("Name the article on which the refusal stands, for example Pasal 59 ayat (1) UU 17/2013.")),
            LONG,
        ],
    )


class ReturnForm(StepForm):
    """What the verifier has to look at again."""

    note = TextAreaField(
        _("What has to be looked at again"), [DataRequired(_("Write what the verifier has to look at again.")), LONG]
    )


class SignForm(StepForm):
    """The password again, before the signature."""

    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


class AnswerForm(StepForm):
    """The answer to an objection."""

    reason = TextAreaField(
        _("Answer to the applicant"), [DataRequired(_("Write the answer; the applicant reads it.")), LONG]
    )
    password = PasswordField(_("Your password"), [DataRequired(_("Type your password to confirm."))])


class CloseForm(StepForm):
    """Why a case was closed."""

    reason = TextAreaField(
        _("Sentence for the applicant"),
        [DataRequired(_("Write a sentence that tells the applicant why the case was closed.")), LONG],
    )


class AssignForm(Form):
    """Who looks at a case."""

    officer = SelectField(_("Officer"), coerce=int)


class ForwardForm(StepForm):
    """The sending to the Ministry."""

    on = DateField(_("Day of sending"), [DataRequired(_("Choose the date."))], format=DAY)
    number = StringField(
        _("Number of the sending"),
        [
            DataRequired(_("Write the number under which the file was sent, for example the cover letter's number.")),
            NUMBER,
        ],
    )


class SktForm(StepForm):
    """The SKT that came."""

    number = StringField(
        _("Number of the SKT"), [DataRequired(_("Write the SKT's number, as it stands on it.")), NUMBER]
    )
    issued_on = DateField(_("Date of the SKT"), [DataRequired(_("Choose the date."))], format=DAY)
    valid_until = DateField(_("Valid until"), [Optional()], format=DAY)
    file = FileField(_("Scan of the SKT"))


class MinistryRefusalForm(StepForm):
    """The Ministry's refusal."""

    on = DateField(_("Date of the Ministry's letter"), [DataRequired(_("Choose the date."))], format=DAY)
    reason = TextAreaField(
        _("The Ministry's reason"), [DataRequired(_("Write the Ministry's reason; the applicant reads it.")), LONG]
    )


class PlanForm(Form):
    """A visit to come."""

    planned_on = DateField(_("Day of the visit"), [DataRequired(_("Choose the date."))], format=DAY)
    planned_time = StringField(
        _("Time"), [Optional(), Regexp(r"^\d{1,2}[.:]\d{2}$", message=_("Write the time like 09.30."))]
    )
    officers = TextAreaField(_("Who goes"), [DataRequired(_("Write who goes, one name a line.")), Length(max=1000)])


# The questions of the visit in the order of the printed form.
PRINTED_ORDER = (
    "address_found", "name_board", "office", "people_met", "board_as_registered", "active", "members", "finance_book",
    "emblem_breach", "complaints", "photos", "coordinates",
)  # fmt: skip


class VisitForm(Form):
    """What a visit found."""

    conducted_on = DateField(_("Day of the visit"), [DataRequired(_("Choose the date."))], format=DAY)
    people_met = TextAreaField(
        _("People met and their posts"), [DataRequired(_("Write who was met, one name a line.")), Length(max=1000)]
    )
    office = RadioField(_("The office is"), [Optional()], choices=OFFICES)
    address_found = RadioField(_("Address found as filed"), [Optional()], choices=ANSWERS)
    name_board = RadioField(_("Name board is up"), [Optional()], choices=ANSWERS)
    board_as_registered = RadioField(_("Board is as filed"), [Optional()], choices=ANSWERS)
    active = RadioField(_("Activities in the last six months"), [Optional()], choices=ANSWERS)
    finance_book = RadioField(_("Finance book is kept"), [Optional()], choices=ANSWERS)
    emblem_breach = RadioField(_("Emblem or flag breaks a rule"), [Optional()], choices=ANSWERS)
    complaints = RadioField(_("Complaints from neighbours"), [Optional()], choices=ANSWERS)
    members = StringField(_("Number of members"), [Optional(), Length(max=60)])
    coordinates = StringField(_("Coordinates"), [Optional(), Length(max=60)])
    notes = TextAreaField(_("What was seen"), [Optional(), LONG])
    conclusion = RadioField(
        _("Conclusion"), [DataRequired(_("Choose what the visit concluded."))], choices=CONCLUSIONS,
    )  # fmt: skip
    advice = TextAreaField(_("Advice"), [Optional(), LONG])
    photos = MultipleFileField(_("Photos"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for number, name in enumerate(PRINTED_ORDER, 1):
            self[name].label.text = f"{number}. {self[name].label.text}"
        for field in self:
            field.flags.optional = False  # the page says it once for all

    def findings(self) -> dict[str, str]:
        """Return question code → answer of what was answered."""
        codes = ("office", *visits.QUESTIONS, *visits.TEXTS)
        return {code: self[code].data for code in codes if self[code].data}


def typed_verdicts(typed: MultiDict[str, str], items: Iterable[Item], reasons: Mapping[str, str]) -> list[Verdict]:
    """Return the verdicts that a person gave or changed; a card that was left as the page showed it is none.

    `reasons` is the id of a stock reason → its words.
    """
    found = []
    for item in items:
        verdict = typed.get(f"verdict-{item.target}", "")
        reason = reasons.get(typed.get(f"reason-{item.target}", ""), "")
        note = clean_text(typed.get(f"note-{item.target}", "")) or ""
        note = note.replace("\r\n", "\n")
        if verdict not in VERDICTS:
            continue
        if verdict != "fix":
            reason = note = ""
        if stamp(verdict, reason, note) != typed.get(f"was-{item.target}"):
            found.append(Verdict(item.target, verdict, reason, note))
    return found


def stamp(verdict: str | None, reason: str, note: str) -> str:
    """Return a short mark of what a card shows, so that two officers do not undo each other's verdicts unseen."""
    return hashlib.sha256(f"{verdict}\0{reason}\0{note}".encode()).hexdigest()[:8] if verdict else ""
