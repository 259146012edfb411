"""Through which door a report is written: whose it is, on which period, by whom, and where its pages are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from aormas.accounts.models import User
from aormas.organizations.models import Organization
from aormas.reporting.actions.standing import COUNTER
from aormas.reporting.models import Activity, ActivityReport, Period, Photo
from aormas.reporting.presentation import states as words
from aormas.reporting.queries import writing as queries


@dataclass(frozen=True)
class Door:
    """An organisation's report on a period, and who writes it: its own people (`portal`) or an officer (`counter`)."""

    organization: Organization
    period: Period
    channel: str
    by: User

    @property
    def at_counter(self) -> bool:
        """Tell whether an officer writes for the organisation."""
        return self.channel == COUNTER

    @property
    def layout(self) -> str:
        """Return the template that the pages stand in."""
        return "layouts/desk.html" if self.at_counter else "layouts/portal.html"

    @property
    def name(self) -> str:
        """Return the period as people say it."""
        return words.name_of(self.period)

    @property
    def home(self) -> str:
        """Return where the way back leads: the organisation's reports."""
        if self.at_counter:
            return url_for("organizations_desk.part", organization=self.organization, part="laporan")
        return url_for("reporting_portal.reports")

    def url(self, name: str = "", **more: Any) -> str:
        """Return the address of one of the report's pages by its name in `routes.ROUTES`; without a name the report's own."""
        base = "reporting_portal.report"
        if self.at_counter:
            base, more = "reporting_desk.entry", {"organization": self.organization, **more}
        return url_for(f"{base}_{name}" if name else base, code=self.period.code, **more)

    @property
    def report(self) -> ActivityReport | None:
        """Return the report as far as it is written."""
        return queries.report_of(self.organization.id, self.period.id)

    def activity(self, number: int) -> Activity | None:
        """Return an activity of this report by its number."""
        return queries.activity_of(self.organization.id, self.period.id, number)

    def photo(self, number: int) -> Photo | None:
        """Return a photo of this report by its number."""
        return queries.photo_of(self.organization.id, self.period.id, number)
