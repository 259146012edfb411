"""What happened with a case, newest first, for its page."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from aormas.core.i18n import format_datetime
from aormas.registration.models import Application, Decision
from aormas.registration.rules import desk_words, stages

APPLICANT = ("object", "withdraw")


def lines(application: Application) -> list[tuple[str, str]]:
    """Return (when, what) of the sending, the corrections and each step with its note."""
    found: list[tuple[datetime, str]] = []
    if application.submitted_at is not None:
        found.append((application.submitted_at, _sending(application)))
        found += [(at, _("Corrections came")) for at in _corrections(application)]
    found += [(row.at, _line(row)) for row in application.decisions]
    return [(format_datetime(at), text) for at, text in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _sending(application: Application) -> str:
    if application.channel == "counter" and application.filed_by is not None:
        return _("Received at the counter by %(name)s", name=application.filed_by.name)
    return _("Sent by the applicant")


def _corrections(application: Application) -> list[datetime]:
    """When the applicant's turn ended and the office's began, the first sending left out."""
    sent = application.submitted_at
    began = [
        span.began_at
        for span in application.spans
        if span.turn == stages.OFFICE and sent is not None and span.began_at > sent
    ]
    ended = {span.ended_at for span in application.spans if span.turn == stages.APPLICANT}
    return [at for at in began if at in ended]


def _line(row: Decision) -> str:
    who = row.by.name if row.by else (_("The applicant") if row.verb in APPLICANT else _("The office"))
    verb = desk_words.VERBS.get(row.verb)
    said = ". ".join(part for part in (row.reason, row.note) if part)
    done = f"{who} {_(verb) if verb else row.verb}"
    return f"{done}: {said}" if said else done
