"""What a filing would change in the register. Pure: both sides come in as facts."""

from __future__ import annotations

from dataclasses import dataclass

from aormas.organizations.filed import FiledFacts


@dataclass(frozen=True)
class Known:
    """What the register knows of an organisation now."""

    name: str = ""
    acronym: str = ""
    form: str = ""
    basis_number: str = ""
    address: str = ""
    village_code: str = ""
    npwp: str = ""
    chair: str = ""
    secretary: str = ""
    treasurer: str = ""


@dataclass(frozen=True)
class Change:
    """One fact that would change: its name, what stands now, what was filed."""

    field: str
    before: str
    after: str


def changes(known: Known, facts: FiledFacts) -> list[Change]:
    """Return what would change; what the filing does not speak of stays."""
    board = {
        office: next((m.name for m in facts.members if m.office == office), "")
        for office in ("chair", "secretary", "treasurer")
    }
    filed = {
        "name": facts.name, "acronym": facts.acronym, "form": facts.form, "basis_number": facts.basis_number,
        "address": facts.address, "village_code": facts.village_code, "npwp": facts.npwp, **board,
    }  # fmt: skip
    return [
        Change(field, getattr(known, field), value)
        for field, value in filed.items()
        if value and value != getattr(known, field)
    ]
