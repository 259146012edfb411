"""Where a case stands, in the applicant's words: the sentence, whose turn it is, the days of both sides, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.letters.models import Letter
from aormas.registration.actions import correction, turns
from aormas.registration.models import Application
from aormas.registration.rules import clocks as rules
from aormas.registration.rules import stages
from aormas.registration.rules.clocks import Reading

# Message ids: the sentence of a stage; `date` is the day by which the next step is due, or the day on which it ended.
SENTENCES = {
    "submitted": "An officer looks whether everything is there, by %(date)s at the latest.",
    "awaiting_correction": "Please answer %(n)s findings by %(date)s. Only these; everything else is kept.",
    "awaiting_forward": "The cover letter is signed; the office sends the file to the Minister of Home Affairs next.",
    "refused": "The office refused the application on %(date)s. Reason and ways to object stand below.",
    "objected": "The office answers your objection by %(date)s at the latest.",
    "refusal_upheld": "The office answered your objection on %(date)s: the refusal stands.",
    "refused_by_ministry": "The Ministry refused the SKT; its reason stands below.",
    "withdrawn": "You withdrew this application on %(date)s. A new one can be filed at any time.",
    "closed": "The office closed this application on %(date)s because the correction did not come in time. A new one can be filed at any time.",
}
DECIDING = "The office decides by %(date)s at the latest."
CHECKING = "An officer is checking the papers, by %(date)s at the latest."
COMPLETE = "The file is complete since %(since)s; the office decides by %(date)s at the latest."
OVERDUE = (
    "Please answer %(n)s findings. Their days ended on %(date)s; send them before the office closes the application."
)


@dataclass(frozen=True)
class Status:
    """Where a case stands: the word, its tone, the sentence, and the days of whose turn it is."""

    word: str
    tone: str
    text: str
    used: int | None = None
    total: int | None = None


def status(application: Application) -> Status:
    """Return the sentence with which the page of a case opens."""
    word, tone = stages.STAGE_WORDS[application.stage]
    if withdrawn_letter(application) is not None:
        return Status(_("Letter withdrawn"), "late", _withdrawn(application))
    reading = present_reading(application)
    if reading is None or reading.due is None:
        return Status(_(word), tone, _sentence(application, None))
    tone = "late" if reading.tone == "late" else tone
    return Status(_(word), tone, _sentence(application, reading), reading.used, reading.allowed)


def withdrawn_letter(application: Application) -> Letter | None:
    """Return the letter that granted a case, if the office has withdrawn it since."""
    letter = application.letter
    granting = application.stage == "granted" and application.version.service.track != "skt"
    return letter if granting and letter is not None and letter.state == "withdrawn" else None


def _withdrawn(application: Application) -> str:
    letter = withdrawn_letter(application)
    assert letter is not None
    return _(
        "Letter number %(number)s was withdrawn on %(date)s and is not valid any more. Reason: %(reason)s",
        number=letter.number,
        date=format_date(letter.withdrawn_on),
        reason=letter.withdrawn_reason,
    )


def present_reading(application: Application) -> Reading | None:
    """Return the clock that runs now: the applicant's, the office's, or that of an objection."""
    if application.stage == "awaiting_correction":
        return turns.applicant_reading(application)
    if application.stage == "objected":
        began = next((span.began for span in reversed(turns.spans(application)) if span.ended is None), clock.today())
        return rules.check_clock(began, application.version.answer_days, calendar(), clock.today())
    if application.turn == stages.OFFICE and application.stage != "awaiting_forward":
        return turns.office_reading(application)
    return None


def _sentence(application: Application, reading: Reading | None) -> str:
    if application.stage == "granted":
        return _granted(application)
    if application.stage == "forwarded":
        return _forwarded(application)
    day: date | None = (
        reading.due if reading else (clock.day_of(application.ended_at) if application.ended_at else None)
    )
    since = format_date(application.complete_at)
    return _(
        _message(application, reading), date=format_date(day), since=since, n=len(correction.open_findings(application))
    )


def _message(application: Application, reading: Reading | None) -> str:
    if application.stage == "in_review":
        return CHECKING if application.complete_at is None else COMPLETE
    if application.stage == "awaiting_correction" and reading is not None and (reading.left or 0) < 0:
        return OVERDUE
    return SENTENCES.get(application.stage, DECIDING)


def _forwarded(application: Application) -> str:
    if application.forwarded_on is None:
        return _("The file is with the Minister of Home Affairs.")
    return _(
        "The file was sent to the Minister of Home Affairs on %(date)s (number %(number)s). The Ministry decides within 15 working days of its own register.",
        date=format_date(application.forwarded_on), number=application.forwarded_number,
    )  # fmt: skip


def _granted(application: Application) -> str:
    letter = application.letter
    basis = application.organization.present_basis if application.organization else None
    if application.version.service.track == "skt" and basis is not None:
        return _(
            "The SKT number %(number)s is valid until %(date)s.",
            number=basis.number,
            date=format_date(basis.valid_until),
        )
    if letter is None:
        return _("The application was granted.")
    return _(
        "Letter number %(number)s was signed on %(date)s. You can download it below.",
        number=letter.number,
        date=format_date(letter.signed_on),
    )


def clocks(application: Application) -> list[tuple[str, str, str]]:
    """Return both clocks of an open case: whose, days used of days allowed, and what that means."""
    if application.submitted_at is None or application.ended_at is not None:
        return []
    if application.stage == "objected":
        reading = present_reading(application)
        return [(_("Office, answer to the objection"), _days(reading), _running(reading))] if reading else []
    office, applicant = turns.office_reading(application), turns.applicant_reading(application)
    name = _("Office, until the decision") if application.complete_at else _("Office, first look")
    return [
        (name, _days(office), _running(office)),
        (_("You, for this correction"), _days(applicant), _running(applicant)),
    ]


def _days(reading: Reading) -> str:
    return _("%(used)s of %(total)s working days used", used=reading.used, total=reading.allowed)


def _running(reading: Reading) -> str:
    if not reading.running or reading.due is None:
        return _("stands still now")
    day = format_date(reading.due)
    return _("ended on %(date)s", date=day) if (reading.left or 0) < 0 else _("runs until %(date)s", date=day)


def next_steps(application: Application) -> list[str]:
    """Return what happens after sending, as sentences with their days."""
    version = application.version
    look = turns.office_reading(application).due if application.stage == "submitted" else None
    first = (
        _("An officer looks whether everything is there, by %(date)s at the latest.", date=format_date(look))
        if look
        else _("An officer looks whether everything is there.")
    )
    mend = _(
        "If something needs mending, the page of the case says what and why, and you have %(days)s working days for it.",
        days=version.applicant_days,
    )
    if version.service.track == "skt":
        return [
            first,
            mend,
            _("Then the office sends the file to the Minister of Home Affairs, who decides and issues the SKT."),
        ]
    return [
        first,
        mend,
        _("Once the file is complete, the office decides within %(days)s working days.", days=version.office_days),
    ]
