"""Is a filing ready to be sent, and what is worth a second look. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aormas.organizations.rules import identity
from aormas.registration.rules import answers as answered
from aormas.registration.rules import checks, texts
from aormas.registration.rules.checks import Facts
from aormas.registration.rules.texts import Problem

REQUIRED, CONDITIONAL, OPTIONAL = "required", "conditional", "optional"
TERM_SHORT = 60  # days


@dataclass(frozen=True)
class Paper:
    """A paper that a version asks for."""

    code: str
    title: str
    necessity: str


@dataclass(frozen=True)
class Missing:
    """Something that keeps a filing from being sent: a step with problems, or a paper."""

    step: str
    paper: Paper | None = None
    problems: tuple[Problem, ...] = ()


def missing(
    answers: Mapping[str, Any], papers: Iterable[Paper], present: Collection[str], facts: Facts
) -> list[Missing]:
    """Return what is still missing, in the order of the steps; `present` holds the codes of papers that have a file."""
    found = []
    for step in answered.TYPED:
        problems = checks.check(step, answers.get(step) or {}, facts)
        if problems:
            found.append(Missing(step, problems=tuple(problems)))
    absent = [paper for paper in papers if lacks(paper, present, not_applicable(answers))]
    return found + [Missing("berkas", paper=paper) for paper in absent]


def not_applicable(answers: Mapping[str, Any]) -> list[str]:
    """Return the codes of conditional papers that the applicant said do not apply."""
    return list((answers.get("berkas") or {}).get("not_applicable") or [])


def lacks(paper: Paper, present: Collection[str], waived: Collection[str]) -> bool:
    """Tell whether a paper must still come; a conditional one may be waived by the applicant's word."""
    if paper.code in present or paper.necessity == OPTIONAL:
        return False
    return not (paper.necessity == CONDITIONAL and paper.code in waived)


def first_open_step(answers: Mapping[str, Any], papers: Iterable[Paper], present: Collection[str], facts: Facts) -> str:
    """Return the step with which the person goes on: the first that needs something, else sending."""
    gaps = missing(answers, papers, present, facts)
    return gaps[0].step if gaps else "kirim"


def hints(answers: Mapping[str, Any], facts: Facts) -> list[Problem]:
    """Return what is possible but unusual, for a second look; never a reason to refuse."""
    legal, board = answers.get("legalitas") or {}, answers.get("pengurus") or {}
    found = []
    form = identity.ahu_form(texts.said(legal, "ahu_number"))
    filed = texts.said(answers.get("ormas") or {}, "form")
    if facts.track == "presence" and form and filed and form != filed:
        found.append(Problem("ahu_number", MISMATCH[form]))
    found += [Problem(field, message) for field, message in identity.odd_dates(legal, answers.get("ormas") or {})]
    end = texts.day(board.get("term_end"))
    if end is not None and end < facts.today:
        found.append(
            Problem(
                "term_end", "The term of this board has ended already. If a new board was chosen, file the new one."
            )
        )
    elif end is not None and (end - facts.today).days <= TERM_SHORT:
        found.append(
            Problem(
                "term_end", "The term of this board ends soon. If a new board was chosen already, file the new one."
            )
        )
    return found


MISMATCH = {
    "yayasan": "The decree's number is that of a foundation, but association was chosen. Check both once more.",
    "perkumpulan": "The decree's number is that of an association, but foundation was chosen. Check both once more.",
}
