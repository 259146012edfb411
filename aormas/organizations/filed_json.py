"""Facts of one source as plain JSON, and back. Pure."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from typing import Any

from aormas.organizations.filed import FiledFacts, FiledMember

_FIELDS = {field.name: field for field in dataclasses.fields(FiledFacts)}
_DATES = frozenset(name for name, field in _FIELDS.items() if "date" in str(field.type))
_PERSON = tuple(field.name for field in dataclasses.fields(FiledMember))


def packed(facts: FiledFacts) -> dict[str, Any]:
    """Return what a source says as JSON; what it says nothing of is left out."""
    said: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(facts, name)
        if name == "members":
            value = [{key: text for key, text in vars(member).items() if text} for member in value]
        elif name == "cleared":
            value = sorted(value)
        elif name == "whole_board":
            said[name] = value
            continue
        if value not in ("", None, (), []):
            said[name] = plain(value)
    return said


def plain(value: Any) -> Any:
    """Return one value as JSON has it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def unpacked(said: dict[str, Any]) -> FiledFacts:
    """Return the facts that were packed."""
    values: dict[str, Any] = {"name": "", "form": "", "scope": ""}
    for name, value in said.items():
        if name in _DATES:
            value = date.fromisoformat(value)
        elif name == "members":
            value = tuple(FiledMember(**{key: member.get(key, "") for key in _PERSON}) for member in value)
        elif name == "cleared":
            value = frozenset(value)
        elif isinstance(value, list):
            value = tuple(value)
        values[name] = value
    return FiledFacts(**values)


def as_value(key: str, value: Any) -> Any:
    """Return one packed value of a fact as it stands in `FiledFacts`."""
    if key in _DATES and value:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def packed_cell(cell: Any) -> Any:
    """Return a cell of a table as JSON has it."""
    if isinstance(cell, datetime):
        return {"t": cell.isoformat()}
    return {"d": cell.isoformat()} if isinstance(cell, date) else cell


def unpacked_cell(said: Any) -> Any:
    """Return the cell that was packed."""
    if not isinstance(said, dict):
        return said
    return date.fromisoformat(said["d"]) if "d" in said else datetime.fromisoformat(said["t"])
