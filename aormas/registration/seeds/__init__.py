"""The services with which a freshly set-up office begins. Everything here is data that the office edits afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from aormas.core import clock
from aormas.core.database import db
from aormas.core.office import Office
from aormas.letters.models import LetterType
from aormas.registration.models import Requirement, Service, ServiceVersion, StockReason
from aormas.registration.seeds.papers import Paper
from aormas.registration.seeds.reasons import BY_PAPER, GENERAL
from aormas.registration.seeds.services import SERVICES, SeedService


def on_set_up(office: Office, by: Any) -> None:
    """Create the services inside the transaction of the first set-up (listener of `office.set_up`)."""
    letters = {row.code: row for row in db.session.scalars(select(LetterType))}
    for position, seed in enumerate(SERVICES, 1):
        db.session.add(_service(seed, position, letters[seed.letter], office, by))
    db.session.flush()


def _service(seed: SeedService, position: int, letter: LetterType, office: Office, by: Any) -> Service:
    version = ServiceVersion(
        valid_from=clock.today(), title=seed.title, summary=seed.summary, for_whom=seed.for_whom, steps=seed.steps,
        outcome=seed.outcome, legal_basis=seed.legal_basis, letter_type=letter, created_by_id=getattr(by, "id", None), created_at=clock.now(),
    )  # fmt: skip
    version.requirements = [_requirement(paper, n, office) for n, paper in enumerate(seed.papers, 1)]
    version.reasons = _reasons(seed.papers)
    return Service(code=seed.code, track=seed.track, kind=seed.kind, position=position, versions=[version])


def _requirement(paper: Paper, position: int, office: Office) -> Requirement:
    return Requirement(
        code=paper.code, position=position, title=paper.title, help=paper.help, mistake=paper.mistake, necessity=paper.necessity,
        condition=paper.condition, sample_text=_named(paper.sample, office), sensitive=paper.sensitive,
    )  # fmt: skip


def _named(sample: str, office: Office) -> str:
    names = {
        "{wali}": office.mayor_title,
        "{instansi}": office.agency,
        "{kota}": office.city,
        "{tempat}": office.place or office.city,
    }
    for place, name in names.items():
        sample = sample.replace(place, name)
    return sample


def _reasons(papers: tuple[Paper, ...]) -> list[StockReason]:
    found = [StockReason(title=title, explanation=explanation) for title, explanation in GENERAL]
    for paper in papers:
        for title, explanation in BY_PAPER.get(paper.code, ()):
            found.append(StockReason(requirement_code=paper.code, title=title, explanation=explanation))
    return found
