"""At the counter: a new secret code for somebody who lost it."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit, identifiers
from aormas.core.database import lock, transaction
from aormas.registration.models import Application


@transaction
def renew_code(application: Application, by: User) -> str:
    """Give a case a new secret code and return it; the old one opens nothing any more. It is shown once.

    Raises `NotAllowed` for who may not file at the counter.
    """
    by.must("application.file")
    lock(application)
    code = identifiers.secret_code()
    application.code_digest = identifiers.digest(code)
    audit.record(by, "application.code_renewed", application)
    return code
