"""What was written of a report, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.i18n import format_date, format_datetime, format_number, format_rupiah
from aormas.organizations.models import FIELDS
from aormas.reporting.models import Activity, ActivityReport, ActivityVersion, Filing, ReportVersion
from aormas.reporting.rules import money, stages

REST = {
    "member_count": "Number of members now", "problems": "Problems, and what would help",
    "grants": "Grants and aid received, also from abroad", "changes": "Changes of board or seat since the last report",
    "plan": "Plan for the next semester",
}  # fmt: skip
NAMES = {
    "title": "What was it?", "subject": "Field of the activity", "starts_on": "On which day?",
    "ends_on": "Until which day, where it took several?", "place": "Place", "audience": "For whom?",
    "participants": "How many people came?", "aim": "Aim", "result": "Result", "partner": "Together with", "funds": "Cost",
    "public": "May be shown to everybody", **REST,
}  # fmt: skip


def label(name: str) -> str:
    """Return the name of a field inside a sentence: its question without the question mark."""
    return _("Name of the activity") if name == "title" else _(NAMES[name]).rstrip("?")


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


def came_earlier(filing: Filing) -> bool:
    """Tell whether a report reached the office on an earlier day than it was written down."""
    return filing.filed_on < clock.day_of(filing.filed_at)


def arrived(filing: Filing) -> str:
    """Return when a report reached the office, and when it was written down where that was later."""
    moment = format_datetime(filing.filed_at)
    if not came_earlier(filing):
        return moment
    return _("%(day)s, written down on %(moment)s", day=format_date(filing.filed_on), moment=moment)


def rest_rows(report: ActivityReport) -> list[tuple[str, str]]:
    """Return what a report says beside its activities as (question, answer)."""
    told = [(_(question), getattr(report, name)) for name, question in REST.items()]
    return [(question, said("", value)) for question, value in told if value not in (None, "")]


def said(name: str, value: Any) -> str:
    """Return the answer to a question (a key of `NAMES`) in words, as the form gives it or as a version keeps it."""
    if value in (None, "", []):
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return money_words(value)
    if isinstance(value, int):
        return format_number(value)
    if name in ("starts_on", "ends_on"):
        return format_date(value if isinstance(value, date) else date.fromisoformat(value))
    return str(FIELDS.get(value, value)) if name == "subject" else str(value)


def saved(versions: Sequence[ActivityVersion | ReportVersion]) -> list[tuple[Any, bool, list[tuple[str, str]]]]:
    """Return each version, whether it is the first, and its (question, answer) that are not those of the one before it."""
    found = []
    for place, version in enumerate(versions):
        older = next((one.content for one in versions[place + 1 :] if not one.beside), None)
        before = older or {}
        answers = [
            (_(question), said(name, version.content[name]))
            for name, question in NAMES.items()
            if name in version.content and (version.content[name] or None) != (before.get(name) or None)
        ]
        found.append((version, older is None, answers))
    return found


@dataclass(frozen=True)
class Said:
    """What one side wrote about a report, and when; the office's verdicts have a `word` and its `tone`."""

    at: datetime
    ours: bool
    lines: list[str]
    word: str = ""
    tone: str = "plain"


def talk(report: ActivityReport, stage: str) -> list[Said]:
    """Return all that was said about a report, the oldest first; without the verdict that the page shows by itself."""
    verdicts = [verdict for filing in report.filings for verdict in filing.verdicts]
    if stage in stages.ORGANIZATION_TURN:
        verdicts = verdicts[:-1]
    said_of = []
    for one in verdicts:
        word, tone = stages.STAGE_WORDS[one.verdict]
        said_of.append(Said(one.decided_at, False, [line for line in (*one.reasons, one.note) if line], _(word), tone))
    said_of += [Said(one.written_at, one.side == "organization", [one.text]) for one in report.messages]
    return sorted(said_of, key=lambda one: one.at)
