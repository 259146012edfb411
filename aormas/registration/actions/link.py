"""Which organisation of the register a case is about."""

from __future__ import annotations

from aormas.accounts.models import User
from aormas.core import audit
from aormas.core.database import transaction
from aormas.organizations.models import Organization
from aormas.registration.actions.review import must_be_in
from aormas.registration.models import Application


@transaction
def link(application: Application, organization: Organization | None, by: User) -> None:
    """Link a case to an organisation, or (None) to nobody: then a grant enters a new one."""
    by.must("application.review")
    must_be_in(application, "in_review")
    application.organization_id = organization.id if organization else None
    audit.record(
        by, "application.linked", application, organization=organization.register_number if organization else None
    )
