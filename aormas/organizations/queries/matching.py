"""Which organisations of the register the rows of a list may be: by numbers, by name, by what was decided before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from aormas.core.database import db
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import ChangeSet, Import, ImportRow, Organization, SearchKey
from aormas.organizations.models.imports import APPLIED, ERROR, SKIP
from aormas.organizations.rules import keys, sort_name, sparing

CHUNK = 500
Reasons = list[tuple[str, dict[str, Any]]]
SAME_NUMBER = "the same number %(number)s"


def register_stamp() -> str:
    """Return what tells whether the register has changed since: its last change, and how many were undone."""
    last = db.session.scalar(select(func.max(ChangeSet.id))) or 0
    undone = db.session.scalar(select(func.count(ChangeSet.id)).where(ChangeSet.undone_at.is_not(None))) or 0
    return f"{last}/{undone}"


def by_numbers(rows: Mapping[int, FiledFacts]) -> dict[int, dict[int, Reasons]]:
    """Return row → organisation → why, for rows whose decree, SKT or tax number the register knows."""
    asked: defaultdict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row, facts in rows.items():
        for kind, number in ((keys.BASIS, facts.basis_number), (keys.NPWP, facts.npwp)):
            if kept := keys.key_of(kind, number):
                asked[kind, kept].append((row, number))
    found: defaultdict[int, dict[int, Reasons]] = defaultdict(dict)
    for part in _parts(sorted({kept for _kind, kept in asked})):
        statement = (
            select(SearchKey.kind, SearchKey.key, SearchKey.organization_id)
            .join(Organization, Organization.id == SearchKey.organization_id)
            .where(SearchKey.key.in_(part), SearchKey.kind.in_((keys.BASIS, keys.NPWP)), _alive())
        )
        for kind, kept, organization in db.session.execute(statement):
            for row, number in asked.get((kind, kept), ()):
                found[row].setdefault(organization, []).append((SAME_NUMBER, {"number": number}))
    return dict(found)


def by_register_numbers(numbers: Iterable[str]) -> dict[str, int]:
    """Return register number → organisation."""
    wanted = sorted({keys.as_register_number(number) for number in numbers if number})
    found: dict[str, int] = {}
    for part in _parts(wanted):
        statement = select(Organization.register_number, Organization.id).where(
            Organization.register_number.in_(part), Organization.withdrawn_at.is_(None)
        )
        found.update(db.session.execute(statement).tuples().all())
    return found


def by_names(names: Iterable[str]) -> dict[str, list[int]]:
    """Return folded name → organisations that bear it now."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for part in _parts(sorted({sort_name(name) for name in names if name})):
        statement = select(Organization.sort_name, Organization.id).where(Organization.sort_name.in_(part), _alive())
        for name, organization in db.session.execute(statement):
            found[name].append(organization)
    return dict(found)


def remembered(signatures: Iterable[str]) -> dict[str, int]:
    """Return a row's signature → the organisation that an applied import made it be, the latest one; merged ones by what stands for them."""
    found: dict[str, int] = {}
    for part in _parts(sorted({signature for signature in signatures if signature})):
        statement = (
            select(ImportRow.signature, func.coalesce(Organization.merged_into_id, Organization.id))
            .join(Import, Import.id == ImportRow.import_id)
            .join(Organization, Organization.id == ImportRow.organization_id)
            .where(ImportRow.signature.in_(part), Import.stage == APPLIED, Organization.withdrawn_at.is_(None))
            .order_by(ImportRow.id)
        )
        known = db.session.execute(statement).tuples().all()
        found.update({signature: id for signature, id in known if id is not None})
    return found


def left_out(signatures: Iterable[str]) -> set[str]:
    """Return the signatures of rows that could not be read and were left out when an import was applied."""
    found: set[str] = set()
    for part in _parts(sorted({signature for signature in signatures if signature})):
        statement = (
            select(ImportRow.signature)
            .join(Import, Import.id == ImportRow.import_id)
            .where(ImportRow.signature.in_(part), ImportRow.verdict == ERROR, ImportRow.decision == SKIP)
        )
        found.update(db.session.scalars(statement.where(Import.stage == APPLIED)))
    return found


def spared(signatures: Iterable[str]) -> dict[str, list[str]]:
    """Return a row's signature → the parts that an officer left as the register had them in an applied import, the latest one."""
    found: dict[str, list[str]] = {}
    for part in _parts(sorted({signature for signature in signatures if signature})):
        statement = (
            select(ImportRow.signature, ImportRow.spared)
            .join(Import, Import.id == ImportRow.import_id)
            .where(ImportRow.signature.in_(part), Import.stage == APPLIED, ImportRow.decided_by_id.is_not(None))
            .order_by(ImportRow.id)
        )
        found.update({signature: sparing.kept(text) for signature, text in db.session.execute(statement)})
    return {signature: parts for signature, parts in found.items() if parts}


def mended(origins: Iterable[str]) -> dict[str, list[Any]]:
    """Return a row of a file → its cells as officers mended them in an applied import, the latest one."""
    found: dict[str, list[Any]] = {}
    for part in _parts(sorted(set(origins))):
        statement = (
            select(ImportRow.origin, ImportRow.cells)
            .join(Import, Import.id == ImportRow.import_id)
            .where(
                ImportRow.origin.in_(part),
                ImportRow.mended,
                ImportRow.organization_id.is_not(None),
                Import.stage == APPLIED,
            )
            .order_by(ImportRow.id)
        )
        found.update(db.session.execute(statement).tuples().all())
    return found


def called(numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return organisation → its name and register number."""
    found: dict[int, tuple[str, str]] = {}
    for part in _parts(sorted(set(numbers))):
        statement = select(Organization.id, Organization.name, Organization.register_number).where(
            Organization.id.in_(part)
        )
        found.update({id: (name, number) for id, name, number in db.session.execute(statement)})
    return found


def _alive() -> Any:
    return Organization.withdrawn_at.is_(None) & Organization.merged_into_id.is_(None)


def _parts(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(wanted), CHUNK):
        yield wanted[start : start + CHUNK]
