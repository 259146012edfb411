"""Boards: one term of office with its decree, and the people in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model
from aormas.core.files.models import StoredFile
from aormas.organizations.models.facts import Source

if TYPE_CHECKING:
    from aormas.organizations.models.organization import Organization

OFFICES = ("chair", "secretary", "treasurer", "patron", "advisor", "founder", "member")


class BoardTerm(Source, Model):
    """A board's term of office (masa bakti); `since` and `until` bound the term itself."""

    __tablename__ = "board_terms"
    END = "ended_on"  # `until` is the term's own

    id: Mapped[int] = mapped_column(primary_key=True)
    decree_number: Mapped[str] = mapped_column(String(120), default="")
    decree_date: Mapped[date | None]
    ended_on: Mapped[date | None]  # replaced, or taken back (then it is the day on which it began)

    organization: Mapped[Organization] = relationship(back_populates="terms")
    members: Mapped[list[BoardMember]] = relationship(
        back_populates="term", order_by="BoardMember.position", cascade="all, delete-orphan"
    )
    file: Mapped[StoredFile | None] = relationship()

    def holder(self, office: str) -> BoardMember | None:
        """Return who holds an office in this term."""
        return next((member for member in self.members if member.office == office), None)


class BoardMember(Model):
    """A person on a board. NIK and phone are personal data: masked on the desk, never public."""

    __tablename__ = "board_members"

    id: Mapped[int] = mapped_column(primary_key=True)
    term_id: Mapped[int] = mapped_column(ForeignKey("board_terms.id"), index=True)
    office: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80), default="")
    name: Mapped[str] = mapped_column(String(160))
    nik: Mapped[str] = mapped_column(String(16), default="")
    gender: Mapped[str] = mapped_column(String(1), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(default=0)

    term: Mapped[BoardTerm] = relationship(back_populates="members")

    @property
    def label(self) -> str:
        """Name the person for the trail."""
        return self.name
