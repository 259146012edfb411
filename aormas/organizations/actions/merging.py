"""Merging two organisations that are one, and taking that back.

Nothing is deleted: the one that leaves keeps its facts and its address, which leads to the one that stays. Chosen values
become new facts of the one that stays, what was attached moves, and the merge remembers each row that moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Table, select, update

from aormas.core import audit, clock, events
from aormas.core.database import Model, db, lock, transaction
from aormas.core.errors import Conflict
from aormas.organizations import search
from aormas.organizations.actions import undoing
from aormas.organizations.actions.changing import Change, begin
from aormas.organizations.actions.present import refresh
from aormas.organizations.models import (
    FACT_TABLES,
    BoardMember,
    BoardTerm,
    ChangeSet,
    DoubleHint,
    Merge,
    Organization,
    OrganizationName,
    Representative,
)
from aormas.organizations.models import doubles as states
from aormas.organizations.queries.joining import joined_by, joined_to
from aormas.organizations.queries.merging import fact_of
from aormas.organizations.queries.present import present_facts
from aormas.organizations.rules import merging as rules

MOVED_ON = "One of the two was changed since you opened the page. Compare both once more."
THEN_MERGED = "%(name)s was merged with %(into)s since. Take that back first."
HAD_JOINED = "By a decision about its status, %(name)s has joined %(into)s. Take that decision back first, or let the other one stay."
# The facts of an organisation and its index stay its own; imports, hints and merges tell what happened to it.
STAYS = frozenset(
    {model.__tablename__ for model in FACT_TABLES} - {"affiliations", "status_decisions"}
    | {"affiliations.organization_id", "status_decisions.organization_id"}
    | {"organization_fields", "name_words", "search_keys", "register_entries"}
    | {"import_rows", "double_hints", "merges"}
)
OWN = frozenset({"id", "organization_id", "change_id", "ended_by_id", "recorded_at", "since"})
PERSON = ("office", "title", "name", "nik", "gender", "phone", "email", "position")


def seen(keep: Organization, away: Organization) -> str:
    """Return what tells whether one of two organisations was changed since."""
    return f"{keep.updated_at.isoformat()} {away.updated_at.isoformat()}"


def refusal(keep: Organization, away: Organization) -> Conflict | None:
    """Return why two organisations cannot be merged, or None."""
    if keep.id == away.id:
        return Conflict("An organisation cannot be merged with itself.")
    for row in (keep, away):
        if row.merged_into_id is not None:
            into = db.session.get(Organization, row.merged_into_id)
            return Conflict("%(name)s was merged with %(into)s already.", name=row.name, into=into.name if into else "")
        if row.withdrawn_at is not None or not row.listed:
            return Conflict("%(name)s is not in the register any more.", name=row.name)
    if away.id in joined_by(keep):
        return Conflict(HAD_JOINED, name=keep.name, into=away.name)
    return None


@transaction
def merge(
    keep: Organization, away: Organization, choices: Mapping[str, str], by: Any, *, seen_at: str, client_id: str | None = None
) -> Merge:  # fmt: skip
    """Make one of two organisations: `keep` stays with the values that `choices` names (key → keep or away).

    The same `client_id` gives the same merge. Raises `Conflict` when they cannot be merged, or moved on since `seen_at`.
    """
    by.must("organization.merge")
    if (known := _made(client_id)) is not None:
        return known
    for row in sorted((keep, away), key=lambda row: row.id)[: 1 if keep.id == away.id else 2]:
        lock(row)
    if (why := refusal(keep, away)) is not None:
        raise why
    if seen_at != seen(keep, away):
        raise Conflict(MOVED_ON)
    source = f"{away.register_number} → {keep.register_number}: {away.name} → {keep.name}"
    change = begin("merge", source=source, by=by, client_id=client_id)
    taken = {key: choices.get(key, rules.KEEP) for key in _asked(keep, away)}
    _take(keep, away, [key for key, side in taken.items() if side == rules.AWAY], change)
    made = Merge(keep=keep, away=away, change_id=change.row.id, choices=taken, moved={})
    db.session.add(made)
    made.moved = _move(keep, away)
    away.listed, away.merged_into_id, away.updated_at = False, keep.id, clock.now()
    _settle_hints(keep, away, by)
    db.session.flush()
    db.session.expire_all()
    search.forget(away)
    refresh(keep)
    events.emit("organization.merged", keep=keep, away=away)
    audit.record(
        by, "organization.merged", keep, source=away.register_number, rows=sum(len(ids) for ids in made.moved.values())
    )
    audit.record(by, "organization.merged_away", away, to=keep.register_number)
    return made


def _made(client_id: str | None) -> Merge | None:
    statement = select(Merge).join(ChangeSet, ChangeSet.id == Merge.change_id).where(ChangeSet.client_id == client_id)
    return db.session.scalar(statement) if client_id else None


def _asked(keep: Organization, away: Organization) -> list[str]:
    return rules.asked(
        rules.values(present_facts(keep), keep.emblem_sha256), rules.values(present_facts(away), away.emblem_sha256)
    )


def _take(keep: Organization, away: Organization, keys: list[str], change: Change) -> None:
    """Write the chosen values of the one that leaves as facts of the one that stays, with their own day and source."""
    if {"name", "acronym"} & set(keys):
        _take_name(keep, away, keys, change)
    for key in keys:
        theirs = fact_of(away, key)
        if key in ("name", "acronym") or theirs is None:
            continue
        mine = fact_of(keep, key)
        day = _ended(mine, theirs, change)
        _append(keep, theirs, change, theirs.since if isinstance(theirs, BoardTerm) else day)
    db.session.flush()


def _ended(mine: Any, theirs: Any, change: Change) -> Any:
    day = rules.begins(mine.since if mine else None, theirs.since, change.since, replaces=mine is not None)
    if mine is not None:
        change.end(mine, day)
    return day


def _take_name(keep: Organization, away: Organization, keys: list[str], change: Change) -> None:
    """A name and its acronym are one fact, each may come from another side."""
    mine, theirs = fact_of(keep, "name"), fact_of(away, "name")
    name = theirs.name if "name" in keys else mine.name
    acronym = theirs.acronym if "acronym" in keys else mine.acronym
    day = _ended(mine, theirs, change)
    stamp = {**change.stamp(), "since": day, "source": theirs.source, "file_id": theirs.file_id}
    keep.names.append(OrganizationName(name=name, acronym=acronym, **stamp))


def _append(keep: Organization, fact: Any, change: Change, since: Any) -> None:
    kind = type(fact)
    skipped = OWN | ({"ended_on"} if kind is BoardTerm else {"until"})
    told = {column.key: getattr(fact, column.key) for column in kind.__table__.columns if column.key not in skipped}
    copy = kind(**told, since=since, recorded_at=change.row.made_at, change_id=change.row.id)
    if kind is BoardTerm:
        copy.members = [BoardMember(**{name: getattr(member, name) for name in PERSON}) for member in fact.members]
    getattr(keep, FACT_TABLES[kind]).append(copy)


def _move(keep: Organization, away: Organization) -> dict[str, list[int]]:
    """Let everything attached belong to the one that stays; returns `table.column` → ids of the rows."""
    moved: dict[str, list[int]] = {}
    for column in attached():
        if ids := holders(column, keep, away):
            table: Table = column.table
            db.session.execute(update(table).where(table.c.id.in_(ids)).values({column.name: keep.id}))
            moved[f"{table.name}.{column.name}"] = ids
    return moved


def attached() -> Iterator[Any]:
    """Yield the columns by which rows of any part belong to an organisation: all that refer to one but what stays behind."""
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            refers = any(key.column.table.name == "organizations" for key in column.foreign_keys)
            if refers and table.name not in STAYS and f"{table.name}.{column.name}" not in STAYS:
                yield column


def holders(column: Any, keep: Organization, away: Organization) -> list[int]:
    """Return the rows that would move: all that belong to the one that leaves.

    Who acts for both stays where they are, and nobody becomes a branch of itself.
    """
    table = column.table
    statement = select(table.c.id).where(column == away.id).order_by(table.c.id)
    if table.name == "representatives":
        both = select(Representative.user_id).where(Representative.organization_id == keep.id)
        statement = statement.where(table.c.user_id.not_in(both))
    if table.name == "affiliations":
        statement = statement.where(table.c.organization_id != keep.id)
    return list(db.session.scalars(statement))


def is_merged(organization: Organization) -> list[str]:
    """Return what hangs on an organisation by a merge, so that its entry is not taken back (answers `organization.attached`)."""
    into = select(Organization.id).where(Organization.merged_into_id == organization.id).limit(1)
    told = [_("a merge with another organisation")] if organization.merged_into_id or db.session.scalar(into) else []
    joined = joined_to(organization)
    return told + ([_("an organisation that joined it: %(name)s", name=joined[0][0].name)] if joined else [])


def _settle_hints(keep: Organization, away: Organization, by: Any) -> None:
    pair = sorted((keep.id, away.id))
    hint = db.session.scalar(select(DoubleHint).where(DoubleHint.first_id == pair[0], DoubleHint.second_id == pair[1]))
    if hint is not None:
        hint.state, hint.decided_at, hint.decided_by = states.MERGED, clock.now(), str(by.name)[:200]


@transaction
def unmerge(made: Merge, by: Any) -> None:
    """Take a merge back: both stand in the register as before, and what moved goes back.

    Raises `Conflict` saying what was built on it.
    """
    by.must("organization.merge")
    keep, away = made.keep, made.away
    for row in sorted((keep, away), key=lambda row: row.id):
        lock(row)
    if made.change.undone_at is None:
        if away.merged_into_id != keep.id:
            into = db.session.get(Organization, keep.merged_into_id or 0)
            raise Conflict(THEN_MERGED, name=keep.name, into=into.name if into else "")
        _move_back(made)
        away.listed, away.merged_into_id, away.updated_at = True, None, clock.now()
    rows = undoing.undo(made.change, by)
    if keep not in rows:
        audit.record(by, "organization.change_undone", keep, source=made.change.source)
        refresh(keep)
    refresh(away)
    events.emit("organization.unmerged", keep=keep, away=away)
    _reopen_hint(keep, away)


def _move_back(made: Merge) -> None:
    """Give the rows back that moved; raises `Conflict` when one of them belongs to somebody else by now."""
    tables = Model.metadata.tables
    for place, ids in made.moved.items():
        name, _dot, column = place.partition(".")
        table = tables[name]
        mine = select(table.c.id).where(table.c.id.in_(ids), table.c[column] == made.keep_id)
        if sorted(db.session.scalars(mine)) != sorted(ids):
            raise Conflict(
                "Something that had moved with %(name)s was given to another organisation since.", name=made.away.name
            )
        db.session.execute(update(table).where(table.c.id.in_(ids)).values({column: made.away_id}))


def _reopen_hint(keep: Organization, away: Organization) -> None:
    pair = sorted((keep.id, away.id))
    hint = db.session.scalar(select(DoubleHint).where(DoubleHint.first_id == pair[0], DoubleHint.second_id == pair[1]))
    if hint is not None:
        hint.state, hint.decided_at, hint.decided_by = states.OPEN, None, ""
