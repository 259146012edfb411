"""Taking a change of the register back as a whole, while nothing was built on it.

Nothing is deleted: facts that are taken back get an empty span, facts that they had ended hold again, organisations that
the change had entered leave the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm.interfaces import ORMOption

from aormas.core import audit, clock, events
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict
from aormas.organizations import search
from aormas.organizations.actions.present import refresh_all
from aormas.organizations.models import FACT_TABLES, ChangeSet, Organization
from aormas.organizations.queries.joining import joined_by
from aormas.organizations.queries.present import all_facts

CHUNK = 500
UNSEEN = {"synchronize_session": False}  # everything is read anew afterwards
LATER = "Something was built on this change since: %(name)s was changed on %(date)s (%(source)s)."
CIRCLE = "Taken back, this organisation would have joined another one that has joined it since. Take that decision back first."
ATTACHED = "Something was built on this change since: %(name)s has %(what)s."


def undo(change: ChangeSet, by: Any) -> list[Organization]:
    """Take a change back and return the organisations that it concerned. Call inside a transaction.

    Raises `Conflict` saying what was built on it, or that it was undone already.
    """
    if change.undone_at is not None:
        raise Conflict("This change was undone already, on %(date)s.", date=clock.local(change.undone_at).date())
    rows = touched(change)
    _nothing_later(change, rows)
    _nothing_attached([row for row in rows if row.created_by_id == change.id])
    for model in FACT_TABLES:
        _take_back(model, change)
    change.undone_at, change.undone_by = clock.now(), str(getattr(by, "name", by))[:200]
    db.session.flush()
    db.session.expire_all()
    rows = touched(change)
    _restore(rows, change)
    audit.record_all(by, [("organization.change_undone", row) for row in rows], source=change.source)
    return rows


def touched(change: ChangeSet) -> list[Organization]:
    """Return the organisations about which a change said something."""
    found: set[int] = set(db.session.scalars(select(Organization.id).where(Organization.created_by_id == change.id)))
    for model in FACT_TABLES:
        mine = or_(model.change_id == change.id, model.ended_by_id == change.id)
        found.update(db.session.scalars(select(model.organization_id).where(mine)))
    return _loaded(sorted(found))


def _loaded(numbers: Sequence[int], *options: ORMOption) -> list[Organization]:
    rows: list[Organization] = []
    for start in range(0, len(numbers), CHUNK):
        statement = select(Organization).where(Organization.id.in_(numbers[start : start + CHUNK])).options(*options)
        rows += db.session.scalars(statement.order_by(Organization.id))
    return rows


def _nothing_later(change: ChangeSet, rows: Iterable[Organization]) -> None:
    numbers = [row.id for row in rows]
    for model in FACT_TABLES:
        for column in (model.change_id, model.ended_by_id):
            later = (
                select(model.organization_id, ChangeSet)
                .join(ChangeSet, ChangeSet.id == column)
                .where(model.organization_id.in_(numbers), ChangeSet.id > change.id, ChangeSet.undone_at.is_(None))
            )
            if (found := db.session.execute(later.limit(1)).first()) is not None:
                row = db.session.get(Organization, found[0])
                raise Conflict(
                    LATER,
                    name=row.name if row else "",
                    date=clock.local(found[1].made_at).date(),
                    source=found[1].label,
                )


def _nothing_attached(rows: list[Organization]) -> None:
    for row in rows:
        for what in (name for names in events.emit("organization.attached", organization=row) for name in names):
            raise Conflict(ATTACHED, name=row.name, what=what)


def _take_back(model: Any, change: ChangeSet) -> None:
    """Give what the change wrote an empty span, and what it ended its life back."""
    end = model.END
    ended = update(model).where(model.ended_by_id == change.id, _not_of(model, change))
    db.session.execute(ended.values({end: None, "ended_by_id": None}), execution_options=UNSEEN)
    for fact in db.session.scalars(select(model).where(model.change_id == change.id, model.since.is_(None))):
        fact.since = clock.local(fact.recorded_at).date()
    db.session.flush()
    written = update(model).where(model.change_id == change.id)
    db.session.execute(written.values({end: model.since, "ended_by_id": change.id}), execution_options=UNSEEN)


def _not_of(model: Any, change: ChangeSet) -> Any:
    return or_(model.change_id.is_(None), model.change_id != change.id)


def _restore(rows: Sequence[Organization], change: ChangeSet) -> None:
    """Take what the change had entered off the list, and bring the others up to the facts that hold again."""
    entered = [row for row in rows if row.created_by_id == change.id]
    for row in entered:
        row.listed, row.withdrawn_at, row.slug = False, clock.now(), f"batal-{row.id}"
    search.forget_all([row.id for row in entered])
    others = [row.id for row in rows if row.created_by_id != change.id]
    for start in range(0, len(others), CHUNK):
        refresh_all(_loaded(others[start : start + CHUNK], *all_facts()))


@transaction
def undo_edit(row: Organization, change_id: int, by: Any) -> None:
    """Take back what an officer entered or changed by hand. Raises `Conflict` for what cannot be taken back this way."""
    by.must("organization.decide")
    change = db.session.get(ChangeSet, change_id)
    if change is None or row not in touched(change):
        raise Conflict("This change does not belong to this organisation.")
    if change.kind not in {"entry", "edit", "decision"}:
        raise Conflict("What a filing, an import or a merge brought is not taken back here.")
    undo(change, by)
    if row.id in joined_by(row):
        raise Conflict(CIRCLE)
