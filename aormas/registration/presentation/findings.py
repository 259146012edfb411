"""What the office handed back, as the applicant reads it: the finding, why, with the sample that shows how it should be."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from aormas.registration.actions import correction
from aormas.registration.models import Application, Attachment, Finding, Requirement
from aormas.registration.presentation.filing import step_names, step_url
from aormas.registration.rules import corrections


@dataclass(frozen=True)
class Shown:
    """A finding on the page: `code` names its paper, `step` its section of the answers; one of them is empty."""

    finding: Finding
    title: str
    code: str
    step: str
    why: tuple[str, ...]
    requirement: Requirement | None
    attachment: Attachment | None
    url: str
    word: str
    tone: str

    @property
    def mended(self) -> bool:
        """Whether something better came already; an argument alone leaves the paper as it is."""
        return self.finding.answered and not self.finding.rebuttal


def open_ones(application: Application) -> list[Shown]:
    """Return the findings that wait for the applicant, in the order of the papers, sections first."""
    codes = [requirement.code for requirement in application.version.requirements]
    rows = [_shown(application, finding) for finding in correction.open_findings(application)]
    return sorted(rows, key=lambda row: (bool(row.code), codes.index(row.code) if row.code in codes else -1))


def _shown(application: Application, finding: Finding) -> Shown:
    step = corrections.step_of(finding.target)
    requirement = next((r for r in application.version.requirements if r.code == finding.target), None)
    attachment = application.paper(requirement) if requirement else None
    title = step_names().get(step, step) if step else (requirement.title if requirement else finding.target)
    url = (
        step_url(application, step)
        if step
        else url_for("registration.correction", reference=application.reference, _anchor=f"berkas-{finding.target}")
    )
    word, tone = _state(finding)
    return Shown(
        finding,
        title,
        "" if step else finding.target,
        step,
        why(application, finding),
        requirement,
        attachment,
        url,
        word,
        tone,
    )


def _state(finding: Finding) -> tuple[str, str]:
    if finding.rebuttal:
        return _("argued against"), "ok"
    return (_("mended"), "ok") if finding.answered else (_("to be mended"), "wait")


def why(application: Application, finding: Finding) -> tuple[str, ...]:
    """Return why something was handed back: the reason in plain words, and the officer's own note."""
    explained = {reason.title: reason.explanation for reason in application.version.reasons}
    reason = explained.get(finding.reason, finding.reason)
    return tuple(text for text in (reason, finding.note) if text)
