"""What a grant would change in the register, for those who propose, approve and sign."""

from __future__ import annotations

from aormas.organizations.filed import FiledFacts
from aormas.organizations.presentation.record import fact_word, value_word
from aormas.organizations.queries import present_facts
from aormas.organizations.rules.differences import differences
from aormas.registration.actions import drafting
from aormas.registration.models import Application

NOTHING = FiledFacts(name="", form="", scope="")


def change_rows(application: Application) -> list[tuple[str, str, str]]:
    """Return (fact, before, after) of what a grant would change in the register."""
    organization = application.organization
    known = present_facts(organization) if organization else NOTHING
    found = differences(known, drafting.facts_of(application))
    return [(fact_word(row.key), value_word(row.key, row.before), value_word(row.key, row.after)) for row in found]
