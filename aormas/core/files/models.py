"""What the database knows of a stored file; its bytes stand in the folder of files under their sha256."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from aormas.core.database import Model, UtcDateTime


class StoredFile(Model):
    """One cleaned file: a paper, a photo page, a letter, a scan."""

    __tablename__ = "files"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(60), default="application/pdf")
    pages: Mapped[int] = mapped_column(default=1)
    signed: Mapped[bool] = mapped_column(default=False)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def label(self) -> str:
        """Name the file for people."""
        return self.name
