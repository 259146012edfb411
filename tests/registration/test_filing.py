"""Filing from a phone without script: once, never lost, and nobody else's."""

from __future__ import annotations

import re
import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func

from aormas.core import audit
from aormas.core.database import db
from aormas.registration.models import Application
from tests.registration import factories


def count() -> int:
    return db.session.scalar(db.select(func.count(Application.id))) or 0


def heading(page: str) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page, re.S)
    return re.sub(r"<[^>]+>", "", found[1]).strip() if found else ""


def test_a_whole_filing_ends_with_a_receipt_and_waits_for_the_office(client: FlaskClient) -> None:
    reference = factories.sent(client)
    receipt = client.get(f"/permohonan/{reference}/tanda-terima")
    code = factories.code_of(client, reference)
    assert reference in receipt.text
    assert code in receipt.text
    row = factories.case(reference)
    assert (row.stage, row.turn, row.name) == ("submitted", "office", "Perkumpulan Pemuda Mangga Anggur")
    assert [span.turn for span in row.spans] == ["office"]
    assert row.due_on.isoformat() == "2026-11-27"  # three working days after Tuesday, 24 November
    pdf = client.get(f"/permohonan/{reference}/tanda-terima.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert pdf.headers["Content-Type"] == "application/pdf"


def test_only_the_digest_of_the_code_is_stored_and_the_trail_holds_no_nik(client: FlaskClient) -> None:
    reference = factories.sent(client)
    code = factories.code_of(client, reference)
    row = factories.case(reference)
    assert code not in repr(vars(row))
    assert len(row.code_digest) == 64
    entries = db.session.scalars(
        db.select(audit.AuditEntry).where(audit.AuditEntry.subject_type == "applications")
    ).all()
    assert [entry.action for entry in entries] == ["application.created", "application.submitted"]
    assert "3574014507900003" not in str([entry.changes for entry in entries])


def test_references_count_up_within_a_year(client: FlaskClient) -> None:
    assert [factories.begin(client) for _ in range(3)] == ["P26-0001", "P26-0002", "P26-0003"]


def test_the_same_form_sent_again_is_the_same_case_with_the_same_code(app: Flask, client: FlaskClient) -> None:
    client_id = str(uuid.uuid4())
    first = client.post("/daftar/lapor-keberadaan", data={"client_id": client_id})
    other = app.test_client()  # the answer was lost together with its cookie
    again = other.post("/daftar/lapor-keberadaan", data={"client_id": client_id})
    assert first.location == again.location
    assert count() == 1
    reference = first.location.split("/")[2]
    assert factories.code_of(other, reference) == factories.code_of(client, reference)


def test_the_same_form_id_for_another_service_is_refused_and_begins_nothing(client: FlaskClient) -> None:
    client_id = str(uuid.uuid4())
    client.post("/daftar/lapor-keberadaan", data={"client_id": client_id})
    answer = client.post("/daftar/pengantar-skt", data={"client_id": client_id}, follow_redirects=True)
    assert "sudah dipakai untuk permohonan lain" in answer.text
    assert count() == 1


def test_reloading_the_first_page_keeps_its_form_id_until_the_filing_has_begun(client: FlaskClient) -> None:
    ids = [
        re.search(r'name="client_id" value="([^"]+)"', client.get("/daftar/lapor-keberadaan").text)[1] for _ in range(2)
    ]
    assert ids[0] == ids[1]
    client.post("/daftar/lapor-keberadaan", data={"client_id": ids[0]})
    assert ids[0] not in client.get("/daftar/lapor-keberadaan").text


@pytest.mark.parametrize("nonsense", ["", "x", "0" * 200, "urn:uuid:" + "1" * 80])
def test_a_form_id_that_is_none_begins_nothing(client: FlaskClient, nonsense: str) -> None:
    answer = client.post("/daftar/lapor-keberadaan", data={"client_id": nonsense})
    assert answer.location == "/daftar/lapor-keberadaan"
    assert count() == 0


def test_another_phone_goes_on_with_reference_and_code(app: Flask, client: FlaskClient) -> None:
    reference = factories.begin(client)
    factories.fill(client, reference, "ormas")
    typed = f" {factories.code_of(client, reference).lower().replace('-', ' ')} "
    other = app.test_client()
    opened = other.post("/lacak", data={"reference": reference.lower(), "code": typed}, follow_redirects=True)
    assert heading(opened.text) == "Dasar hukum"  # where the filing stopped
    assert "Perkumpulan Pemuda Mangga Anggur" in other.get(f"/permohonan/{reference}/ormas").text


def test_preview_keeps_apart_what_everybody_and_what_the_office_sees(client: FlaskClient) -> None:
    reference = factories.filled(client)
    page = client.get(f"/permohonan/{reference}/kirim").text
    public, office = page[page.index("Yang dilihat umum") :].split("Yang dilihat kantor")
    assert "Siti Contoh" in public
    assert "Jalan Contoh 5" not in public
    assert "0812" not in public
    assert "Jalan Contoh 5" in office
    assert "357401••••••••03" in office
    assert "3574014507900003" not in page


@pytest.mark.parametrize("times", [2, 3])
def test_sending_again_changes_nothing_and_shows_the_same_receipt(client: FlaskClient, times: int) -> None:
    reference = factories.filled(client)
    answers = [client.post(f"/permohonan/{reference}/kirim", data=factories.SENDER) for _ in range(times)]
    assert {(answer.status_code, answer.location) for answer in answers} == {
        (303, f"/permohonan/{reference}/tanda-terima")
    }
    row = factories.case(reference)
    assert len(row.spans) == 1
    assert count() == 1
    assert client.get(f"/permohonan/{reference}/kirim").location == f"/permohonan/{reference}"


def test_a_draft_that_was_sent_meanwhile_is_not_changed_and_what_was_typed_is_shown(client: FlaskClient) -> None:
    reference = factories.sent(client)
    answer = client.post(
        f"/permohonan/{reference}/sekretariat", data={**factories.SEAT, "address": "Jalan terlambat 9", "revision": "1"}
    )
    assert answer.status_code == 409
    assert "Jalan terlambat 9" in answer.text
    assert factories.case(reference).answers["sekretariat"]["address"] == factories.SEAT["address"]
    late = client.post(
        f"/permohonan/{reference}/berkas/akta", data={"files": factories.upload()}, content_type="multipart/form-data"
    )
    assert late.status_code == 409
    assert client.post(f"/permohonan/{reference}/berkas/akta/hapus").status_code == 409
    assert client.get(f"/permohonan/{reference}/ormas").location == f"/permohonan/{reference}"


def test_pages_of_a_filing_stay_light(client: FlaskClient) -> None:
    import gzip

    reference = factories.filled(client)
    weights = {
        step: len(gzip.compress(client.get(f"/permohonan/{reference}/{step}").data, 6))
        for step in ("ormas", "legalitas", "sekretariat", "pengurus", "berkas", "kirim")
    }
    assert max(weights.values()) <= 10_000, weights
    assert len(gzip.compress(client.get("/layanan/lapor-keberadaan").data, 6)) <= 10_000


def test_withdrawing_asks_first_and_happens_once(client: FlaskClient) -> None:
    reference = factories.sent(client)
    asked = client.post(f"/permohonan/{reference}/tarik", data={"reason": "Salah layanan"})
    assert asked.status_code == 422
    assert factories.case(reference).stage == "submitted"
    answers = [
        client.post(f"/permohonan/{reference}/tarik", data={"reason": "Salah layanan", "sure": "y"}).status_code
        for _ in range(2)
    ]
    row = factories.case(reference)
    assert answers == [303, 303]
    assert (row.stage, row.turn, len(row.decisions)) == ("withdrawn", "nobody", 1)
    assert "Ditarik" in client.get(f"/permohonan/{reference}").text
