"""Who may open a case: whoever has its code, and the organisation's own people. Somebody else's is as good as unknown."""

from __future__ import annotations

from flask import current_app, session
from flask_login import current_user

from aormas.accounts.models import User
from aormas.core import identifiers
from aormas.organizations import queries as organizations
from aormas.registration.models import Application
from aormas.registration.queries import cases
from aormas.registration.rules import references

KEPT = 20  # cases that one browser remembers; the cookie must stay small
NO_DIGEST = "0" * 64


def new_code(client_id: str) -> str:
    """Return the secret code of a form's id; the same form gets the same code again."""
    return references.code_of_form(client_id, current_app.extensions["aormas_settings"].secret_key)


def remember(application: Application, code: str) -> None:
    """Let this browser open a case from now on, if the code is right."""
    if not identifiers.same_code(code, application.code_digest):
        return
    kept = {**session.get("cases", {}), application.reference: code}
    session["cases"] = {reference: kept[reference] for reference in sorted(kept)[-KEPT:]}
    session.permanent = True


def person() -> User | None:
    """Return who is signed in, for the trail: an officer at the counter, somebody of the organisation; else None."""
    return current_user._get_current_object() if current_user.is_authenticated else None


def forget(application: Application) -> None:
    """Let this browser forget a case."""
    session["cases"] = {
        reference: code for reference, code in session.get("cases", {}).items() if reference != application.reference
    }


def code_of(application: Application) -> str | None:
    """Return the code with which this browser opened a case, as long as it is the case's code."""
    code = session.get("cases", {}).get(application.reference)
    return code if code and identifiers.same_code(code, application.code_digest) else None


def opened(reference: str) -> Application | None:
    """Return a case that this browser may open, or None: unknown, somebody else's and expired are the same."""
    known = references.normal_reference(reference)
    application = cases.by_reference(known) if known else None
    if application is None:
        return None
    allowed = code_of(application) or is_own(application) or _was_taken_up(application)
    return application if allowed else None


def unlock(reference: str, code: str) -> Application | None:
    """Open a case with its code for this browser, or return None."""
    known = references.normal_reference(reference)
    application = cases.by_reference(known) if known else None
    if not identifiers.same_code(code, application.code_digest if application else NO_DIGEST) or application is None:
        return None
    remember(application, references.spaced_code(code))
    return application


def is_at_counter(application: Application) -> bool:
    """Tell whether the person who is signed in files at the counter, and the case was filed there."""
    officer = person()
    return application.channel == "counter" and officer is not None and officer.may("application.file")


def take_up(application: Application) -> None:
    """Let an officer go on with a draft of the counter in this browser, without its code, while signed in."""
    officer = person()
    kept = session.get("taken_up") or {}
    known = list(kept.get("cases") or []) if officer and kept.get("by") == officer.id else []
    cases_of_officer = [
        *(reference for reference in known if reference != application.reference),
        application.reference,
    ]
    session["taken_up"] = {"by": officer.id if officer else None, "cases": cases_of_officer[-KEPT:]}


def _was_taken_up(application: Application) -> bool:
    officer, kept = person(), session.get("taken_up") or {}
    if officer is None or kept.get("by") != officer.id or application.reference not in kept.get("cases", []):
        return False
    return is_at_counter(application)


def is_own(application: Application) -> bool:
    """Tell whether the person who is signed in acts in the portal for the organisation of a case."""
    if application.organization_id is None or not current_user.is_authenticated or not current_user.may("portal.enter"):
        return False
    row = organizations.of_user(current_user.id)
    return row is not None and row.id == application.organization_id
