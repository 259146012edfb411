"""One change of the register: its row, the stamp that its facts carry, and how a fact ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import BoardTerm, ChangeSet
from aormas.organizations.rules import history


@dataclass(frozen=True)
class Change:
    """A change that is being made: its row, the day from which its facts hold, the paper that says so."""

    row: ChangeSet
    since: date
    file_id: int | None = None

    @property
    def stamp(self) -> dict[str, Any]:
        """Return what every fact of this change carries."""
        return {
            "since": self.since, "source": self.row.source, "recorded_at": self.row.made_at, "change_id": self.row.id,
            "file_id": self.file_id,
        }  # fmt: skip


def begin(kind: str, *, source: str, by: Any, since: date | None = None, file_id: int | None = None) -> Change:
    """Begin a change inside the present transaction; its facts hold from `since`, today where nothing is said."""
    row = ChangeSet(
        kind=kind, source=source[:200], made_by=str(getattr(by, "name", by))[:200], made_by_id=getattr(by, "id", None), made_at=clock.now()
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return Change(row, since or clock.today(), file_id)


def end(fact: Any, change: Change, day: date | None = None) -> None:
    """Put an end to a fact that something else replaces."""
    last = history.end_of(fact.since, day or change.since)
    if isinstance(fact, BoardTerm):
        fact.ended_on = last
    else:
        fact.until = last
    fact.ended_by_id = change.row.id
