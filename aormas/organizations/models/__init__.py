"""The tables of the register. Each fact knows since when and from which paper; a change is a new row."""

from aormas.organizations.models.board import BoardMember, BoardTerm
from aormas.organizations.models.facts import Contact, LegalBasis, OrganizationName, Seat, Source
from aormas.organizations.models.organization import FIELDS, Organization, OrganizationField, Representative
from aormas.organizations.models.words import NameWord, Word

__all__ = [
    "FIELDS",
    "BoardMember",
    "BoardTerm",
    "Contact",
    "LegalBasis",
    "NameWord",
    "Organization",
    "OrganizationField",
    "OrganizationName",
    "Representative",
    "Seat",
    "Source",
    "Word",
]
