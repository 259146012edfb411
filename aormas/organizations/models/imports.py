"""Imports of lists: the file that came, how its columns were read, each row with its verdict and what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from aormas.core.database import Model, UtcDateTime
from aormas.core.files.models import StoredFile
from aormas.organizations.models.changes import ChangeSet

# In order: which sheet? · which column is what? · being compared · officers decide · written · taken back · given up.
CHOOSING, MAPPING, MATCHING, DECIDING, APPLIED, UNDONE, DROPPED, FAILED = (
    "choosing", "mapping", "matching", "deciding", "applied", "undone", "dropped", "failed",
)  # fmt: skip
LIST, WORKBOOK = "list", "workbook"
PACKAGE = "package"  # the kind of file that holds a full workbook with its emblems and papers
NEW, SAME, CHANGES, PROBABLE, ERROR = "new", "same", "changes", "probable", "error"
VERDICTS = (ERROR, PROBABLE, NEW, CHANGES, SAME)
APPLY, SKIP, AS_NEW, AS_ORGANIZATION, AS_ROW = "apply", "skip", "new", "as", "row"


class Import(Model):
    """One list that is taken over into the register; nothing is written there before its last button."""

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    client_id: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20), default=LIST)
    title: Mapped[str] = mapped_column(String(200))
    listed_on: Mapped[date]
    file_id: Mapped[int] = mapped_column(ForeignKey("files.id"))
    sheet: Mapped[str] = mapped_column(String(100), default="")
    sheets: Mapped[list[Any]] = mapped_column(JSON, default=list)  # name, rows, hidden
    header: Mapped[list[Any]] = mapped_column(JSON, default=list)  # first and last row as Excel numbers them
    columns: Mapped[list[Any]] = mapped_column(JSON, default=list)  # label, samples, target
    stage: Mapped[str] = mapped_column(String(20), default=CHOOSING, index=True)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    stamp: Mapped[str] = mapped_column(String(60), default="")  # the register's state that the rows were compared with
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # message id and values
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    made_by: Mapped[str] = mapped_column(String(200), default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_by: Mapped[str] = mapped_column(String(200), default="")
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    change_id: Mapped[int | None] = mapped_column(ForeignKey("change_sets.id"), index=True)

    file: Mapped[StoredFile] = relationship()
    change: Mapped[ChangeSet | None] = relationship()

    @property
    def label(self) -> str:
        """Name the import by its list."""
        return self.title

    @property
    def has_files(self) -> bool:
        """Tell that a full workbook came with its emblems and papers."""
        return self.file.media_type.endswith(f"-{PACKAGE}")


class ImportRow(Model):
    """A row of a list: its cells, what they say, what the register says, and what an officer decided."""

    __tablename__ = "import_rows"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        Index("ix_import_rows_verdict", "import_id", "verdict", "number"),
        Index("ix_import_rows_signature", "signature"),
        Index("ix_import_rows_origin", "origin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    number: Mapped[int]  # as Excel shows it
    name: Mapped[str] = mapped_column(String(300), default="")
    cells: Mapped[list[Any]] = mapped_column(JSON)
    origin: Mapped[str] = mapped_column(String(64), default="")  # of the cells as the file has them
    mended: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    signature: Mapped[str] = mapped_column(String(64), default="")
    verdict: Mapped[str] = mapped_column(String(10))
    reasons: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [column or None, message id, values]
    remarks: Mapped[list[Any]] = mapped_column(JSON, default=list)
    candidates: Mapped[list[Any]] = mapped_column(JSON, default=list)
    differences: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [key, before, after]
    target_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"))
    decision: Mapped[str] = mapped_column(String(30), default="")
    spared: Mapped[str] = mapped_column(
        Text, default="", server_default=""
    )  # keys of facts that stay as the register has them
    decided_by: Mapped[str] = mapped_column(String(200), default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organizations.id"), index=True)

    @property
    def label(self) -> str:
        """Name the row by its number."""
        return f"#{self.number}"


class ColumnMemory(Model):
    """What a column with a heading was said to hold, remembered for the next list."""

    __tablename__ = "column_memories"

    id: Mapped[int] = mapped_column(primary_key=True)
    signature: Mapped[str] = mapped_column(String(200), unique=True)
    target: Mapped[str] = mapped_column(String(40))
    remembered_at: Mapped[datetime] = mapped_column(UtcDateTime)
