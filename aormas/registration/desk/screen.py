"""The page of one case: what it shows to whom, and what can happen next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from aormas.accounts import queries as people
from aormas.accounts.models import User
from aormas.core import clock, web
from aormas.core.forms import Form, choices
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.registration.actions import decide, silence, turns
from aormas.registration.desk import history, words
from aormas.registration.desk.cards import Card, cards
from aormas.registration.desk.changes import change_rows
from aormas.registration.desk.face import officer
from aormas.registration.forms import desk as forms
from aormas.registration.models import Application
from aormas.registration.queries import desk_case, desk_similar
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules import checklist, clocks, desk_words
from aormas.registration.rules.checklist import Item, Verdict

LOOKED_AT = ("submitted", "in_review")


def page(
    application: Application,
    *,
    given: Form | None = None,
    typed: Mapping[str, Verdict] | None = None,
    errors: Mapping[str, str] | None = None,
) -> str:
    """Return the page of a case; `given` is a form that was not accepted, `typed` and `errors` are of verdicts."""
    application = desk_case.load(application)
    found, person = items(application), officer()
    made = cards(application, found, typed=typed, errors=errors)
    reviewing = (
        application.stage == "in_review"
        and person.may("application.review")
        and application.assigned_to_id == person.id
    )
    return web.page(
        "registration/desk/case.html", application=application, cards=made, reviewing=reviewing, form=given,
        first=_first_page(made), problems=_problems(made, given), status=_status(application),
        bar=_bar(application, found) if reviewing else None, similar=_similar(application),
        steps=_steps(application, person, given), history=history.lines(application),
        proposal=decide.last(application, *decide.PROPOSALS), returned=_returned(application),
        objection=decide.last(application, "object"), silent=silence.is_silent(application),
        reading=turns.office_reading(application), applicant=turns.applicant_reading(application),
        changes=_changes(application),
    )  # fmt: skip


def last_seen(application: Application) -> str:
    """Return the id of the last step that was taken with a case, as forms carry it."""
    return str(application.decisions[-1].id if application.decisions else 0)


def _first_page(made: list[Card]) -> Card | None:
    """The paper that stands open at first: the first unjudged one that may be seen."""
    open_ones = [card for card in made if card.pages]
    return next((card for card in open_ones if card.verdict is None), open_ones[0] if open_ones else None)


def _problems(made: list[Card], given: Form | None) -> list[tuple[str, str]]:
    found = [(f"paper-{card.code}", f"{card.title}: {card.error}") for card in made if card.error]
    return found + (given.all_errors() if given is not None else [])


def _status(application: Application) -> tuple[str, str]:
    """The stage in a word and, while somebody's days run, how many are left."""
    word, tone = desk_words.STAGES[application.stage]
    if application.due_on is None:
        return _(word), tone
    left, tone = words.days_left(application.due_on)
    return f"{_(word)}, {left}", tone


def _bar(application: Application, found: list[Item]) -> dict[str, Any]:
    """What the button at the lower edge says for each state of the checklist, and the state now."""
    version, today = application.version, clock.today()
    back = format_date(calendar().add(today, version.applicant_days))
    texts = {
        "open": _("Save and go on later"),
        "open_note": _("{n} not looked at yet."),
        "fix": _("Hand back {n}"),
        "fix_note": _(
            "The applicant's turn: %(days)d working days, until %(day)s. The applicant reads the reasons.",
            days=version.applicant_days,
            day=back,
        ),
    }
    if application.complete_at is None:
        due = format_date(calendar().add(today, version.office_days))
        texts |= {
            "ok": _("Record as complete"),
            "ok_note": _(
                "From today the office has %(days)d working days for its decision, until %(day)s.",
                days=version.office_days,
                day=due,
            ),
        }
    else:
        due = format_date(application.due_on)
        texts |= {
            "ok": _("Propose a decision"),
            "ok_note": _(
                "The file is complete. Decision until %(day)s; after that, silence counts as consent.", day=due
            ),
        }
    state = checklist.state(found)
    count = str(len(checklist.unseen(found) if state == "open" else checklist.to_mend(found)))
    return {
        "texts": texts,
        "state": state,
        "text": texts[state].replace("{n}", count),
        "note": texts[f"{state}_note"].replace("{n}", count),
    }


def _similar(application: Application) -> list[tuple[int, str, str]]:
    """Names of the register that come close, while it matters."""
    if application.stage not in LOOKED_AT or application.organization_id is not None:
        return []
    return desk_similar.alike(application.name)


def _changes(application: Application) -> list[tuple[str, str, str]]:
    """What a grant would change, while it is decided about an organisation that the register has."""
    decided = application.stage in ("recommended", "approved") and application.organization is not None
    return change_rows(application) if decided else []


def _returned(application: Application) -> str:
    """The note with which the case came back, as long as nobody proposed anew."""
    step = application.decisions[-1] if application.decisions else None
    return step.note if step is not None and step.verb == "return" else ""


def _steps(application: Application, person: User, given: Form | None) -> dict[str, Form]:
    """Return the forms of the steps that this person may take now, by the names of the template."""
    wanted = [(name, kind) for name, kind in STEPS.get(application.stage, ()) if _allowed(application, person, name)]
    made = {
        name: given if given is not None and given._prefix == f"{name}-" else _form(name, kind, application)
        for name, kind in wanted
    }
    if "assign" in made:
        officers = [
            user for user in people.with_permission("application.review") if user.id != application.assigned_to_id
        ]
        made["assign"].officer.choices = choices([(user.id, f"{user.name} ({user.role_label})") for user in officers])  # type: ignore[attr-defined]
    return made


def _form(name: str, kind: type[Form], application: Application) -> Form:
    """A form as nobody has typed in it yet, whatever the present request carries."""
    return kind(None, prefix=f"{name}-", seen=last_seen(application))


STEPS: dict[str, tuple[tuple[str, type[Form]], ...]] = {
    "submitted": (("assign", forms.AssignForm),),
    "in_review": (("assign", forms.AssignForm),),
    "awaiting_correction": (("close", forms.CloseForm),),
    "recommended": (("approve", forms.NoteForm), ("return", forms.ReturnForm)),
    "refusal_recommended": (("approve", forms.NoteForm), ("return", forms.ReturnForm)),
    "approved": (("sign", forms.SignForm), ("return", forms.ReturnForm)),
    "refusal_approved": (("sign", forms.SignForm), ("return", forms.ReturnForm)),
    "awaiting_forward": (("forward", forms.ForwardForm),),
    "forwarded": (("skt", forms.SktForm), ("ministry_refusal", forms.MinistryRefusalForm)),
    "objected": (("answer", forms.AnswerForm),),
}  # fmt: skip

PERMISSIONS = {
    "assign": "application.assign", "close": "application.close", "approve": "application.approve",
    "sign": "application.sign", "forward": "skt.record", "skt": "skt.record", "ministry_refusal": "skt.record",
    "answer": "application.object",
}  # fmt: skip


def _allowed(application: Application, person: User, name: str) -> bool:
    if name == "return":
        return person.may("application.approve" if application.stage.endswith("recommended") else "application.sign")
    if name == "close" and not clocks.may_be_closed(turns.applicant_reading(application)):
        return False
    if name == "approve" and any(
        row.by_id == person.id for row in application.decisions if row.verb in decide.PROPOSALS
    ):
        return False
    return person.may(PERMISSIONS[name])


def address(application: Application) -> str:
    """Return where the page of a case is."""
    return url_for("registration_desk.case", application=application)
