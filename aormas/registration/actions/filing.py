"""Filing: begin, save step by step, send, withdraw. The applicant needs no account; the access is checked by the views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from aormas.accounts.models import User
from aormas.core import audit, clock, identifiers
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.events import emit
from aormas.organizations.models import Organization
from aormas.registration.actions import turns
from aormas.registration.models import Application, ReferenceYear, ServiceVersion
from aormas.registration.rules import completeness, references
from aormas.registration.rules.checks import Facts

CHANNELS = ("online", "counter", "portal")
APPLICANT = "applicant"
MOVED_ON = "This application was sent already, so nothing was changed in it."


class StaleStep(Conflict):
    """Another tab or phone has saved the step meanwhile; `stored` is what stands there now, at `revision`."""

    def __init__(self, stored: Mapping[str, Any], revision: int) -> None:
        super().__init__("This step was saved from another window meanwhile. Nothing was overwritten.")
        self.stored, self.revision = stored, revision


def begin(
    version: ServiceVersion, client_id: str, code: str, *, channel: str = "online", by: User | None = None,
    organization: Organization | None = None, given: Mapping[str, Any] | None = None,
) -> Application:  # fmt: skip
    """Begin a filing once: the same `client_id` again gives the same case, so an answer may be lost.

    `code` is the secret code (only its digest is kept), `given` answers that are known already. Raises `Conflict`
    when the id was used for another service, `NotAllowed` when `by` may not file at the counter.
    """
    try:
        return _begin(version, client_id, code, channel, by, organization, dict(given or {}))
    except IntegrityError:
        known = db.session.scalar(select(Application).where(Application.client_id == client_id))
        if known is None:
            raise
        if known.version.service_id != version.service_id:
            raise Conflict(
                "This page was used for another application already. Open the service once more and begin anew."
            ) from None
        return known


@transaction
def _begin(
    version: ServiceVersion,
    client_id: str,
    code: str,
    channel: str,
    by: User | None,
    organization: Organization | None,
    given: dict[str, Any],
) -> Application:
    if channel == "counter" and by is not None:
        by.must("application.file")
    now = clock.now()
    row = Application(
        reference=_next_reference(clock.today().year), client_id=client_id, code_digest=identifiers.digest(code), version=version,
        organization=organization, name=organization.name if organization else "", channel=channel, filed_by=by, stage="draft",
        turn="applicant", answers=given, revisions=dict.fromkeys(given, 1), created_at=now, saved_at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record(by or APPLICANT, "application.created", row, service=version.service.code, channel=channel)
    return row


def _next_reference(year: int) -> str:
    row = db.session.get(ReferenceYear, year, with_for_update=True)
    if row is None:
        try:
            with db.session.begin_nested():
                db.session.add(ReferenceYear(year=year, last=0))
        except IntegrityError:
            pass  # another began the year at the same moment
        row = db.session.get(ReferenceYear, year, with_for_update=True, populate_existing=True)
    assert row is not None
    row.last += 1
    return references.reference(year, row.last)


@transaction
def save_step(application: Application, step: str, typed: Mapping[str, Any], seen: int) -> int:
    """Keep what was typed in a step of a draft, right or wrong, and return the step's new revision.

    `seen` is the revision that the page showed. Raises `StaleStep` when the step was changed since, `Conflict` when the
    application was sent meanwhile.
    """
    lock(application)
    if application.stage != "draft":
        raise Conflict(MOVED_ON)
    return keep(application, step, typed, seen)


def keep(application: Application, step: str, typed: Mapping[str, Any], seen: int) -> int:
    """Write a step of the answers inside a transaction, unless another has written it since. Raises `StaleStep`."""
    stored, revision = application.answers.get(step), int(application.revisions.get(step, 0))
    if stored == typed:
        return revision
    if revision != seen:
        raise StaleStep(stored or {}, revision)
    application.answers = {**application.answers, step: dict(typed)}
    application.revisions = {**application.revisions, step: revision + 1}
    application.saved_at = clock.now()
    if step == "ormas":
        application.name = str(typed.get("name") or "")[:300]
    return revision + 1


@transaction
def submit(application: Application, sending: Mapping[str, Any], facts: Facts, by: User | None = None) -> bool:
    """Send a draft; return whether this call did it (a repeated one changes nothing and is no error).

    Raises `Invalid` when something is missing, so that a page that was open too long cannot send half a filing.
    """
    lock(application)
    if application.submitted_at is not None:
        return False
    if application.stage != "draft":
        raise Conflict("This application was withdrawn. Begin a new one if it is still needed.")
    present = {a.requirement.code for a in application.attachments if a.replaced_at is None}
    if completeness.missing(application.answers, papers_of(application.version), present, facts):
        raise Invalid("Something is still missing. It is listed on this page.")
    application.answers = {**application.answers, "kirim": dict(sending)}
    application.submitted_at = application.saved_at = clock.now()
    turns.move(application, "submit")
    audit.record(by or APPLICANT, "application.submitted", application, papers=len(present))
    emit("application.submitted", application=application)
    return True


def papers_of(version: ServiceVersion) -> list[completeness.Paper]:
    """Return the papers of a version as the rules know them."""
    return [completeness.Paper(r.code, r.title, r.necessity) for r in version.requirements]


@transaction
def withdraw(application: Application, reason: str, by: User | None = None) -> None:
    """Withdraw an application on the applicant's own word; a second call changes nothing.

    Raises `Conflict` when it has come too far: then the office is to be asked.
    """
    lock(application)
    if application.stage == "withdrawn":
        return
    turns.move(application, "withdraw")
    turns.decide(application, "withdraw", by, reason=reason[:2000])
    audit.record(by or APPLICANT, "application.withdrawn", application)
