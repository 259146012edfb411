"""What is typed of a report: an activity, the rest, the signers, an answer, a request for more time."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Optional

from aormas.core.forms import Form, OnceForm, choices
from aormas.organizations.forms.section import Day
from aormas.organizations.models import FIELDS
from aormas.reporting.forms.fields import MembersField, Most, NumberField, RupiahField
from aormas.reporting.rules import money, states

LONG = 4000  # characters of a long answer


class FundForm(Form):
    """Where a part of the money came from, and how much."""

    class Meta(Form.Meta):
        """The page's form carries the token."""

        csrf = False

    source = SelectField(
        _("Source of the money"),
        [Optional()],
        choices=choices([("", _("Choose")), *((key, _(word)) for key, word in money.SOURCES.items())]),
    )
    amount = RupiahField(_("Amount"), [Optional()])
    sure = BooleanField(_("Yes, this amount is right"))
    asked = False  # whether the page asks if the amount is meant
    known: Container[tuple[str, int]] = ()  # what was saved before needs no asking

    def validate(self, *arguments: Any, **options: Any) -> bool:
        """Ask for the source of an amount, the amount of a source, and whether a very large one is meant."""
        right = bool(super().validate(*arguments, **options))
        if self.source.data and not self.amount.data and not self.amount.errors:
            self.refuse("amount", str(_("Write the amount, or 0 if it cost nothing.")))
            return False
        if self.amount.data and not self.amount.errors and not self.source.data:
            self.refuse("source", str(_("Choose where the money came from.")))
            return False
        return right and self._is_meant()

    def _is_meant(self) -> bool:
        if self.amount.errors or (self.amount.number or 0) < money.ODD:
            return True
        self.asked = (self.source.data, self.amount.number) not in self.known
        if not self.asked or self.sure.data:
            return True
        question = _("Is Rp%(amount)s right? Please look at the zeros, mend the amount or say below that it is right.")
        self.refuse("amount", str(question % {"amount": self.amount.data}))
        return False


class ActivityForm(OnceForm):
    """One activity that took place."""

    seen = HiddenField(default="0")
    planned = HiddenField(default="")
    title = StringField(_("What was it?"), [Most(200)])
    subject = SelectField(_("Field of the activity"), choices=choices(FIELDS.items()), default="lainnya")
    starts_on = Day(_("On which day?"))
    ends_on = Day(_("Until which day, where it took several?"), validators=[Optional()])
    place = StringField(_("Place"), [Optional(), Most(200)])
    audience = StringField(_("For whom?"), [Optional(), Most(200)])
    participants = NumberField(_("How many people came?"), [Optional()])
    aim = TextAreaField(_("Aim"), [Optional(), Most(LONG)])
    result = TextAreaField(_("Result"), [Optional(), Most(LONG)])
    partner = StringField(_("Together with"), [Optional(), Most(200)])
    funds = FieldList(FormField(FundForm), min_entries=len(money.SOURCES), max_entries=len(money.SOURCES))
    public = BooleanField(_("May be shown to everybody"), default=True)
    another = BooleanField(_("Yes, this is another activity"))
    asked = False  # whether the page asks if it is another one than the one of the same name and day

    def values(self) -> dict[str, Any]:
        """Return what was typed as `actions.activities.save` takes it. Call after `validate`."""
        texts = ("title", "place", "aim", "audience", "partner", "result")
        return {
            **{name: self[name].data or "" for name in texts},
            "subject": self.subject.data, "starts_on": self.starts_on.data, "ends_on": self.ends_on.data,
            "participants": self.participants.number, "public": self.public.data,
            "funds": [(row.source.data, row.amount.number) for row in self.rows if row.amount.number],
        }  # fmt: skip

    def take(self, name: str, value: Any) -> None:
        """Put a value into a field as if the page had been opened with it."""
        if name == "funds":
            more = [("", None)] * len(self.rows)
            for row, (source, amount) in zip(self.rows, [*value, *more], strict=False):
                row.source.process_data(source)
                row.amount.process_data(amount)
            return
        self[name].process_data(value)
        self[name].raw_data = None

    @property
    def rows(self) -> list[Any]:
        """Return the forms of the rows of money."""
        return [entry.form for entry in self.funds.entries]


class RestForm(Form):
    """What a report says beside its activities."""

    seen = HiddenField(default="0")
    member_count = MembersField(_("Number of members now"), [Optional()])
    problems = TextAreaField(_("Problems, and what would help"), [Optional(), Most(LONG)])
    grants = TextAreaField(_("Grants and aid received, also from abroad"), [Optional(), Most(LONG)])
    changes = TextAreaField(_("Changes of board or seat since the last report"), [Optional(), Most(LONG)])
    plan = TextAreaField(_("Plan for the next semester"), [Optional(), Most(LONG)])

    def values(self) -> dict[str, Any]:
        """Return what was typed as `actions.writing.save` takes it. Call after `validate`."""
        texts = {name: self[name].data or "" for name in ("problems", "grants", "changes", "plan")}
        return {**texts, "member_count": self.member_count.number}

    def take(self, name: str, value: Any) -> None:
        """Put a value into a field as if the page had been opened with it."""
        self[name].process_data(value)
        self[name].raw_data = None


SIGNERS = ("chair_name", "chair_office", "secretary_name", "secretary_office")


class SendForm(OnceForm):
    """The two who sign (PP 58/2016 art. 39: chair and secretary or their equals)."""

    chair_name = StringField(_("Name of the chair"), [Most(160)])
    chair_office = StringField(_("Signs as"), [Most(80)])
    secretary_name = StringField(_("Name of the secretary"), [Most(160)])
    secretary_office = StringField(_("Signs as"), [Most(80)])

    def signers(self) -> dict[str, str]:
        """Return the names and offices of the two."""
        return {name: self[name].data or "" for name in SIGNERS}


class CounterSendForm(SendForm):
    """The same at the counter, with the day on which the paper came."""

    arrived_on = Day(_("Received by the office on"))


class AnswerForm(OnceForm):
    """An answer to the office's remarks."""

    text = TextAreaField(_("Your message to the office"), [Most(LONG)])


class ReliefForm(OnceForm):
    """A request for more time, or to be exempted this time."""

    kind = RadioField(
        _("What do you ask for?"),
        choices=choices([(states.EXTENSION, _("More time")), (states.EXEMPTION, _("Not to report for this period"))]),
        default=states.EXTENSION,
    )
    until = Day(_("Until which day?"), validators=[Optional()])  # only an exemption needs none
    reason = TextAreaField(_("Reason"), [Most(LONG)])

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.until.flags.optional = False
