"""Applications as officers find them: sent, with real small papers in the store."""

from __future__ import annotations

import copy
import itertools
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from fpdf import FPDF
from sqlalchemy import select

from aormas.accounts.models import User
from aormas.core import clock, identifiers
from aormas.core.database import db, transaction
from aormas.core.files.models import StoredFile
from aormas.registration.actions import correction, decide, grant, review, track_b, turns, visit
from aormas.registration.models import Application, Attachment, Requirement, Service, ServiceVersion
from aormas.registration.queries.desk_checklist import items
from aormas.registration.rules.checklist import Verdict

_numbers = itertools.count(1)

ANSWERS: dict[str, Any] = {
    "ormas": {
        "name": "Forum Pemuda Mayangan Contoh",
        "acronym": "FPMC",
        "form": "perkumpulan",
        "fields": ["pemuda", "sosial"],
        "purpose": "Menggerakkan pemuda.",
        "founded_on": "2018-08-17",
        "founded_at": "Probolinggo",
        "member_count": "45",
    },
    "legalitas": {
        "ahu_number": "AHU-0002887.AH.01.07.Tahun 2019",
        "ahu_date": "2019-03-01",
        "deed_number": "12",
        "deed_date": "2019-02-03",
        "notary": "Contoh Notaris, S.H.",
        "npwp": "01.234.567.8-625.000",
    },
    "sekretariat": {
        "address": "Jalan Contoh 5",
        "village_code": "35.74.03.1004",
        "tenure": "own",
        "phone": "0812 3456 7890",
    },
    "pengurus": {
        "decree_number": "01/SK/FPMC/2025",
        "decree_date": "2025-03-15",
        "term_start": "2025-03-15",
        "term_end": "2030-03-14",
        "members": [
            {"office": "chair", "name": "Siti Contoh", "nik": "3574014507900003", "phone": "081234567890"},
            {"office": "secretary", "name": "Bagus Contoh", "nik": "3574011203850001"},
            {"office": "treasurer", "name": "Dewi Contoh", "nik": "3574015508880002"},
        ],
    },
    "kirim": {"sender_name": "Siti Contoh", "sender_phone": "081234567890", "agreed": "y"},
}


def pdf(text: str, pages: int = 1) -> bytes:
    """A small real PDF."""
    book = FPDF()
    book.set_font("Helvetica", size=14)
    for number in range(1, pages + 1):
        book.add_page()
        book.multi_cell(0, 10, f"{text}, halaman {number}")
    return bytes(book.output())


def stored(text: str, pages: int = 1) -> StoredFile:
    """A paper in the store, its row not yet in the database."""
    content = current_app.extensions["aormas_files"].put(pdf(text, pages))
    return StoredFile(sha256=content.sha256, size=content.size, pages=pages, name=f"{text}.pdf", created_at=clock.now())


def version(code: str = "lapor-keberadaan") -> ServiceVersion:
    """The newest version of a service of the office."""
    found = select(ServiceVersion).join(Service).where(Service.code == code).order_by(ServiceVersion.valid_from.desc())
    return db.session.scalars(found).first()


def submitted(code: str = "lapor-keberadaan", *, papers: bool = True, **answers: dict[str, Any]) -> Application:
    """A sent application with every required paper; `answers` replaces parts of a step, e.g. `ormas={"name": "…"}`."""
    given = copy.deepcopy(ANSWERS)
    for step, part in answers.items():
        given[step] = {**given.get(step, {}), **part}
    wanted = version(code)
    if wanted.service.track == "skt":
        del given["ormas"]["form"], given["legalitas"]["ahu_number"], given["legalitas"]["ahu_date"]
    files = {
        row.id: stored(row.title, 2 if row.position == 2 else 1)
        for row in wanted.requirements
        if row.necessity == "required"
    }
    waived = [row.code for row in wanted.requirements if row.necessity == "conditional"]
    given["berkas"] = {"not_applicable": waived}
    return _store(wanted, given, files if papers else {})


@transaction
def _store(wanted: ServiceVersion, answers: dict[str, Any], files: dict[int, StoredFile]) -> Application:
    number, now = next(_numbers), clock.now()
    row = Application(
        reference=f"P26-{number:04d}", client_id=identifiers.client_id(),
        code_digest=identifiers.digest(f"KODE{number}"), version=wanted, name=answers["ormas"]["name"], stage="draft",
        turn="applicant", answers=answers, created_at=now, saved_at=now, submitted_at=now,
    )  # fmt: skip
    db.session.add(row)
    for requirement_id, file in files.items():
        row.attachments.append(Attachment(requirement_id=requirement_id, file=file, round=1, added_at=now))
    db.session.flush()
    turns.move(row, "submit")
    return row


def officer(role: str) -> User:
    """The officer of a role."""
    return db.session.scalars(select(User).where(User.username == role)).one()


def requirement(application: Application, code: str) -> Requirement:
    """A paper that the case's version asks for."""
    return next(row for row in application.version.requirements if row.code == code)


def taken(application: Application | None = None, role: str = "verifikator") -> Application:
    """A case in an officer's hands."""
    application = application or submitted()
    review.take(application, officer(role))
    return application


def verdicts(application: Application, **other: tuple[str, str]) -> list[Verdict]:
    """Every open item correct, except the named ones: `sk_ahu=("fix", "note")` (dashes as underscores)."""
    special = {name.replace("__", ":").replace("_", "-"): value for name, value in other.items()}
    found = []
    for item in items(application):
        verdict, note = special.get(item.target, ("ok" if item.present else "na", ""))
        if item.target in special or item.verdict is None:
            found.append(Verdict(item.target, verdict, "", note))
    return found


def checked(application: Application | None = None, role: str = "verifikator") -> Application:
    """A case whose file is recorded as complete."""
    application = taken(application, role)
    by = officer(role)
    review.save_verdicts(application, verdicts(application), by, expected_round=application.round)
    review.mark_complete(application, by, expected_round=application.round)
    return application


def handed_back(application: Application | None = None, **other: tuple[str, str]) -> Application:
    """A case that waits for the applicant, by default because of its decree."""
    application = taken(application)
    by = officer("verifikator")
    marked = other or {"sk_ahu": ("fix", "Halaman kedua terpotong.")}
    review.save_verdicts(application, verdicts(application, **marked), by, expected_round=application.round)
    review.ask_correction(application, by, expected_round=application.round)
    return application


def resubmitted(application: Application) -> Application:
    """The case after its applicant has argued against every finding."""
    for finding in correction.open_findings(application):
        if not finding.answered:
            correction.rebut(application, finding.target, "Sudah lengkap, halaman kedua ada di belakang.")
    correction.resubmit(application, application.round)
    return application


def recommended(application: Application | None = None) -> Application:
    """A case that is proposed to be granted."""
    application = checked(application)
    decide.recommend(application, officer("verifikator"), note="Lengkap.")
    return application


def approved(application: Application | None = None) -> Application:
    """A case that waits for the head's signature."""
    application = recommended(application)
    decide.approve(application, officer("kabid"))
    return application


def granted(application: Application | None = None) -> Application:
    """A granted case (track presence)."""
    application = approved(application)
    grant.sign(application, officer("kaban"))
    return application


def refused(application: Application | None = None) -> Application:
    """A refused case."""
    application = taken(application)
    decide.recommend_refusal(
        application,
        officer("verifikator"),
        reason="Nama sama dengan ormas lain.",
        legal_basis="Pasal 59 ayat (1) UU 17/2013",
    )
    decide.approve(application, officer("kabid"))
    grant.refuse(application, officer("kaban"))
    return application


def forwarded(application: Application | None = None) -> Application:
    """A case of track b that is with the Ministry."""
    application = approved(application or submitted("pengantar-skt"))
    grant.sign(application, officer("kaban"))
    track_b.forward(application, officer("operator"), on=clock.today(), number="200.1.4.4/1/425.207/2026")
    return application


def visit_plan(application: Application) -> None:
    """Plan a visit for tomorrow."""
    visit.plan(
        application, officer("verifikator"), on=clock.today() + timedelta(days=1), time="09.00", officers="Rina Contoh"
    )


def days_later(moment: datetime, days: int) -> Any:
    """Move the frozen clock: `with days_later(frozen, 3): …` (calendar days)."""
    return clock.frozen(moment + timedelta(days=days))
