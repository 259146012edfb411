"""The look through the whole register for pairs that may be one organisation, and what people decide about a pair."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from aormas.core import audit, clock, outbox
from aormas.core.database import db, transaction
from aormas.core.errors import Conflict, Invalid
from aormas.organizations.models import DoubleHint, DoubleSweep, Organization
from aormas.organizations.models import doubles as states
from aormas.organizations.queries.traits import traits_of
from aormas.organizations.rules import blocking
from aormas.organizations.rules.doubles import PROBABLE, Likeness, compare

EVERY = timedelta(hours=20)
MOST = 2_000  # pairs that are kept of one sweep, the likeliest


def daily() -> None:
    """Look once a day (the round of small tasks comes more often)."""
    last = db.session.scalar(select(DoubleSweep.made_at).order_by(DoubleSweep.id.desc()).limit(1))
    if last is None or clock.now() - last >= EVERY:
        sweep("daily round")


def job(payload: dict[str, Any]) -> None:
    """Look through the register because an officer asked for it."""
    sweep(payload["by"])


def sweep(by: Any) -> DoubleSweep:
    """Find the pairs of listed organisations that may be one, and write down what is new.

    Reads and compares before the transaction begins. A pair that was dismissed stays so while the same things are alike.
    """
    known = traits_of(db.session.scalars(select(Organization.id).where(Organization.listed)))
    found: dict[tuple[int, int], Likeness] = {}
    for first, second in blocking.pairs(known):
        likeness = compare(known[first], known[second])
        if likeness.score >= PROBABLE:
            found[first, second] = likeness
    best = dict(sorted(found.items(), key=lambda item: (-item[1].score, item[0]))[:MOST])
    return _write(best, len(known), by)


@transaction
def _write(found: dict[tuple[int, int], Likeness], looked_at: int, by: Any) -> DoubleSweep:
    kept = {(hint.first_id, hint.second_id): hint for hint in db.session.scalars(select(DoubleHint))}
    alive = set(db.session.scalars(select(Organization.id).where(Organization.listed)))
    for pair, likeness in found.items():
        if alive.issuperset(pair):
            _note(kept.pop(pair, None), pair, likeness)
    for hint in kept.values():
        if hint.state == states.OPEN:
            hint.state = states.GONE
    made = DoubleSweep(
        made_at=clock.now(), made_by=str(getattr(by, "name", by))[:200], organizations=looked_at, found=len(found)
    )
    db.session.add(made)
    return made


def _note(hint: DoubleHint | None, pair: tuple[int, int], likeness: Likeness) -> None:
    told = {
        "score": likeness.score, "reasons": [list(reason) for reason in likeness.reasons],
        "against": [list(reason) for reason in likeness.against], "digest": digest(likeness),
    }  # fmt: skip
    if hint is None:
        db.session.add(DoubleHint(first_id=pair[0], second_id=pair[1], found_at=clock.now(), state=states.OPEN, **told))
        return
    if hint.state == states.DISMISSED and hint.digest == told["digest"]:
        return
    if hint.state != states.OPEN:
        hint.state, hint.found_at, hint.decided_at, hint.decided_by, hint.why = states.OPEN, clock.now(), None, "", ""
    for name, value in told.items():
        if getattr(hint, name) != value:
            setattr(hint, name, value)


def digest(likeness: Likeness) -> str:
    """Return a short text for what is alike in a pair: it changes when one of the reasons does."""
    said = json.dumps(
        sorted([reason, sorted(values.items())] for reason, values in likeness.reasons), ensure_ascii=False
    )
    return hashlib.sha256(said.encode()).hexdigest()


@transaction
def ask(by: Any) -> None:
    """Leave a sweep to the worker. Raises `NotAllowed`."""
    by.must("organization.merge")
    outbox.put("organizations.sweep_doubles", by=by.name)


@transaction
def dismiss(hint: DoubleHint, why: str, by: Any) -> None:
    """Write down that two organisations are not one, with the reason.

    Raises `Invalid` without a reason, `Conflict` when the pair was decided already.
    """
    by.must("organization.merge")
    if hint.state != states.OPEN:
        raise Conflict("This pair was decided already, by %(who)s.", who=hint.decided_by or "–")
    if len(why.strip()) < 5:
        raise Invalid("Say in a few words why these are two organisations.", field="why")
    hint.state, hint.decided_at, hint.decided_by, hint.why = (
        states.DISMISSED,
        clock.now(),
        str(by.name)[:200],
        why.strip(),
    )
    audit.record(by, "double.dismissed", hint, reason=hint.why)
