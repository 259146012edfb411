"""Reminders as people read them: the ready text, the address that opens it in WhatsApp, words for ways and answers."""

from __future__ import annotations

from urllib.parse import quote

from flask_babel import force_locale
from flask_babel import gettext as _

from aormas.core import web
from aormas.core.office import office
from aormas.core.pdf.dates import long_date
from aormas.reporting.models import Reminder, ReminderRule
from aormas.reporting.presentation import states as words
from aormas.reporting.queries.reminding import Due
from aormas.reporting.rules import kinds, reminding

# Way → message id.
CHANNELS = {"whatsapp": "WhatsApp", "email": "E-mail", "letter": "Printed letter", "call": "Phone call"}
STATES = {"waiting": ("is being sent", "plain"), "sent": ("sent", "ok"), "failed": ("could not be sent", "late")}


def channel_words() -> dict[str, str]:
    """Return way → its name."""
    return {name: _(text) for name, text in CHANNELS.items()}


def answer_words() -> dict[str, str]:
    """Return answer → its words."""
    return {code: _(text) for code, text in reminding.ANSWERS.items()}


def state_words() -> dict[str, tuple[str, str]]:
    """Return state of a reminder → (word, tone)."""
    return {name: (_(word), tone) for name, (word, tone) in STATES.items()}


def duty_words(kind: str, code: str, title: str, months: int = 6) -> str:
    """Return what an organisation is reminded of, inside a sentence."""
    if kind == kinds.SEMESTER:
        return _("report on %(period)s", period=words.period_name(code, months))
    return title or _(kinds.KINDS[kind])


def duty_of(reminder: Reminder) -> str:
    """Return what a reminder was about."""
    duty = reminder.duty
    months = duty.period.rule.months if duty.period is not None else 6
    return duty_words(duty.kind, duty.period.code if duty.period else "", duty.title, months)


def written(due: Due, text: str) -> str:
    """Return a text for one organisation; always in Indonesian, since the organisation reads it."""
    with force_locale("id"):
        return reminding.written(
            text, name=due.name, duty=duty_words(due.kind, due.code, due.title, due.months), day=long_date(due.until),
            state=state_said(due), office=office().name, url=url_of(due.kind),
        )  # fmt: skip


def state_said(due: Due) -> str:
    """Return how a duty stands, for its text: what was sent and rejected is no silence."""
    if due.rejected_on is not None:
        return _("the report that was sent was rejected on %(date)s", date=long_date(due.rejected_on))
    return words.word(due.state, due.kind)


def text_of(due: Due) -> str:
    """Return the ready text of the rule that is due."""
    return written(due, due.rule.text)


def subject_of(reminder: Reminder) -> str:
    """Return the subject of a reminder's e-mail."""
    return reminder.rule.subject.replace("{nama}", reminder.duty.organization.name)


def url_of(kind: str) -> str:
    """Return the short address at which an organisation does what it is reminded of."""
    return web.site_root() + {kinds.SEMESTER: "/portal/laporan", kinds.CONFIRMATION: "/portal/konfirmasi"}.get(
        kind, "/portal"
    )


def whatsapp_url(mobile: str, text: str) -> str:
    """Return the address that opens a text in WhatsApp, empty without a mobile number."""
    return f"https://wa.me/{mobile.removeprefix('+')}?text={quote(text)}" if mobile else ""


def rule_words(rule: ReminderRule) -> str:
    """Return when a rule reminds: 14 days before the last day."""
    if rule.days == 0:
        return _("on the last day")
    if rule.days < 0:
        return _("%(n)s days before the last day", n=-rule.days)
    return _("%(n)s days after the last day", n=rule.days)
