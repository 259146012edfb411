"""What can be done with a list of others: keeping it, deciding its rows, noting invitations. The register is not touched."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, lock, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.models import Import, ImportRow, Organization, OutsideDecision, OutsideList, OutsideSource
from aormas.organizations.rules import reconciling

DECIDED = "%(name)s has decided this row meanwhile. Look at it again before you decide otherwise."


@transaction
def open_list(received: Import, *, source: str, covers: str, by: Any) -> OutsideList:
    """Note that an import holds the rows of a source's list; the same import is one list. Raises `Invalid` without a source."""
    by.must("organization.import")
    known = db.session.scalar(select(OutsideList).where(OutsideList.import_id == received.id))
    if known is not None:
        return known
    name = source.strip()[:120]
    if not name:
        raise Invalid("Name who keeps this list.", field="new_source")
    keeper = db.session.scalar(select(OutsideSource).where(OutsideSource.name == name))
    if keeper is None:
        keeper = OutsideSource(name=name, covers=covers, made_at=clock.now())
        db.session.add(keeper)
    row = OutsideList(source=keeper, import_=received)
    db.session.add(row)
    audit.record(by, "outside_list.received", row, source=name)
    return row


@transaction
def decide(
    row: OutsideList, number: int, decision: str, organization: Organization | None, *, seen: str, by: Any
) -> None:
    """Decide what a row is; it holds for every later list of the source.

    Raises `Conflict` when somebody else decided since the page was made, `Invalid` for a decision without an organisation.
    """
    by.must("organization.import")
    lock(row)
    line = db.session.scalar(select(ImportRow).where(ImportRow.import_id == row.import_id, ImportRow.number == number))
    if line is None or decision not in reconciling.DECISIONS:
        raise Invalid("This cannot be decided of this row. Choose one of what is offered.", field="decision")
    if decision == "same" and organization is None:
        raise Invalid("Choose the organisation of the register that this row is.", field="decision")
    own, named = (
        _known(row.source_id, reconciling.row_key(row.import_id, number)),
        _known(row.source_id, reconciling.key_of(line.name)),
    )
    present = own if own is not None and own.decision else named
    if present is not None and seen != present.decided_at.isoformat():
        raise Conflict(DECIDED, name=present.decided_by)
    if decision == "repeated":
        _store(own, row.source_id, reconciling.row_key(row.import_id, number), line.name, decision, None, by)
    else:
        if own is not None:
            own.decision = ""  # what is said of the name holds again
        _store(named, row.source_id, reconciling.key_of(line.name), line.name, decision, organization, by)
    audit.record(by, "outside_list.row_decided", row, row=number, decision=decision)


def _known(source_id: int, key: str) -> OutsideDecision | None:
    return db.session.scalar(
        select(OutsideDecision).where(OutsideDecision.source_id == source_id, OutsideDecision.key == key)
    )


def _store(
    known: OutsideDecision | None, source_id: int, key: str, name: str, decision: str, organization: Organization | None, by: Any
) -> OutsideDecision:  # fmt: skip
    row = known or OutsideDecision(source_id=source_id, key=key, name=name[:300])
    row.decision, row.organization_id = decision, organization.id if organization else None
    row.decided_by, row.decided_by_id, row.decided_at = by.name[:200], by.id, _later(row.decided_at)
    db.session.add(row)
    return row


def _later(before: datetime | None) -> datetime:
    """Return now, but never the moment of the decision before, so that every decision can be told from the last."""
    return (
        clock.now()
        if before is None or clock.now() != before
        else clock.now().replace(microsecond=(before.microsecond + 1) % 1_000_000)
    )


@transaction
def note_invited(row: OutsideList, numbers: Sequence[int], by: Any) -> int:
    """Note that letters to the organisations of some rows went out today; return how many. Raises `Invalid` for none."""
    by.must("organization.import")
    lock(row)
    done = 0
    for line in _lines(row, numbers):
        key = reconciling.key_of(line.name)
        known = _known(row.source_id, key)
        kept = (
            known
            if known is not None and known.decision
            else _store(known, row.source_id, key, line.name, "absent", None, by)
        )
        if kept.decision == "absent" and kept.invited_on is None:
            kept.invited_on = clock.today()
            done += 1
    if not done:
        raise Invalid("Tick those whose letters went out.", field="row")
    audit.record(by, "outside_list.invited", row, rows=done)
    return done


@transaction
def take_invitation_back(row: OutsideList, number: int, by: Any) -> None:
    """Note that a letter did not go out after all."""
    by.must("organization.import")
    lock(row)
    for line in _lines(row, [number]):
        known = _known(row.source_id, reconciling.key_of(line.name))
        if known is not None:
            known.invited_on = None
    audit.record(by, "outside_list.invitation_taken_back", row, row=number)


def _lines(row: OutsideList, numbers: Sequence[int]) -> list[ImportRow]:
    wanted = select(ImportRow).where(ImportRow.import_id == row.import_id, ImportRow.number.in_(numbers))
    return list(db.session.scalars(wanted))
