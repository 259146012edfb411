"""How many organisations the register shows, ready to be added up: counting rows costs more the more there are.

Triggers of the database (made by the migration) write a row for each step, in the transaction that makes the step: nobody can
forget it, and two writers never wait for each other, since no row is ever changed. `actions/tallies.py` gathers the steps.
"""

from __future__ import annotations

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model


class Tally(Model):
    """A step of the count: `n` more (or fewer) listed organisations of a district, form and status.

    An organisation is counted once with an empty `field`, and once for each field it has.
    """

    __tablename__ = "register_tallies"
    __table_args__ = (Index("ix_register_tallies_cell", "field", "district_code", "form", "status", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(20))
    district_code: Mapped[str] = mapped_column(String(13))
    form: Mapped[str] = mapped_column(String(30))
    status: Mapped[str] = mapped_column(String(30))
    n: Mapped[int]
