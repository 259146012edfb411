"""The tables of the register. Each fact knows since when and from which paper; a change is a new row."""

from aormas.organizations.models.board import BoardMember, BoardTerm
from aormas.organizations.models.changes import ChangeSet
from aormas.organizations.models.doubles import DoubleHint, DoubleSweep, Merge
from aormas.organizations.models.facts import (
    PARTICULARS,
    Affiliation,
    Contact,
    Emblem,
    LegalBasis,
    OrganizationName,
    Particular,
    Seat,
    Source,
    StatusDecision,
)
from aormas.organizations.models.imports import ColumnMemory, Import, ImportRow
from aormas.organizations.models.lists import INDEXES
from aormas.organizations.models.organization import (
    CHARACTERISTICS,
    FACT_TABLES,
    FIELDS,
    Confirmation,
    Organization,
    OrganizationField,
    Representative,
)
from aormas.organizations.models.reaching import Attempt
from aormas.organizations.models.reconciling import OutsideDecision, OutsideList, OutsideSource
from aormas.organizations.models.tallies import Tally
from aormas.organizations.models.words import NameWord, PersonWord, RegisterEntry, SearchKey, Word

__all__ = [
    "CHARACTERISTICS",
    "FACT_TABLES",
    "FIELDS",
    "INDEXES",
    "PARTICULARS",
    "Affiliation",
    "Attempt",
    "BoardMember",
    "BoardTerm",
    "ChangeSet",
    "ColumnMemory",
    "Confirmation",
    "Contact",
    "DoubleHint",
    "DoubleSweep",
    "Emblem",
    "Import",
    "ImportRow",
    "LegalBasis",
    "Merge",
    "NameWord",
    "Organization",
    "OrganizationField",
    "OrganizationName",
    "OutsideDecision",
    "OutsideList",
    "OutsideSource",
    "Particular",
    "PersonWord",
    "RegisterEntry",
    "Representative",
    "SearchKey",
    "Seat",
    "Source",
    "StatusDecision",
    "Tally",
    "Word",
]
