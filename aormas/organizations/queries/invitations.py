"""Codes that are open for an organisation's portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from aormas.accounts.models import Activation
from aormas.core import clock
from aormas.core.database import db
from aormas.organizations.models import Organization


@dataclass(frozen=True)
class Invitation:
    """An open code: for whom (empty for the chair's code from the office), and until when it may be used."""

    id: int
    invited: str
    expires_at: datetime


def open_invitations(row: Organization) -> list[Invitation]:
    """Return the codes with which somebody may still enter the portal of an organisation, oldest first."""
    statement = select(Activation.id, Activation.facts, Activation.expires_at).where(
        Activation.purpose == "portal",
        Activation.used_at.is_(None),
        Activation.expires_at > clock.now(),
        Activation.facts["organization_id"].as_integer() == row.id,
    )
    return [
        Invitation(number, str(facts.get("invited") or ""), expires_at)
        for number, facts, expires_at in db.session.execute(statement.order_by(Activation.id))
    ]
