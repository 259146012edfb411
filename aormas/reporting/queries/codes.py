"""What a code on paper means: a form to be filled in, or the receipt of a report."""

from __future__ import annotations

from sqlalchemy import or_, select

from aormas.core.database import db
from aormas.core.forms import clean_text
from aormas.core.identifiers import clean_code
from aormas.organizations.models import Organization
from aormas.reporting.models import Filing
from aormas.reporting.queries import states
from aormas.reporting.rules import codes

GONE = "The form belongs to an organisation or a period that is not in this register."


def form(text: str) -> tuple[int, str]:
    """Return (organisation, period's code) of a form's code; a merged organisation leads to the one that it went to.

    Raises ValueError with a message id.
    """
    number, period = codes.read(text)
    row = db.session.get(Organization, number)
    if row is not None and row.merged_into_id is not None:
        row = db.session.get(Organization, row.merged_into_id)
    if row is None or states.period(period) is None:
        raise ValueError(GONE)
    return row.id, period


def receipt(text: str) -> Filing | None:
    """Return the filing of a receipt by its number or its code, in one statement."""
    typed = (clean_text(text) or "")[:60]
    if len(typed) < 5:
        return None
    plain = clean_code(typed)
    dashed = "-".join(plain[at : at + 5] for at in range(0, len(plain), 5))
    statement = select(Filing).where(or_(Filing.receipt_number == typed, Filing.receipt_code == dashed))
    return db.session.scalars(statement.limit(1)).first()


def receipt_by_sequence(text: str) -> Filing | None:
    """Return the newest filing whose receipt has a running number, as people type it without the rest: `0174`."""
    typed = (clean_text(text) or "").strip()
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 6):
        return None
    statement = select(Filing).where(Filing.receipt_sequence == int(typed)).order_by(Filing.receipt_year.desc())
    return db.session.scalars(statement.limit(1)).first()
