"""What changed between two sendings of a report. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True)
class Change:
    """One thing that changed: of which activity (its title; empty for the report itself), which field, from what to what."""

    kind: str
    activity: str
    field: str = ""
    before: Any = None
    after: Any = None


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return what a later content of a report has otherwise than an earlier one (`actions.filing.snapshot`)."""
    found = [
        Change(CHANGED, "", name, before.get(name), after[name])
        for name in after
        if name != "activities" and before.get(name) != after[name]
    ]
    old = {one["id"]: one for one in before.get("activities", [])}
    new = {one["id"]: one for one in after.get("activities", [])}
    found += [Change(REMOVED, one["title"]) for number, one in old.items() if number not in new]
    for number, one in new.items():
        found += [Change(ADDED, one["title"])] if number not in old else _within(old[number], one)
    return found


def _within(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    title = new["title"]
    found = [
        Change(CHANGED, title, name, old.get(name), new[name])
        for name in new
        if name not in ("id", "photos") and old.get(name) != new[name]
    ]
    here, there = [[one["id"] for one in which.get("photos", [])] for which in (new, old)]
    if set(here) != set(there):
        found.append(Change(CHANGED, title, "photos", len(there), len(here)))
    return found
