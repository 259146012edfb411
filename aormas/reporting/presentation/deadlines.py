"""The office's own days in words: how long is left to answer a report or a request."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from aormas.core.workdays import Calendar

WARN_BEFORE = 2  # working days before the day from which the word is amber


def days_left(due: date | None, today: date, calendar: Calendar) -> tuple[str, str]:
    """Return (word, tone) of a day until which the office answers, in working days; red after it."""
    if due is None:
        return _("answered"), "plain"
    left = calendar.left(due, today)
    if due < today:
        return _("%(count)d days late", count=max(1, -left)), "late"
    if left == 0:
        return _("today"), "wait"
    word = _("tomorrow") if (due - today).days == 1 else _("%(count)d days", count=left)
    return word, "wait" if left <= WARN_BEFORE else "plain"
