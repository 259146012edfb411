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
from aormas.organizations.rules import sparing


def offered(line: ImportRow) -> list[str]:
    """Return what can be decided of a row."""
    if line.verdict in (NEW, CHANGES):
        return [APPLY, SKIP]
    if line.verdict == PROBABLE:
        return [*(choice_of(candidate) for candidate in line.candidates), AS_NEW, SKIP]
    return [SKIP] if line.verdict == ERROR else []


def seen_differences(line: ImportRow) -> list[Any]:
    """Return what differs from the register by what was decided of a row, as officers saw it: [key, before, after]."""
    if line.decision.startswith(f"{AS_ORGANIZATION}:"):
        number = line.decision.partition(":")[2]
        return next((c["differences"] for c in line.candidates if str(c["id"]) == number), [])
    return line.differences


def choosable(line: ImportRow) -> list[str]:
    """Return the parts of a row of which each may be taken or left: of a change, or of one that is said to be a known organisation."""
    by_hand = line.decision.startswith(f"{AS_ORGANIZATION}:")
    return sparing.parts(key for key, *_ in seen_differences(line)) if by_hand or line.verdict == CHANGES else []


def writes_nothing(line: ImportRow) -> bool:
    """Tell that all which a row says otherwise was left as the register has it."""
    parts = choosable(line)
    return bool(parts) and set(parts) <= set(sparing.kept(line.spared))


def choice_of(candidate: dict[str, Any]) -> str:
    """Return the decision that a row is the same as a candidate."""
    return f"{AS_ORGANIZATION}:{candidate['id']}" if candidate["id"] else f"{AS_ROW}:{candidate['row']}"
