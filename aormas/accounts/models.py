"""People who sign in, and the one-time codes that let them in for the first time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext
from flask_login import UserMixin
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.accounts import permissions
from aormas.core.database import Model, UtcDateTime
from aormas.core.errors import NotAllowed


class User(UserMixin, Model):
    """An officer or a person of an organisation."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(160))
    role: Mapped[str] = mapped_column(String(20), index=True)
    email: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    position: Mapped[str] = mapped_column(String(160), default="")
    rank: Mapped[str] = mapped_column(String(80), default="")
    nip: Mapped[str] = mapped_column(String(18), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_last_step: Mapped[int | None]
    recovery_codes: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def label(self) -> str:
        """Name the person for the trail."""
        return f"{self.name} ({self.username})"

    @property
    def role_label(self) -> str:
        """Name the person's role in the present language."""
        return gettext(permissions.ROLE_NAMES.get(self.role, self.role))

    @property
    def is_active(self) -> bool:
        """Tell Flask-Login whether the account is open."""
        return self.active

    def get_id(self) -> str:
        """Return the session token: changing it signs the person out everywhere."""
        return self.token

    def may(self, permission: str) -> bool:
        """Tell whether the person's role holds a permission."""
        return self.active and permissions.may(self.role, permission)

    def must(self, permission: str) -> None:
        """Raise `NotAllowed` when the person may not do this."""
        if not self.may(permission):
            raise NotAllowed("Your role may not do this.")

    def enters(self, face: str) -> bool:
        """Tell whether the person may stand at a face."""
        return permissions.enters(self.role, face)


class Activation(Model):
    """A one-time code: first sign-in of an organisation's person, or a new password. Only its digest is kept."""

    __tablename__ = "activations"

    id: Mapped[int] = mapped_column(primary_key=True)
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User | None] = relationship()

    @property
    def label(self) -> str:
        """Name the code for the trail, without the code."""
        return f"{self.purpose} #{self.id}"
