"""Invented letters for tests."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db, writing
from aormas.letters import actions, queries, seeds
from aormas.letters.fields import SAMPLES
from aormas.letters.models import Letter, LetterBook
from aormas.organizations.models import Organization, Representative


def officer(role: str) -> User:
    """Return the officer of a role."""
    return db.session.execute(select(User).where(User.username == role)).scalar_one()


def book() -> LetterBook:
    """Return the book that every office begins with."""
    return queries.books()[0]


def draft(kind: str = seeds.PRESENCE, *, organization: Organization | None = None, **fields: Any) -> Letter:
    """Prepare a letter with invented facts as the verifier."""
    return actions.prepare(
        kind, organization=organization, reference="P26-0412", fields={**SAMPLES, **fields}, by=officer("verifikator")
    )


def signed(kind: str = seeds.PRESENCE, *, organization: Organization | None = None, **fields: Any) -> Letter:
    """Prepare a letter as the verifier and sign it as the head."""
    return actions.sign(draft(kind, organization=organization, **fields), by=officer("kaban"))


def organization(name: str = "Perkumpulan Contoh Mangga Jaya", *, people: tuple[User, ...] = ()) -> Organization:
    """Put an organisation into the register, with people who act for it."""
    count = db.session.query(Organization).count() + 1
    with writing():
        row = Organization(
            register_number=f"ORM-3574-{count:04}", slug=f"contoh-{count}", name=name, sort_name=name.lower(),
            form="perkumpulan", created_at=clock.now(), updated_at=clock.now(),
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        db.session.add_all(
            Representative(user_id=user.id, organization_id=row.id, since=clock.now()) for user in people
        )
    return row
