"""Invented filings: answers as they are typed, papers as they are sent."""

from __future__ import annotations

import io
import re
from copy import deepcopy
from typing import Any

from flask import current_app
from flask.testing import FlaskClient
from fpdf import FPDF

from aormas.core.database import db
from aormas.registration.actions import papers
from aormas.registration.models import Application

ORMAS = {
    "name": "Perkumpulan Pemuda Mangga Anggur", "acronym": "PPMA", "form": "perkumpulan", "field_1": "pemuda", "field_2": "", "field_3": "",
    "characteristic": "", "scope": "kota", "purpose": "Melatih pemuda berkebun di pekarangan.", "founded_on": "2018-08-17", "founded_at": "Probolinggo",
    "member_count": "45",
}  # fmt: skip
LEGAL = {
    "ahu_number": "AHU-0002887.AH.01.07.Tahun 2019", "ahu_date": "2019-03-01", "deed_number": "12", "deed_date": "2019-01-10",
    "notary": "Notaris Contoh, S.H., M.Kn.", "npwp": "01.234.567.8-625.000",
}  # fmt: skip
SEAT = {
    "address": "Jalan Contoh 5, RT 1 RW 2", "village_code": "35.74.03.1004", "postcode": "67218", "tenure": "own", "tenure_until": "",
    "phone": "0812 3456 7890", "email": "", "website": "",
}  # fmt: skip
BOARD = {
    "decree_number": "01/SK/PPMA/2025", "decree_date": "2025-03-10", "term_start": "2025-03-15", "term_end": "2030-03-14",
    "members-0-office": "chair", "members-0-name": "Siti Contoh", "members-0-nik": "3574014507900003", "members-0-phone": "0812 3456 7890",
    "members-1-office": "secretary", "members-1-name": "Bagus Contoh", "members-1-nik": "3574011203850001", "members-1-phone": "",
    "members-2-office": "treasurer", "members-2-name": "Dewi Contoh", "members-2-nik": "3574015508880002", "members-2-phone": "",
}  # fmt: skip
SENDER = {"sender_name": "Siti Contoh", "sender_phone": "0812 3456 7890", "agreed": "y"}
STEPS = {"ormas": ORMAS, "legalitas": LEGAL, "sekretariat": SEAT, "pengurus": BOARD}


def pdf(text: str = "Berkas contoh") -> bytes:
    """Return a small PDF that holds a text."""
    paper = FPDF()
    paper.set_font("Helvetica", size=12)
    paper.add_page()
    paper.cell(text=text)
    return bytes(paper.output())


def upload(text: str = "Berkas contoh", name: str = "berkas.pdf") -> tuple[io.BytesIO, str]:
    """Return a file as a test browser sends it."""
    return io.BytesIO(pdf(text)), name


def begin(browser: FlaskClient, service: str = "lapor-keberadaan") -> str:
    """Begin a filing in a browser and return its reference."""
    page = browser.get(f"/daftar/{service}")
    client_id = re.search(r'name="client_id" value="([^"]+)"', page.text)
    assert client_id, page.text
    answer = browser.post(f"/daftar/{service}", data={"client_id": client_id[1]})
    assert answer.status_code == 303, answer.text
    return answer.location.split("/")[2]


def revision(browser: FlaskClient, reference: str, step: str) -> str:
    """Return the revision that the page of a step shows."""
    found = re.search(r'name="revision"[^>]*value="(\d*)"', browser.get(f"/permohonan/{reference}/{step}").text)
    assert found
    return found[1]


def fill(browser: FlaskClient, reference: str, step: str, **changes: str) -> Any:
    """Save a step as a person does who opens it, types and presses the first button."""
    typed = {**STEPS[step], **{name.replace("__", "-"): value for name, value in changes.items()}}
    return browser.post(
        f"/permohonan/{reference}/{step}", data={**typed, "revision": revision(browser, reference, step)}
    )


def case(reference: str) -> Application:
    """Return a case as the database has it now."""
    db.session.expire_all()
    return db.session.execute(db.select(Application).where(Application.reference == reference)).scalar_one()


def code_of(browser: FlaskClient, reference: str) -> str:
    """Return the secret code that a browser knows."""
    with browser.session_transaction() as kept:
        return str(kept["cases"][reference])


def attach_papers(reference: str) -> None:
    """Put a small paper at every required place, and say that conditional ones do not apply."""
    store = current_app.extensions["aormas_files"]
    for requirement in case(reference).version.requirements:
        if requirement.necessity == "required":
            content = store.put(pdf(requirement.title))
            papers.attach(
                case(reference),
                requirement,
                papers.Received(content.sha256, content.size, 1, False, f"{requirement.title}.pdf"),
            )
        elif requirement.necessity == "conditional":
            papers.waive(case(reference), requirement, waived=True)


def filled(browser: FlaskClient, service: str = "lapor-keberadaan") -> str:
    """Fill a filing up to the last step and return its reference."""
    reference = begin(browser, service)
    for step in STEPS:
        answer = fill(browser, reference, step)
        assert answer.status_code == 303, (step, answer.text)
    attach_papers(reference)
    return reference


def sent(browser: FlaskClient, service: str = "lapor-keberadaan") -> str:
    """File an application completely and return its reference."""
    reference = filled(browser, service)
    answer = browser.post(f"/permohonan/{reference}/kirim", data=SENDER)
    assert answer.status_code == 303, answer.text
    return reference


def answers() -> dict[str, Any]:
    """Return the answers as they are stored, for tests of the rules."""
    members = [
        {name: BOARD.get(f"members-{n}-{name}", "") for name in ("office", "name", "nik", "phone", "email")} for n in range(3)
    ]  # fmt: skip
    board = {name: value for name, value in BOARD.items() if not name.startswith("members")}
    about = {name: value for name, value in ORMAS.items() if not name.startswith("field_")}
    return deepcopy(
        {
            "ormas": {**about, "fields": ["pemuda"]},
            "legalitas": LEGAL,
            "sekretariat": SEAT,
            "pengurus": {**board, "members": members},
        }
    )
