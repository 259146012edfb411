"""The checklist of a case, put together from its rows for the rules."""

from __future__ import annotations

from collections import defaultdict

from flask_babel import gettext as _
from sqlalchemy import select

from aormas.core.database import db
from aormas.registration.models import Application, Finding, Requirement, Service, ServiceVersion
from aormas.registration.rules import checklist, completeness, texts
from aormas.registration.rules.checklist import Item, Judgement

# Message ids of what the sections of the answers are called.
SECTION_TITLES = {
    "ormas": "Answers: the organisation",
    "legalitas": "Answers: legal basis",
    "sekretariat": "Answers: secretariat",
    "pengurus": "Answers: board",
}


def items(application: Application) -> list[Item]:
    """Return papers in their order, then the sections in which something was answered."""
    judged = _judgements(application)
    return [*_papers(application, judged), *_sections(application, judged)]


def _judgements(application: Application) -> dict[str, list[Judgement]]:
    found: defaultdict[str, list[Judgement]] = defaultdict(list)
    for row in sorted(application.findings, key=lambda row: row.round):
        found[row.target].append(_judgement(row))
    return found


def _judgement(row: Finding) -> Judgement:
    return Judgement(row.round, row.verdict, row.reason, row.note, row.answered, row.rebuttal)


def _papers(application: Application, judged: dict[str, list[Judgement]]) -> list[Item]:
    waived, made = completeness.not_applicable(application.answers), []
    for requirement in application.version.requirements:
        file = application.paper(requirement)
        spared = requirement.necessity == completeness.OPTIONAL or requirement.code in waived
        made.append(
            checklist.item(
                requirement.code,
                requirement.title,
                present=file is not None,
                spared=spared,
                round=application.round,
                judgements=judged.get(requirement.code, ()),
                renewed=file is not None and file.round == application.round > 1,
            ),
        )
    return made


def _sections(application: Application, judged: dict[str, list[Judgement]]) -> list[Item]:
    answered = [step for step in checklist.SECTIONS if not texts.is_blank(application.answers.get(step) or {})]
    return [
        checklist.item(
            f"{checklist.SECTION}{step}",
            SECTION_TITLES[step],
            present=True,
            spared=False,
            round=application.round,
            judgements=judged.get(f"{checklist.SECTION}{step}", ()),
            renewed=False,
        )
        for step in answered
    ]


def names() -> dict[str, str]:
    """Return what the codes of papers, sections and services are called now, for the trail."""
    papers = select(Requirement.code, Requirement.title).order_by(Requirement.version_id)
    services = select(Service.code, ServiceVersion.title).join(ServiceVersion.service).order_by(ServiceVersion.id)
    made = {str(code): str(title) for rows in (papers, services) for code, title in db.session.execute(rows)}
    return made | {f"{checklist.SECTION}{step}": _(title) for step, title in SECTION_TITLES.items()}
