"""The signature of the agency head: the letter goes out, the register takes the facts over, or the case is refused."""

from __future__ import annotations

from sqlalchemy import func, select

from aormas.accounts.models import User
from aormas.core import audit
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, NotAllowed
from aormas.core.events import emit
from aormas.letters import actions as letters
from aormas.letters.models import Letter
from aormas.organizations import actions as organizations
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import Organization, Representative
from aormas.registration.actions import drafting, turns
from aormas.registration.actions.decide import last, still
from aormas.registration.actions.review import MOVED_ON, must_be_in, took_part
from aormas.registration.models import Application

PREPARED = ("recommend", "recommend_refusal", "approve", "complete")


@transaction
def sign(application: Application, by: User, *, seen: int | None = None) -> str | None:
    """Sign the letter of an approved case; return the chair's activation code where the organisation has no portal yet.

    Track presence: the register takes the facts over and the case is granted. Track skt: the cover letter goes out and
    the file is sent to the Ministry next. Ask for the password before. Raises `NotAllowed` for who took part in it.
    """
    by.must("application.sign")
    must_be_in(application, "approved")
    letter = _signable(application, by, seen)
    if application.version.service.track == "skt":
        _sign_cover(application, letter, by)
        return None
    organization = take_over(application, drafting.facts_of(application), by)
    letter.organization = organization
    letters.sign(letter, by)
    turns.move(application, "sign")
    turns.decide(application, "sign", by)
    return finish(application, organization, by)


def _sign_cover(application: Application, letter: Letter, by: User) -> None:
    letters.sign(letter, by)
    turns.move(application, "sign_cover")
    turns.decide(application, "sign", by)
    audit.record(by, "application.cover_signed", application, letter=letter.number)


@transaction
def refuse(application: Application, by: User, *, seen: int | None = None) -> None:
    """Sign the refusal; its reason, legal basis and the way to object are the applicant's to read."""
    by.must("application.sign")
    must_be_in(application, "refusal_approved")
    letter = _signable(application, by, seen)
    proposal = last(application, "recommend_refusal")
    letters.sign(letter, by)
    turns.move(application, "refuse")
    told = {"reason": proposal.reason, "legal_basis": proposal.legal_basis} if proposal else {}
    turns.decide(application, "refuse", by, **told)
    audit.record(by, "application.refused", application, letter=letter.number)
    emit("application.refused", application=application)


def _signable(application: Application, by: User, seen: int | None) -> Letter:
    still(application, seen)
    if took_part(application, by, PREPARED):
        raise NotAllowed("Who checked, proposed or approved a case does not sign it; somebody else has to.")
    if application.letter is None:
        raise Conflict(MOVED_ON)
    return application.letter


def take_over(application: Application, facts: FiledFacts, by: User) -> Organization:
    """Let the register take over the facts of a granted case. Call inside a transaction."""
    organization = organizations.apply_filing(
        facts, organization=application.organization, source=application.reference, by=by, papers=papers_of(application)
    )
    application.organization = organization
    return organization


# Paper of a filing → table of the facts that it proves; a proof of a change stands for all that has none of its own.
PROVES = {
    "sk-ahu": "legal_bases",
    "sk-pengurus": "board_terms",
    "domisili": "seats",
    "npwp": "particulars",
    "akta": "organization_names",
}
PROOF = "bukti-perubahan"


def papers_of(application: Application) -> dict[str, int]:
    """Return table of facts → the file that proves them, of the papers that are no special personal data."""
    files = {
        row.requirement.code: row.file_id
        for row in application.attachments
        if row.replaced_at is None and not row.requirement.sensitive
    }
    found = {table: files[code] for code, table in PROVES.items() if code in files}
    return dict.fromkeys(PROVES.values(), files[PROOF]) | found if PROOF in files else found


def finish(application: Application, organization: Organization, by: User) -> str | None:
    """Write down the grant, tell the others, and return a code for the chair of an organisation without a portal."""
    audit.record(by, "application.granted", application, organization=organization.register_number)
    emit("application.granted", application=application, organization=organization)
    acting = select(func.count(Representative.id)).where(Representative.organization_id == organization.id)
    return None if db.session.scalar(acting) else organizations.invite_chair(organization, by)
