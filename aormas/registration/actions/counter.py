"""At the counter: a new secret code for somebody who lost it, and going on with a draft."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit, identifiers
from aormas.core.database import lock, transaction
from aormas.core.errors import Conflict
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


@transaction
def take_up(application: Application, by: User) -> None:
    """Write down that an officer goes on with a draft of the counter; the code stays what it was.

    Raises `NotAllowed` for who may not file at the counter, `Conflict` for a case that is no draft of the counter.
    """
    by.must("application.file")
    if application.channel != "counter" or application.stage != "draft":
        raise Conflict("Only a filing of the counter that was not sent yet can be gone on with here.")
    audit.record(by, "application.taken_up", application)
