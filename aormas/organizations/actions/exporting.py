"""Taking the register out: the trail keeps who took how many organisations with which columns, never what they hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aormas.core import audit
from aormas.core.database import transaction
from aormas.core.errors import NotAllowed

NIK_HIDDEN = "Your role does not allow a list with NIK."


@transaction
def note_export(what: str, rows: int, columns: Sequence[str], *, with_nik: bool, by: Any) -> None:
    """Write down that a list with personal data goes out. Raises `NotAllowed` for NIK without the permission."""
    by.must("organization.export")
    if with_nik and not by.may("nik.show"):
        raise NotAllowed(NIK_HIDDEN)
    audit.record(by, "list.exported", what, rows=rows, columns=list(columns))
