"""One change of the register: its row, the stamp that its facts carry, and how a fact ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from aormas.core import clock
from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.organizations.models import ChangeSet
from aormas.organizations.rules import history


@dataclass(frozen=True)
class Change:
    """A change that is being made: its row, the day from which its facts hold, the paper that says so.

    A correction says that what stood there was wrong from the beginning: the new fact begins where the old one did.
    """

    row: ChangeSet
    since: date
    file_id: int | None = None
    correction: bool = False

    def stamp(self, after: Any = None, since: date | None = None) -> dict[str, Any]:
        """Return what every fact of this change carries; `after` is the fact that it replaces."""
        begins = after.since if self.correction and after is not None else since or self.since
        return {
            "since": begins, "source": self.row.source, "recorded_at": self.row.made_at, "change_id": self.row.id,
            "file_id": self.file_id,
        }  # fmt: skip

    def end(self, fact: Any, day: date | None = None) -> dict[str, Any]:
        """Put an end to a fact, and return the stamp of the one that takes its place."""
        stamp = self.stamp(fact)
        if self.correction:
            fact.since = fact.since or clock.local(fact.recorded_at).date()
        last = fact.since if self.correction else history.end_of(fact.since, day or self.since)
        setattr(fact, fact.END, last)
        fact.ended_by_id = self.row.id
        return stamp


def begin(
    kind: str, *, source: str, by: Any, since: date | None = None, file_id: int | None = None, correction: bool = False,
    client_id: str | None = None,
) -> Change:  # fmt: skip
    """Begin a change inside the present transaction; its facts hold from `since`, today where nothing is said."""
    row = ChangeSet(
        kind=kind, source=source[:200], made_by=str(getattr(by, "name", by))[:200], made_by_id=getattr(by, "id", None),
        made_at=clock.now(), client_id=client_id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return Change(row, since or clock.today(), file_id, correction)


def kept(paper: StoredFile | None) -> int | None:
    """Keep the row of a paper that is in the store already, and return its id; None for no paper."""
    if paper is None:
        return None
    db.session.add(paper)
    db.session.flush()
    return paper.id
