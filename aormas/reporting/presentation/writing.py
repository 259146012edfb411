"""What was written of a report, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from aormas.core.i18n import format_date, format_number, format_rupiah
from aormas.organizations.models import FIELDS
from aormas.reporting.models import Activity, ActivityReport, ActivityVersion
from aormas.reporting.rules import money

NAMES = {
    "title": "What was it?", "subject": "Field of the activity", "starts_on": "On which day?",
    "ends_on": "Until which day, where it took several?", "place": "Place", "audience": "For whom?",
    "participants": "How many people came?", "aim": "Aim", "result": "Result", "partner": "Together with", "funds": "Cost",
    "public": "May be shown to everybody",
}  # fmt: skip


def days(activity: Any) -> str:
    """Return the day of an activity or a plan, or its first and last day."""
    if activity.ends_on is None or activity.ends_on == activity.starts_on:
        return format_date(activity.starts_on)
    return f"{format_date(activity.starts_on)} – {format_date(activity.ends_on)}"


def money_words(funds: Iterable[Any]) -> str:
    """Return amounts by their sources: `Iuran anggota Rp500.000`."""
    return ", ".join(f"{_(money.SOURCES.get(source, source))} {format_rupiah(amount)}" for source, amount in funds)


def rows(activity: Activity) -> list[tuple[str, str]]:
    """Return what an activity says as (question, answer); what was left empty is left out."""
    told = [
        (_("When"), days(activity)), (_("Place"), activity.place), (_("Field"), FIELDS.get(activity.subject, activity.subject)),
        (_("For whom"), activity.audience),
        (_("People"), format_number(activity.participants) if activity.participants is not None else ""),
        (_("Aim"), activity.aim), (_("Result"), activity.result), (_("Together with"), activity.partner),
        (_("Cost"), money_words((fund.source, fund.amount) for fund in activity.funds)),
    ]  # fmt: skip
    return [row for row in told if row[1]]


def rest_rows(report: ActivityReport) -> list[tuple[str, str]]:
    """Return what a report says beside its activities as (question, answer)."""
    told = [
        (_("Number of members now"), format_number(report.member_count) if report.member_count is not None else ""),
        (_("Problems, and what would help"), report.problems),
        (_("Grants and aid received, also from abroad"), report.grants),
        (_("Changes of board or seat since the last report"), report.changes),
        (_("Plan for the next semester"), report.plan),
    ]
    return [row for row in told if row[1]]


def saved(versions: list[ActivityVersion]) -> list[tuple[ActivityVersion, str]]:
    """Return each version with the questions that it answers differently from the one saved before it."""
    found = []
    for place, version in enumerate(versions):
        older = next((one for one in versions[place + 1 :] if one.number), None)
        changed = [
            _(name)
            for key, name in NAMES.items()
            if older is not None and version.content.get(key) != older.content.get(key)
        ]
        found.append((version, ", ".join(changed)))
    return found
