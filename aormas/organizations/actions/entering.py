"""What officers enter and mend by hand, each with the paper that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.core.files.models import StoredFile
from aormas.organizations.actions.changing import begin, kept
from aormas.organizations.actions.filing import take_over
from aormas.organizations.actions.present import refresh
from aormas.organizations.actions.standing import must_stand
from aormas.organizations.filed import FiledFacts
from aormas.organizations.models import ChangeSet, Emblem, Organization
from aormas.organizations.queries.merging import fact_of
from aormas.organizations.queries.present import present_facts
from aormas.organizations.rules.differences import differences
from aormas.organizations.rules.merging import GROUPS

TOO_EARLY = (
    "What stands there holds since %(date)s, which is later. Do you mean a correction? Then choose “written down wrongly”. "
    "If it has changed, choose that day or a later one."
)
MOVED_ON = "Somebody else has changed this organisation since the page was opened. Compare both, then save again."


@transaction
def enter(
    facts: FiledFacts, *, source: str, since: date | None, by: Any, client_id: str, paper: StoredFile | None = None
) -> Organization:  # fmt: skip
    """Enter an organisation that came to the office otherwise than by a filing.

    The same `client_id` gives the same organisation. Raises `Invalid` without a name.
    """
    by.must("organization.edit")
    if (known := _made_by(client_id)) is not None:
        return known
    change = begin("entry", source=source, by=by, since=since, file_id=kept(paper), client_id=client_id)
    return take_over(facts, organization=None, change=change, by=by)


def _made_by(client_id: str) -> Organization | None:
    statement = (
        select(Organization)
        .join(ChangeSet, ChangeSet.id == Organization.created_by_id)
        .where(ChangeSet.client_id == client_id)
    )
    return db.session.scalar(statement)


@transaction
def edit(
    row: Organization, facts: FiledFacts, *, source: str, since: date | None, by: Any, client_id: str, correction: bool = False,
    seen: str = "", paper: StoredFile | None = None,
) -> bool:  # fmt: skip
    """Change or mend facts of an organisation; return whether anything was said that was not known.

    Raises `Conflict` when somebody else changed it since `seen`, `Invalid` for a change from a day on which what it replaces
    did not hold yet: no day would show the old value any more.
    """
    by.must("organization.edit")
    if client_id and db.session.scalar(select(ChangeSet.id).where(ChangeSet.client_id == client_id)):
        return True
    must_stand(row)
    if seen and seen != row.updated_at.isoformat():
        raise Conflict(MOVED_ON)
    different = differences(present_facts(row), facts)
    if not different:
        return False
    if not correction:
        _must_follow(row, facts, {one.key for one in different}, since or clock.today())
    change = begin(
        "edit", source=source, by=by, since=since, file_id=kept(paper), correction=correction, client_id=client_id
    )
    take_over(facts, organization=row, change=change, by=by)
    return True


def _must_follow(row: Organization, facts: FiledFacts, keys: set[str], day: date) -> None:
    group_of = {key: group for group, parts in GROUPS.items() for key in parts}
    begins = {"board": (facts.term_start, "term_start"), "basis": (facts.basis_date, "basis_date")}
    for key in sorted(keys):
        part = "board" if key.startswith("board.") else group_of.get(key, key)
        fact = fact_of(row, part)
        told, field = begins.get(part, (None, ""))
        if fact is not None and fact.since and (told or day) < fact.since:
            raise Invalid(TOO_EARLY, field=field if told else "since", date=fact.since)


@transaction
def set_emblem(row: Organization, sha256: str, *, source: str, by: Any) -> None:
    """Give an organisation its emblem, a picture that is in the store already; a former one stays in the history."""
    by.must("organization.edit")
    must_stand(row)
    present = next((fact for fact in reversed(row.emblems) if fact.until is None), None)
    if present and present.sha256 == sha256:
        return
    change = begin("edit", source=source, by=by)
    stamp = change.end(present) if present else change.stamp()
    row.emblems.append(Emblem(sha256=sha256, **stamp))
    refresh(row)
    audit.record(by, "organization.changed", row, source=source, emblem="new")
