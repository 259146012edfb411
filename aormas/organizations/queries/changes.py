"""What changed an organisation's record, change by change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from aormas.core import audit
from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.organizations.models import (
    Affiliation,
    BoardTerm,
    ChangeSet,
    Contact,
    Emblem,
    LegalBasis,
    Organization,
    OrganizationName,
    Particular,
    Seat,
    StatusDecision,
)

SHOWN = 60  # changes on one page


@dataclass(frozen=True)
class Written:
    """One fact as a change wrote it: which kind, what it says, since when, until when."""

    kind: str
    text: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class Made:
    """One change of an organisation: when, by whom, from what, and what it wrote."""

    id: int
    kind: str
    source: str
    made_by: str
    made_at: datetime
    undone_at: datetime | None
    facts: list[Written]


def changes_of(row: Organization) -> list[Made]:
    """Return the changes of an organisation whose facts are loaded (`queries.whole`), newest first."""
    by_change: defaultdict[int, list[Written]] = defaultdict(list)
    for fact, kind, text in _facts(row):
        if fact.change_id:
            until = fact.ended_on if isinstance(fact, BoardTerm) else fact.until
            by_change[fact.change_id].append(Written(kind, text, fact.since, until))
    statement = select(ChangeSet).where(ChangeSet.id.in_(by_change)).order_by(ChangeSet.id.desc()).limit(SHOWN)
    return [
        Made(made.id, made.kind, made.source, made.made_by, made.made_at, made.undone_at, by_change[made.id])
        for made in db.session.scalars(statement)
    ]


def entered_by(row: Organization) -> ChangeSet | None:
    """Return the change that entered an organisation, where it is known."""
    return db.session.get(ChangeSet, row.created_by_id) if row.created_by_id else None


def _facts(row: Organization) -> list[tuple[Any, str, str]]:
    """Return (fact, kind, what it says) of everything that was ever written of an organisation."""
    found: list[tuple[Any, str, str]] = [(f, "name", _joined(f.name, f.acronym)) for f in row.names]
    found += [(f, "basis_number", f.number) for f in row.legal_bases]
    found += [(f, "address", f.address) for f in row.seats]
    found += [(f, f.kind, f.value) for f in row.contacts]
    found += [(f, "board", ", ".join(member.name for member in f.members[:3])) for f in row.terms]
    found += [(f, f.key, f.value) for f in row.particulars]
    found += [(f, "status", f.status) for f in row.decisions]
    found += [(f, "parent_name", f.parent.name if f.parent else f.parent_name) for f in row.affiliations]
    return found + [(f, "emblem", "") for f in row.emblems]


def _joined(name: str, acronym: str) -> str:
    return f"{name} ({acronym})" if acronym else name


def papers_of(row: Organization) -> list[tuple[StoredFile, str, date | None]]:
    """Return (file, which source it belongs to, since when) of the papers behind an organisation's facts, newest first."""
    sources: dict[int, tuple[str, date | None]] = {}
    for model in (
        OrganizationName,
        LegalBasis,
        Seat,
        Contact,
        Particular,
        StatusDecision,
        Affiliation,
        Emblem,
        BoardTerm,
    ):
        columns = (model.file_id, model.source, model.since)
        wanted = select(*columns).where(model.organization_id == row.id, model.file_id.is_not(None))
        for file_id, source, since in db.session.execute(wanted):
            sources.setdefault(file_id, (source, since))
    files = db.session.scalars(select(StoredFile).where(StoredFile.id.in_(sources)).order_by(StoredFile.id.desc()))
    return [(file, *sources[file.id]) for file in files]


def trail_of(row: Organization, limit: int = 100) -> list[audit.AuditEntry]:
    """Return the trail's newest rows about an organisation."""
    mine = (audit.AuditEntry.subject_type == "organizations") & (audit.AuditEntry.subject_id == row.id)
    statement = select(audit.AuditEntry).where(mine).order_by(audit.AuditEntry.id.desc()).limit(limit)
    return list(db.session.scalars(statement))
