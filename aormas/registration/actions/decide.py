"""From the checked file to a decision: the verifier proposes, the division head approves or returns."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit
from aormas.core.database import transaction
from aormas.core.errors import Conflict, Invalid, NotAllowed
from aormas.registration.actions import drafting, turns
from aormas.registration.actions.review import MOVED_ON, must_be_in
from aormas.registration.models import Application, Decision
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules import checklist

PROPOSALS = ("recommend", "recommend_refusal")
NEEDS_ORGANIZATION = ("renewal", "change")


def last(application: Application, *verbs: str) -> Decision | None:
    """Return the last step of one of these kinds that somebody took with a case."""
    return next((row for row in reversed(application.decisions) if row.verb in verbs), None)


def still(application: Application, seen: int | None) -> None:
    """Raise `Conflict` when a step was taken since the page was made; `seen` is the id of the last one it showed."""
    latest = application.decisions[-1].id if application.decisions else 0
    if seen is not None and seen != latest:
        raise Conflict(MOVED_ON)


@transaction
def recommend(application: Application, by: User, *, note: str = "", seen: int | None = None) -> None:
    """Propose to grant; the letter is prepared as a draft.

    Raises `Invalid` while the file is not recorded as complete, has something to mend, or (renewal, change) is not
    linked to its organisation.
    """
    by.must("application.recommend")
    must_be_in(application, "in_review")
    still(application, seen)
    if application.complete_at is None:
        raise Invalid("Record the file as complete first; from then on the office's days count.")
    if checklist.state(items(application)) != "ok":
        raise Invalid("Some papers or answers wait for a look or have to be mended.")
    if application.organization_id is None and application.version.service.kind in NEEDS_ORGANIZATION:
        raise Invalid(
            "Link the case to its organisation first, so that the register changes the right one.", field="organization"
        )
    turns.move(application, "recommend")
    drafting.draft(application, application.version.letter_type, by)
    turns.decide(application, "recommend", by, note=note)
    audit.record(by, "application.recommended", application, decision="grant")


@transaction
def recommend_refusal(
    application: Application, by: User, *, reason: str, legal_basis: str, note: str = "", seen: int | None = None
) -> None:
    """Propose to refuse, with the reason and its legal basis; the refusal letter is prepared as a draft."""
    by.must("application.recommend")
    must_be_in(application, "in_review")
    still(application, seen)
    if not reason:
        raise Invalid("Write the reason; the applicant reads it in the letter.", field="reason")
    if not legal_basis:
        raise Invalid(
            "Name the article on which the refusal stands, for example Pasal 59 ayat (1) UU 17/2013.",
            field="legal_basis",
        )
    turns.move(application, "recommend_refusal")
    drafting.draft(application, drafting.REFUSAL, by, reason=reason, legal_basis=legal_basis)
    turns.decide(application, "recommend_refusal", by, note=note, reason=reason, legal_basis=legal_basis)
    audit.record(by, "application.recommended", application, decision="refuse")


@transaction
def approve(application: Application, by: User, *, note: str = "", seen: int | None = None) -> None:
    """Approve what was proposed; the agency head signs next. Who proposed it does not approve it."""
    by.must("application.approve")
    must_be_in(application, "recommended", "refusal_recommended")
    still(application, seen)
    proposal = last(application, *PROPOSALS)
    if proposal is not None and proposal.by_id == by.id:
        raise NotAllowed("Who proposed a decision does not approve it; a colleague has to.")
    turns.move(application, "approve")
    if application.letter is not None:
        application.letter.approved_by_id = by.id
    turns.decide(application, "approve", by, note=note)
    audit.record(by, "application.approved", application)


@transaction
def return_(application: Application, by: User, *, note: str, seen: int | None = None) -> None:
    """Give a case back to the verifier with a note, before approval or signature; the draft is thrown away."""
    must_be_in(application, "recommended", "refusal_recommended", "approved", "refusal_approved")
    by.must("application.approve" if application.stage.endswith("recommended") else "application.sign")
    still(application, seen)
    if not note:
        raise Invalid("Write what the verifier has to look at again.", field="note")
    drafting.throw_away(application, by)
    turns.move(application, "return")
    turns.decide(application, "return", by, note=note)
    audit.record(by, "application.returned", application)
