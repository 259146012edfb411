"""A case after it was sent, in the applicant's words: where it stands, whose turn, the days, what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.registration.actions import correction, turns
from aormas.registration.models import Application, Decision
from aormas.registration.rules import corrections, stages
from aormas.registration.rules.clocks import Reading

# Message ids of the steps that an applicant sees in the history; what is not here stays inside the office.
STEP_WORDS = {
    "ask_correction": "Handed back for correction",
    "complete": "Recorded as complete",
    "recommend": "Checked, passed on for approval",
    "recommend_refusal": "Checked, passed on for a decision",
    "approve": "Approved by the head of division",
    "sign": "Letter signed",
    "refuse": "Refused",
    "forward": "Sent to the Ministry",
    "record_skt": "The Ministry issued the SKT",
    "record_ministry_refusal": "Refused by the Ministry",
    "object": "You objected to the refusal",
    "uphold": "Your objection was answered: the refusal stands",
    "reopen": "Your objection was accepted: the office takes the case up again",
    "close": "Closed by the office",
    "withdraw": "Withdrawn by you",
}


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
    reading = _present_reading(application)
    if reading is None or reading.due is None:
        return Status(_(word), tone, _sentence(application, None))
    return Status(_(word), reading.tone if reading.tone == "late" else tone, _sentence(application, reading.due), reading.used, reading.allowed)


def _present_reading(application: Application) -> Reading | None:
    if application.stage == "awaiting_correction":
        return turns.applicant_reading(application)
    if application.turn == stages.OFFICE and application.stage not in {"objected", "awaiting_forward"}:
        return turns.office_reading(application)
    return None


def _sentence(application: Application, due: date | None) -> str:
    day = format_date(due) if due else ""
    count = len(correction.open_findings(application))
    ended = format_date(application.ended_at) if application.ended_at else ""
    texts = {
        "submitted": lambda: _("An officer looks whether everything is there, by %(date)s at the latest.", date=day),
        "in_review": lambda: _complete_sentence(application, day),
        "awaiting_correction": lambda: _("Please answer %(n)s findings by %(date)s. Only these; everything else is kept.", n=count, date=day),
        "awaiting_forward": lambda: _("The cover letter is signed; the office sends the file to the Minister of Home Affairs next."),
        "forwarded": lambda: _forwarded(application),
        "granted": lambda: _granted(application),
        "refused": lambda: _("The office refused the application on %(date)s. Reason and ways to object stand below.", date=ended),
        "objected": lambda: _("The office answers your objection by %(date)s at the latest.", date=format_date(turns.objection_due(application))),
        "refusal_upheld": lambda: _("The office answered your objection on %(date)s: the refusal stands.", date=ended),
        "refused_by_ministry": lambda: _("The Ministry refused the SKT; its reason stands below."),
        "withdrawn": lambda: _("You withdrew this application on %(date)s. A new one can be filed at any time.", date=ended),
        "closed": lambda: _("The office closed this application on %(date)s because the correction did not come in time. A new one can be filed at any time.", date=ended),
    }
    decided = lambda: _("The office decides by %(date)s at the latest.", date=day)  # noqa: E731
    return texts.get(application.stage, decided)()


def _complete_sentence(application: Application, day: str) -> str:
    if application.complete_at is None:
        return _("An officer is checking the papers, by %(date)s at the latest.", date=day)
    return _("The file is complete since %(since)s; the office decides by %(date)s at the latest.", since=format_date(application.complete_at), date=day)


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
        return _("The SKT number %(number)s is valid until %(date)s.", number=basis.number, date=format_date(basis.valid_until))
    if letter is None:
        return _("The application was granted.")
    return _("Letter number %(number)s was signed on %(date)s. You can download it below.", number=letter.number, date=format_date(letter.signed_on))


def clocks(application: Application) -> list[tuple[str, str, str]]:
    """Return both clocks: whose, days used of days allowed, and what that means."""
    if application.submitted_at is None or application.ended_at is not None:
        return []
    office, applicant = turns.office_reading(application), turns.applicant_reading(application)
    begun = application.complete_at is not None
    name = _("Office, until the decision") if begun else _("Office, first look")
    return [(name, _days(office), _running(office)), (_("You, for this correction"), _days(applicant), _running(applicant))]


def _days(reading: Reading) -> str:
    return _("%(used)s of %(total)s working days used", used=reading.used, total=reading.allowed)


def _running(reading: Reading) -> str:
    return _("runs until %(date)s", date=format_date(reading.due)) if reading.running and reading.due else _("stands still now")


def timeline(application: Application) -> list[tuple[datetime, str]]:
    """Return what happened, newest first."""
    items: list[tuple[datetime, str]] = [(application.created_at, _("Filing begun"))]
    if application.submitted_at is not None:
        items.append((application.submitted_at, _("Sent to the office")))
    items += [(d.at, _(STEP_WORDS[d.verb])) for d in application.decisions if d.verb in STEP_WORDS]
    items += [(moment, _("Correction sent back")) for moment in _returns(application)]
    for visit in application.visits:
        if visit.recorded_at is not None:
            items.append((visit.recorded_at, _("The secretariat was visited on %(date)s", date=format_date(visit.conducted_on))))
    return sorted(items, key=lambda item: item[0], reverse=True)


def _returns(application: Application) -> list[datetime]:
    """Return when the applicant sent the case back: the applicant's turn ended, and not by closing or withdrawing."""
    ended = {d.at for d in application.decisions if d.verb in {"close", "withdraw"}}
    return [s.ended_at for s in application.spans if s.turn == stages.APPLICANT and s.ended_at is not None and s.ended_at not in ended]


def planned_visit(application: Application) -> tuple[str, str] | None:
    """Return day and time of a visit that is still to come."""
    coming = [v for v in application.visits if v.planned_on and v.conducted_on is None and v.planned_on >= clock.today()]
    return (format_date(coming[-1].planned_on, "weekday"), coming[-1].planned_time) if coming else None


def refusal(application: Application) -> Decision | None:
    """Return the refusal that stands: reason and legal basis."""
    return next((d for d in reversed(application.decisions) if d.verb in {"refuse", "record_ministry_refusal"}), None) if _is_refused(application) else None


def _is_refused(application: Application) -> bool:
    return application.stage in {"refused", "objected", "refusal_upheld", "refused_by_ministry"}


def answer_to_objection(application: Application) -> Decision | None:
    """Return the office's answer to an objection, if there is one."""
    return next((d for d in reversed(application.decisions) if d.verb in {"uphold", "reopen"}), None)


def own_objection(application: Application) -> Decision | None:
    """Return the objection as it was written."""
    return next((d for d in reversed(application.decisions) if d.verb == "object"), None)


def objection_until(application: Application) -> date | None:
    """Return the last day to object, when there is something to object to and time is left."""
    if application.stage != "refused" or application.ended_at is None:
        return None
    until = corrections.objection_until(clock.day_of(application.ended_at), application.version.objection_days, calendar())
    return until if until >= clock.today() else None


def next_steps(application: Application) -> list[str]:
    """Return what happens after sending, as sentences with their days."""
    version = application.version
    look = turns.office_reading(application).due if application.stage == "submitted" else None
    first = _("An officer looks whether everything is there, by %(date)s at the latest.", date=format_date(look)) if look else _("An officer looks whether everything is there.")
    mend = _("If something needs mending, you see here what and why, and have %(days)s working days for it.", days=version.applicant_days)
    if version.service.track == "skt":
        return [first, mend, _("Then the office sends the file to the Minister of Home Affairs, who decides and issues the SKT.")]
    return [first, mend, _("Once the file is complete, the office decides within %(days)s working days.", days=version.office_days)]
