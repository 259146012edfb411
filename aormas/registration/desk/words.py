"""What the desk says about a case in the present language: days left, the next step, stages."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from aormas.core import clock
from aormas.core.holidays import calendar
from aormas.core.i18n import format_date
from aormas.registration.desk.face import officer
from aormas.registration.queries.desk_worklist import Task
from aormas.registration.rules import desk_words
from aormas.registration.rules.clocks import WARN_BEFORE


def days_left(due: date | None) -> tuple[str, str]:
    """Return (word, tone) for a due day in working days: `lewat 1 hari`, `hari ini`, `besok`, `2 hari`."""
    if due is None:
        return _("no date"), "plain"
    today = clock.today()
    left = calendar().left(due, today)
    if due < today:
        return _("%(count)d days late", count=max(1, -left)), "late"
    if left == 0:
        return _("today"), "wait"
    word = _("tomorrow") if (due - today).days == 1 else _("%(count)d days", count=left)
    return word, "wait" if left <= WARN_BEFORE else "plain"


def next_step(task: Task) -> str:
    """Return what has to be done next with a case."""
    if task.visit is not None and task.visit[0] >= clock.today():
        return ", ".join(
            part
            for part in (_("Field visit on %(day)s", day=format_date(task.visit[0], "weekday")), task.visit[1])
            if part
        )
    if task.stage == "submitted" and officer().may("application.assign"):
        return _("Give it to an officer: %(count)d papers", count=task.papers)
    if task.stage == "submitted":
        return _("Take it and check %(count)d papers", count=task.papers)
    if task.stage == "in_review":
        return _in_review(task)
    step = desk_words.NEXT_STEPS.get(task.stage)
    return _(step) if step else ""


def _in_review(task: Task) -> str:
    if task.complete:
        return _("Propose a decision")
    if task.mended:
        return _("Look again at %(count)d answers of the applicant", count=task.mended)
    return _("Check %(count)d papers", count=task.papers)


def stage_words() -> dict[str, tuple[str, str]]:
    """Return stage → (word, tone), made once for a page."""
    return {stage: (_(word), tone) for stage, (word, tone) in desk_words.STAGES.items()}


def turn_words() -> dict[str, str]:
    """Return turn → word, made once for a page."""
    return {turn: _(word) for turn, word in desk_words.TURNS.items()}
