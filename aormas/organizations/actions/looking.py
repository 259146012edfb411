"""Looking at personal data in the register: shown by a click that the trail records (UU 27/2022)."""

from __future__ import annotations

from typing import Any

from aormas.core import audit
from aormas.core.database import transaction
from aormas.organizations.models import Organization


@transaction
def show_nik(row: Organization, name: str, by: Any) -> None:
    """Write down that somebody looks at the NIK of a person of an organisation's board."""
    by.must("nik.show")
    audit.record(by, "nik.shown", row, person=name)
