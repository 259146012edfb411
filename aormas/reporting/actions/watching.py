"""What ends and is watched: boards, bases and letters. Each is a duty from ninety days before its end until it is renewed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select, update

from aormas.core import clock
from aormas.core.database import db
from aormas.core.identifiers import slug
from aormas.letters.models import Letter, LetterType
from aormas.organizations.models import Organization
from aormas.organizations.queries import expiry
from aormas.reporting.actions import duty_rows
from aormas.reporting.models import Duty
from aormas.reporting.rules import kinds

WATCHED = (kinds.BOARD, kinds.BASIS, kinds.LETTER)


def watch(today: date) -> None:
    """Open a duty for each board, basis and letter that ends within ninety days or has ended, and settle what was renewed."""
    ends = {
        (one.organization_id, one.kind, key_of(one.ends_on, one.title)): one
        for one in expiry.endings(today)
        if one.kind in WATCHED
    }
    columns = (
        Duty.id, Duty.organization_id, Duty.kind, Duty.key, Duty.title, Duty.due_on, Duty.settled_on, Duty.set_aside_on,
    )  # fmt: skip
    known = {
        (duty.organization_id, duty.kind, duty.key): duty
        for duty in db.session.execute(select(*columns).where(Duty.kind.in_(WATCHED)))
    }
    ahead = timedelta(days=kinds.WATCHED_AHEAD)
    duty_rows.insert(
        duty_rows.row(number, kind, key, one.ends_on - ahead, one.ends_on, one.title)
        for (number, kind, key), one in ends.items()
        if (number, kind, key) not in known
    )
    back = [duty.id for at, duty in known.items() if at in ends and duty.settled_on is not None]
    duty_rows.change(back, settled_on=None)
    gone = [
        duty for at, duty in known.items() if at not in ends and duty.settled_on is None and duty.set_aside_on is None
    ]
    _settle(gone)


def key_of(ends_on: date, title: str = "") -> str:
    """Return the key of something that ends: its day, and which letter it is."""
    return f"{ends_on.isoformat()} {slug(title)}".strip()[:60]


def _settle(duties: list[Any]) -> None:
    """Write since when something that ended is renewed: the day on which the register last changed, or a letter was signed.

    A letter that has no later one of its kind was withdrawn: nobody waits for it, and nothing was done.
    """
    if not duties:
        return
    numbers = sorted({duty.organization_id for duty in duties})
    changed: dict[int, date] = {}
    signed: dict[tuple[int, str], tuple[date, date]] = {}
    for start in range(0, len(numbers), duty_rows.PIECE):
        piece = numbers[start : start + duty_rows.PIECE]
        for number, moment in db.session.execute(
            select(Organization.id, Organization.updated_at).where(Organization.id.in_(piece), duty_rows.standing())
        ):
            changed[number] = clock.day_of(moment)
        signed.update(_signed(piece))
    for duty in duties:
        day = changed.get(duty.organization_id)
        if day is None:
            continue
        if duty.kind != kinds.LETTER:
            duty_rows.change([duty.id], settled_on=day)
            continue
        signed_on, until = signed.get((duty.organization_id, duty.title), (date.min, date.min))
        if until > duty.due_on:
            duty_rows.change([duty.id], settled_on=signed_on)
        else:
            duty_rows.change([duty.id], set_aside_on=clock.today(), set_aside_why="withdrawn")


def _signed(numbers: list[int]) -> dict[tuple[int, str], tuple[date, date]]:
    """Return (organisation, kind of letter) → (signed on, holds until) of the signed letter that holds longest."""
    statement = (
        select(Letter.organization_id, LetterType.title, Letter.signed_on, func.coalesce(Letter.valid_until, date.max))
        .join(LetterType, LetterType.id == Letter.type_id)
        .where(Letter.organization_id.in_(numbers), Letter.state == "signed")
        .order_by(func.coalesce(Letter.valid_until, date.max), Letter.signed_on)
    )
    return {(row[0], row[1]): (row[2], row[3]) for row in db.session.execute(statement)}


def letter_signed(letter: Any) -> None:
    """Settle the duty of a letter that ends when a new one is signed. Call inside a transaction."""
    if letter.organization_id is not None:
        db.session.execute(
            update(Duty)
            .where(
                Duty.organization_id == letter.organization_id, Duty.kind == kinds.LETTER, Duty.settled_on.is_(None),
                Duty.title == letter.type.title,
            )
            .values(settled_on=letter.signed_on)
        )  # fmt: skip
