"""Looking at a case: taking it, verdicts on papers and answers, handing back, recording the file as complete."""

from __future__ import annotations

from collections.abc import Sequence

from aormas.accounts.models import User
from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.events import emit
from aormas.registration.actions import turns
from aormas.registration.models import Application, Finding
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules import checklist
from aormas.registration.rules.checklist import Item, Verdict

MOVED_ON = "This case has moved on in the meantime. Nothing was changed; look at its present state first."


@transaction
def take(application: Application, by: User) -> None:
    """Take a case that waits, or take it over from a colleague."""
    by.must("application.review")
    lock(application)
    if application.stage == "submitted":
        turns.move(application, "take")
    elif application.stage != "in_review":
        raise Conflict(MOVED_ON)
    application.assigned_to_id = by.id
    audit.record(by, "application.taken", application)


@transaction
def assign(application: Application, officer: User, by: User) -> None:
    """Give a case to an officer (disposisi); raises `Invalid` at `officer` for somebody who does not check papers."""
    by.must("application.assign")
    lock(application)
    if application.stage not in ("submitted", "in_review"):
        raise Conflict(MOVED_ON)
    if not officer.may("application.review"):
        raise Invalid("This officer does not check papers. Choose a counter officer or a verifier.", field="officer")
    application.assigned_to_id = officer.id
    audit.record(by, "application.assigned", application, to=officer.name)


@transaction
def save_verdicts(
    application: Application, verdicts: Sequence[Verdict], by: User, *, expected_round: int
) -> list[Item]:
    """Write down the verdicts that are new or changed, and return the checklist as it stands then.

    Raises `Conflict` when the page was of another round or a colleague has the case, `Invalid` at `paper-<target>` for
    a verdict that cannot be.
    """
    _hold(application, by, expected_round)
    known = {item.target: item for item in items(application)}
    written = {
        typed.target: typed.verdict for typed in verdicts if _write(application, known.get(typed.target), typed, by)
    }
    if written:
        db.session.flush()
        db.session.expire(application, ["findings"])
        audit.record(by, "application.checked", application, round=application.round, verdicts=written)
    return items(application)


def _hold(application: Application, by: User, expected_round: int) -> None:
    by.must("application.review")
    lock(application)
    if application.stage != "in_review" or application.round != expected_round:
        raise Conflict(MOVED_ON)
    if application.assigned_to_id != by.id:
        raise Conflict("A colleague has this case now. Nothing was changed; take it over first.")


def _write(application: Application, item: Item | None, typed: Verdict, by: User) -> bool:
    """Store one verdict when it says something new."""
    if item is None or typed.verdict not in checklist.VERDICTS:
        return False
    if message := checklist.problem(item, typed, strict=False):
        raise Invalid(message, field=f"paper-{typed.target}")
    if (item.verdict, item.reason, item.note) == (typed.verdict, typed.reason, typed.note):
        return False
    row = next((f for f in application.findings if f.round == application.round and f.target == typed.target), None)
    if row is None:
        row = Finding(application_id=application.id, round=application.round, target=typed.target)
        db.session.add(row)
    row.verdict, row.reason, row.note = typed.verdict, typed.reason, typed.note
    row.attachment_id = _attachment_id(application, typed.target)
    row.by_id, row.at = by.id, clock.now()
    return True


def _attachment_id(application: Application, target: str) -> int | None:
    requirement = next((r for r in application.version.requirements if r.code == target), None)
    file = application.paper(requirement) if requirement else None
    return file.id if file else None


@transaction
def ask_correction(application: Application, by: User, *, expected_round: int) -> list[Item]:
    """Hand the case back, paper by paper; the applicant's days start. Return what has to be mended.

    Raises `Invalid` when nothing is to be mended, or at `paper-<target>` where nobody wrote why.
    """
    _hold(application, by, expected_round)
    found = checklist.to_mend(items(application))
    if not found:
        raise Invalid("Nothing is marked to be mended, so there is nothing to hand back.")
    for item in found:
        if message := checklist.problem(item, Verdict(item.target, checklist.FIX, item.reason, item.note), strict=True):
            raise Invalid(message, field=f"paper-{item.target}")
    _carry(application, found, by)
    turns.move(application, "ask_correction")
    turns.decide(application, "ask_correction", by)
    audit.record(
        by, "application.correction_asked", application, round=application.round, papers=[item.target for item in found]
    )
    emit("application.correction_asked", application=application)
    return found


def _carry(application: Application, found: Sequence[Item], by: User) -> None:
    """What is handed back stands as a finding of this round, also where the verdict is older."""
    present = {f.target for f in application.findings if f.round == application.round}
    for item in found:
        if item.target not in present:
            _write(
                application,
                Item(item.target, item.title, item.present),
                Verdict(item.target, checklist.FIX, item.reason, item.note),
                by,
            )
    db.session.flush()


@transaction
def mark_complete(application: Application, by: User, *, expected_round: int) -> None:
    """Record that the file is complete: from today on the office's legal clock runs (UU 30/2014 art. 53).

    Raises `Invalid` while something waits for a look or has to be mended, `Conflict` when it was recorded before.
    """
    _hold(application, by, expected_round)
    if application.complete_at is not None:
        raise Conflict("The file was recorded as complete before. Nothing was changed.")
    found = items(application)
    if left := checklist.unseen(found):
        raise Invalid(
            "%(count)d papers or answers still wait for a look.", field=f"paper-{left[0].target}", count=len(left)
        )
    if left := checklist.to_mend(found):
        raise Invalid(
            "%(count)d papers or answers have to be mended first; hand the case back.",
            field=f"paper-{left[0].target}",
            count=len(left),
        )
    application.complete_at = clock.now()
    if not by.may("application.recommend"):
        application.assigned_to_id = None  # the next step is a verifier's
    turns.set_due(application)
    turns.decide(application, "complete", by)
    audit.record(by, "application.completed", application)


def must_be_in(application: Application, *allowed: str) -> None:
    """Raise `Conflict` unless the case stands in one of the stages. Call inside a transaction."""
    lock(application)
    if application.stage not in allowed:
        raise Conflict(MOVED_ON)


def took_part(application: Application, by: User, verbs: Sequence[str] = ()) -> bool:
    """Tell whether a person looked at the papers or took one of the steps, for the four eyes."""
    if any(row.by_id == by.id for row in application.findings):
        return True
    return any(row.by_id == by.id and row.verb in verbs for row in application.decisions)
