"""Findings that are handed back and what an applicant may still say. Pure."""

from __future__ import annotations

from datetime import date

from aormas.core.workdays import Calendar

SECTION = "isian:"
TEXT_MOST = 4000  # characters of an argument or objection


def section(step: str) -> str:
    """Return the target of a finding about a section of the answers."""
    return f"{SECTION}{step}"


def step_of(target: str) -> str:
    """Return the step that a finding's target speaks of; empty when it speaks of a paper."""
    return target.removeprefix(SECTION) if target.startswith(SECTION) else ""


def objection_until(refused_on: date, days: int, calendar: Calendar) -> date:
    """Return the last day to object to a refusal (UU 30/2014 art. 77: working days)."""
    return calendar.add(refused_on, days)


def may_object(refused_on: date, days: int, calendar: Calendar, today: date) -> bool:
    """Tell whether an objection is still in time."""
    return today <= objection_until(refused_on, days, calendar)
