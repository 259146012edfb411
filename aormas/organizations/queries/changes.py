"""What changed an organisation's record, change by change."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

from sqlalchemy import select

from aormas.core import audit
from aormas.core.database import db
from aormas.core.files.models import StoredFile
from aormas.organizations.models import (
    FACT_TABLES,
    BoardTerm,
    ChangeSet,
    Organization,
)
from aormas.organizations.queries.values import every_fact, headline, private_of, slot_of, values_of

SHOWN = 60  # changes on one page


@dataclass(frozen=True)
class Written:
    """One value as a change wrote it: what it is, how it was, how it is since, and from when until when that held.

    `before` is empty where nothing stood there, or where that is not known any more (the change was undone). `same` tells that
    of a person only what stands beside the name changed. `corrects` tells that the old value was mended from its beginning.
    """

    key: str
    before: Any
    after: Any
    since: date | None
    until: date | None
    same: bool = False
    corrects: bool = False


@dataclass(frozen=True)
class Made:
    """One change of an organisation: when, by whom, from what, what it wrote, and which later change stands on it."""

    id: int
    kind: str
    source: str
    made_by: str
    made_at: datetime
    undone_at: datetime | None
    undone_by: str
    facts: list[Written]
    later: ChangeSet | None = None

    @property
    def corrects(self) -> bool:
        """Tell that all it did was to mend what was written down wrongly."""
        return bool(self.facts) and all(fact.corrects for fact in self.facts)

    @property
    def since(self) -> date | None:
        """Return the day since which all that it wrote holds, None where there are several or none is known."""
        days = {fact.since for fact in self.facts}
        return days.pop() if len(days) == 1 else None


def changes_of(row: Organization, after: datetime | None = None) -> list[Made]:
    """Return the changes of an organisation whose facts are loaded (`queries.whole`), newest first.

    With `after`: only those that were made, or taken back, after this moment.
    """
    pairs = _pairs(row)
    statement = select(ChangeSet).where(ChangeSet.id.in_(pairs)).order_by(ChangeSet.id.desc()).limit(SHOWN)
    found: list[Made] = []
    later: ChangeSet | None = None
    for made in db.session.scalars(statement):
        facts = [line for old, new in pairs[made.id] for line in _lines(old, new)]
        found.append(
            Made(
                made.id,
                made.kind,
                made.source,
                made.made_by,
                made.made_at,
                made.undone_at,
                made.undone_by,
                facts,
                later,
            )
        )
        later = later if made.undone_at else made
    return [made for made in found if after is None or max(made.made_at, made.undone_at or made.made_at) > after]


def _pairs(row: Organization) -> dict[int, list[tuple[Any, Any]]]:
    """Return change → (what it ended, what it wrote) in each place of the record; None for either."""
    ended: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    written: defaultdict[tuple[int, str], list[Any]] = defaultdict(list)
    for fact in every_fact(row):
        if fact.change_id:
            written[fact.change_id, slot_of(fact)].append(fact)
        if fact.ended_by_id and fact.ended_by_id != fact.change_id:
            ended[fact.ended_by_id, slot_of(fact)].append(fact)
    found: defaultdict[int, list[tuple[Any, Any]]] = defaultdict(list)
    for place in dict.fromkeys([*written, *ended]):
        found[place[0]] += zip_longest(ended.get(place, []), written.get(place, []))
    return found


def _lines(old: Any, new: Any) -> list[Written]:
    """Return what differs between a fact and the one that took its place, line by line."""
    if old is None:
        return [Written(key, "", value, new.since, _end(new)) for key, value in headline(new).items()]
    before, after = values_of(old), values_of(new) if new else {}
    if new is None:
        return [Written(key, value, "", _end(old), None) for key, value in headline(old).items()]
    # A board keeps its term's first day when only people in it change, so its days tell nothing of this.
    mends = old.since == new.since and old.since == _end(old) and not isinstance(new, BoardTerm)
    changed = [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]
    held = {"since": new.since, "until": _end(new), "corrects": mends}
    lines = [Written(key, before.get(key, ""), after.get(key, ""), **held) for key in changed]
    then, now = private_of(old), private_of(new)
    beside = [key for key in now if key not in changed and key in then and then[key] != now[key]]
    return lines + [Written(key, before[key], after[key], same=True, **held) for key in beside]


def _end(fact: Any) -> date | None:
    return fact.end  # type: ignore[no-any-return]


def entered_by(row: Organization) -> ChangeSet | None:
    """Return the change that entered an organisation, where it is known."""
    return db.session.get(ChangeSet, row.created_by_id) if row.created_by_id else None


def papers_of(row: Organization) -> list[tuple[StoredFile, str, date | None]]:
    """Return (file, which source it belongs to, since when) of the papers behind an organisation's facts, newest first."""
    sources: dict[int, tuple[str, date | None]] = {}
    for model in FACT_TABLES:
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
