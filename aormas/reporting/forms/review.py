"""What an officer says of a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from aormas.core.forms import OnceForm, choices
from aormas.reporting.models import ReportReason
from aormas.reporting.rules import stages

LONG = Length(max=4000)
VERDICTS = choices(
    [(stages.ACCEPTED, _("Accepted")), (stages.NOTED, _("There are remarks")), (stages.REJECTED, _("Rejected"))]
)


class VerdictForm(OnceForm):
    """A verdict with its reasons; `seen` is the number of the filing that the officer read."""

    seen = HiddenField()
    verdict = RadioField(_("What is said of the report"), [DataRequired(_("Choose a verdict."))], choices=VERDICTS)
    noted = SelectMultipleField(
        _("What is remarked"), [Optional()], coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )
    rejected = SelectMultipleField(
        _("Why it is rejected"), [Optional()], coerce=int, option_widget=CheckboxInput(), widget=ListWidget()
    )
    note = TextAreaField(_("In your own words"), [Optional(), LONG])

    def offer(self, reasons: Iterable[ReportReason]) -> None:
        """Offer stock reasons, each with its verdict."""
        known = list(reasons)
        for verdict in (stages.NOTED, stages.REJECTED):
            self[verdict].choices = choices([(one.id, one.title) for one in known if one.verdict == verdict])

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a ticked reason that belongs to another verdict than the one chosen."""
        good = super().validate(extra_validators)
        for name in (stages.NOTED, stages.REJECTED):
            if self.verdict.data and self[name].data and self.verdict.data != name:
                self.refuse(
                    name,
                    str(
                        _("A reason is ticked here, but another verdict is chosen. Untick it, or choose this verdict.")
                    ),
                )
                good = False
        return good

    def chosen(self, reasons: Iterable[ReportReason]) -> list[ReportReason]:
        """Return the ticked reasons of the verdict."""
        if self.verdict.data not in (stages.NOTED, stages.REJECTED):
            return []
        ticked = set(self[self.verdict.data].data or [])
        return [one for one in reasons if one.id in ticked]

    @property
    def last_seen(self) -> int:
        """The number of the filing that the page showed; 0 for none."""
        shown = str(self.seen.data or "")
        return int(shown) if shown.isdecimal() else 0


class WordForm(OnceForm):
    """A message to the organisation without a verdict."""

    text = TextAreaField(_("Message to the organisation"), [DataRequired(_("Write your answer.")), LONG])
