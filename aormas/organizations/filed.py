"""What a paper, a row of a list or a form says of an organisation, as plain facts. Pure."""

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
    """All facts of one source, normalised; empty where nothing was said.

    `cleared` names facts that the source says to be none. A board is whole unless `whole_board` is false: then the
    members that are named take their offices and the others stay. With `exact_board` an empty phone or title of a member is
    said to be none; else what is not said of a person who stays is kept.
    """

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
    domicile_number: str = ""
    domicile_until: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    email: str = ""
    website: str = ""
    decree_number: str = ""
    decree_date: date | None = None
    term_start: date | None = None
    term_end: date | None = None
    members: tuple[FiledMember, ...] = field(default_factory=tuple)
    whole_board: bool = True
    exact_board: bool = False
    parent_name: str = ""
    highest_body: str = ""
    wings: str = ""
    businesses: str = ""
    funding: str = ""
    emblem_text: str = ""
    cleared: frozenset[str] = frozenset()

    def says(self, *keys: str) -> bool:
        """Tell whether the source says something of any of these facts, be it that there is none."""
        return any(getattr(self, key) not in ("", None, ()) or key in self.cleared for key in keys)

    def holder(self, office: str) -> FiledMember | None:
        """Return who holds an office, as filed."""
        return next((member for member in self.members if member.office == office), None)
