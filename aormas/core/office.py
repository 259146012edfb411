"""The office itself: one row that the first set-up fills and /meja/pengaturan changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import g, has_app_context
from sqlalchemy import JSON, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core import clock, memo
from aormas.core.database import Model, UtcDateTime, db


class Office(Model):
    """Name, city, letterhead, hours, colours and calendar rules of the office that runs this copy."""

    __tablename__ = "office"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), default="Bakesbangpol")
    agency: Mapped[str] = mapped_column(String(160), default="Badan Kesatuan Bangsa dan Politik")
    government: Mapped[str] = mapped_column(String(160), default="Pemerintah Kota")
    city: Mapped[str] = mapped_column(String(120), default="")
    region_code: Mapped[str] = mapped_column(String(13), default="")
    place: Mapped[str] = mapped_column(String(80), default="")
    mayor_title: Mapped[str] = mapped_column(String(80), default="Wali Kota")
    site_title: Mapped[str] = mapped_column(String(120), default="Ormas")
    address: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(10), default="")
    hours_text: Mapped[str] = mapped_column(String(200), default="Senin–Kamis 07.30–15.30, Jumat 07.30–14.30")
    time_zone: Mapped[str] = mapped_column(String(40), default=clock.DEFAULT_ZONE)
    privacy_contact: Mapped[str] = mapped_column(String(200), default="")
    announcement: Mapped[str] = mapped_column(Text, default="")
    colour_main: Mapped[str | None] = mapped_column(String(7))
    colour_accent: Mapped[str | None] = mapped_column(String(7))
    logo_sha256: Mapped[str | None] = mapped_column(String(64))
    working_weekdays: Mapped[list[int]] = mapped_column(JSON, default=lambda: [0, 1, 2, 3, 4])
    joint_leave_off: Mapped[bool] = mapped_column(default=True)
    first_day_counts: Mapped[bool] = mapped_column(default=False)
    public_board: Mapped[list[str]] = mapped_column(JSON, default=lambda: ["chair", "secretary"])
    set_up_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def label(self) -> str:
        """Name the office for the trail."""
        return self.name

    @property
    def logo_url(self) -> str | None:
        """Where pages find the office's logo, if it has one."""
        return f"/logo/{self.logo_sha256[:16]}.png" if self.logo_sha256 else None


ROW = select(Office.__table__).where(Office.__table__.c.id == 1)


def defaults() -> dict[str, Any]:
    """Return the values of an office that was not set up yet."""
    made = {}
    for column in Office.__table__.columns:
        if column.default is not None:
            value = column.default.arg  # type: ignore[attr-defined]
            made[column.key] = value(None) if callable(value) else value
    return made


def office() -> Office:
    """Return the office's row, read once per request; an unsaved one with defaults before the first set-up.

    While a page is read it is one row for all readers, apart from any session; only where something is changed it is the
    session's own.
    """
    if has_app_context() and "office" in g:
        return g.office  # type: ignore[no-any-return]
    row = memo.remember("office", _shared) if memo.remembers() else _read()
    if has_app_context():
        g.office = row
    return row


def _read() -> Office:
    return db.session.get(Office, 1) or Office(**defaults())


def _shared() -> Office:
    row = db.session.connection().execute(ROW).mappings().one_or_none()
    return Office(**(row or defaults()))


def is_set_up() -> bool:
    """Tell whether the first set-up is done."""
    return office().set_up_at is not None
