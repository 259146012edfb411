"""What a granted filing says about an organisation, as plain facts. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class FiledMember:
    """A board member as filed; `nik` 16 digits, `phone` +62…"""

    office: str
    name: str
    nik: str = ""
    phone: str = ""
    email: str = ""
    title: str = ""
    gender: str = ""


@dataclass(frozen=True)
class FiledFacts:
    """All facts of one filing, normalised; empty where nothing was said."""

    name: str
    form: str
    acronym: str = ""
    fields: tuple[str, ...] = ()
    characteristic: str = ""
    scope: str = "kota"
    purpose: str = ""
    founded_on: date | None = None
    founded_at: str = ""
    member_count: int | None = None
    npwp: str = ""
    basis_kind: str = ""  # ahu | skt
    basis_number: str = ""
    basis_date: date | None = None
    basis_until: date | None = None
    basis_issuer: str = ""
    deed_number: str = ""
    deed_date: date | None = None
    notary: str = ""
    address: str = ""
    village_code: str = ""
    postcode: str = ""
    tenure: str = ""
    tenure_until: date | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    decree_number: str = ""
    decree_date: date | None = None
    term_start: date | None = None
    term_end: date | None = None
    members: tuple[FiledMember, ...] = field(default_factory=tuple)
