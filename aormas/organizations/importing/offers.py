"""What can be decided of a row, by its verdict. Pure."""

from __future__ import annotations

from typing import Any

from aormas.organizations.models import ImportRow
from aormas.organizations.models.imports import (
    APPLY,
    AS_NEW,
    AS_ORGANIZATION,
    AS_ROW,
    CHANGES,
    ERROR,
    NEW,
    PROBABLE,
    SKIP,
)


def offered(line: ImportRow) -> list[str]:
    """Return what can be decided of a row."""
    if line.verdict in (NEW, CHANGES):
        return [APPLY, SKIP]
    if line.verdict == PROBABLE:
        return [*(choice_of(candidate) for candidate in line.candidates), AS_NEW, SKIP]
    return [SKIP] if line.verdict == ERROR else []


def choice_of(candidate: dict[str, Any]) -> str:
    """Return the decision that a row is the same as a candidate."""
    return f"{AS_ORGANIZATION}:{candidate['id']}" if candidate["id"] else f"{AS_ROW}:{candidate['row']}"
