"""The services: data of a fresh office, plain questions, public pages; counter and portal begin with the same forms."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from aormas.accounts.actions import people
from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.audit import AuditEntry
from aormas.core.database import db, transaction
from aormas.organizations import actions as organizations
from aormas.organizations.models import Organization
from aormas.registration.models import Requirement, ServiceVersion, StockReason
from aormas.registration.queries import services
from tests.conftest import MOMENT
from tests.factories import PASSWORD
from tests.letters import factories as letter_factories
from tests.organizations.factories import organization
from tests.registration import factories

CODES = [
    "lapor-keberadaan",
    "perpanjangan-keberadaan",
    "perubahan-data",
    "pengantar-skt",
    "perpanjangan-skt",
    "perubahan-skt",
]


def test_a_fresh_office_offers_both_tracks_with_complete_texts(app: Flask) -> None:
    versions = services.present_versions()
    assert [version.service.code for version in versions] == CODES
    for version in versions:
        assert all((version.summary, version.for_whom, version.steps, version.outcome, version.legal_basis))
        assert (
            version.check_days,
            version.office_days,
            version.applicant_days,
            version.objection_days,
            version.answer_days,
        ) == (3, 5, 15, 21, 10)
        assert all(paper.help and paper.mistake for paper in version.requirements)
        assert all(bool(paper.condition) == (paper.necessity == "conditional") for paper in version.requirements)


def test_the_law_shapes_the_lists_of_papers(app: Flask) -> None:
    papers = {code: {paper.code: paper for paper in services.present_version(code).requirements} for code in CODES}
    assert "sk-ahu" in papers["lapor-keberadaan"]
    assert "sk-ahu" not in papers["pengantar-skt"]
    for code in ("rekomendasi-agama", "rekomendasi-kepercayaan", "persetujuan"):
        assert papers["pengantar-skt"][code].necessity == "conditional"
    statement = papers["pengantar-skt"]["pernyataan"].sample_text
    assert len(re.findall(r"^[1-7]\. [a-z]", statement, re.M)) == 7
    assert "Rp10.000" in statement
    assert "Probolinggo" in statement
    assert {code for code, paper in papers["pengantar-skt"].items() if paper.sensitive} == {
        "biodata",
        "pas-foto",
        "ktp",
    }


def test_every_stock_reason_belongs_to_a_paper_of_its_service(app: Flask) -> None:
    for version in db.session.scalars(db.select(ServiceVersion)):
        codes = {paper.code for paper in version.requirements} | {""}
        assert {reason.requirement_code for reason in version.reasons} <= codes
    assert db.session.scalar(
        db.select(db.func.count(StockReason.id)).where(StockReason.requirement_code == "")
    ) == 7 * len(CODES)


@pytest.mark.parametrize(
    ("has_decree", "need", "code"),
    [
        ("ya", "baru", "lapor-keberadaan"), ("ya", "perpanjangan", "perpanjangan-keberadaan"), ("ya", "perubahan", "perubahan-data"),
        ("tidak", "baru", "pengantar-skt"), ("tidak", "perpanjangan", "perpanjangan-skt"), ("tidak", "perubahan", "perubahan-skt"),
    ],
)  # fmt: skip
def test_two_plain_questions_lead_to_the_service(client: FlaskClient, has_decree: str, need: str, code: str) -> None:
    assert client.get(f"/daftar?periksa=1&badan={has_decree}&perlu={need}").location == f"/daftar/{code}"


def test_an_unanswered_question_is_asked_again_with_the_other_answer_kept(client: FlaskClient) -> None:
    page = client.get("/daftar?periksa=1&badan=ya").text
    assert 'href="#perlu"' in page
    assert re.search(r'<input(?=[^>]*checked)(?=[^>]*name="badan")[^>]*value="ya"', page)


@pytest.mark.parametrize(
    "path", ["/layanan", "/layanan/lapor-keberadaan", "/layanan/lapor-keberadaan/contoh/pernyataan", "/daftar"]
)
def test_pages_for_everybody_are_shared_and_free_of_sessions(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["ETag"]
    assert client.get(path, headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/layanan/sihir",
        "/daftar/sihir",
        "/layanan/lapor-keberadaan/contoh/sihir",
        "/layanan/lapor-keberadaan/contoh/sk-ahu",
        "/layanan/lapor-keberadaan/contoh/sk-ahu.pdf",
    ],
)
def test_what_is_not_offered_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


@transaction
def renew(code: str) -> None:
    old = services.present_version(code)
    new = ServiceVersion(
        service=old.service, valid_from=clock.today() + timedelta(days=7), title="Judul baru", summary="Baru", letter_type_id=old.letter_type_id,
        created_at=clock.now(), requirements=[Requirement(code="akta", title="Akta saja")],
    )  # fmt: skip
    db.session.add(new)


def test_a_running_case_keeps_the_version_that_it_began_under(client: FlaskClient) -> None:
    reference = factories.begin(client)
    renew("lapor-keberadaan")
    assert "Judul baru" not in client.get("/layanan/lapor-keberadaan").text
    with clock.frozen(MOMENT + timedelta(days=8)):
        assert "Judul baru" in client.get("/layanan/lapor-keberadaan").text
        assert len(factories.case(reference).version.requirements) == 16
        assert len(factories.case(factories.begin(client)).version.requirements) == 1


def test_an_officer_files_at_the_counter_with_the_same_forms(
    signed_in: Callable[[str], FlaskClient], person: Callable[[str], User]
) -> None:
    officer = signed_in("operator")
    page = officer.get("/meja/loket").text
    client_id = re.search(r'name="client_id" value="([^"]+)"', page)[1]
    begun = [
        officer.post("/meja/loket", data={"service": "lapor-keberadaan", "client_id": client_id}) for _ in range(2)
    ]
    reference = begun[0].location.split("/")[2]
    assert begun[1].location == begun[0].location
    for step in factories.STEPS:
        assert factories.fill(officer, reference, step).status_code == 303
    factories.attach_papers(reference)
    officer.post(f"/permohonan/{reference}/kirim", data=factories.SENDER)
    row = factories.case(reference)
    assert (row.channel, row.filed_by.username, row.stage) == ("counter", "operator", "submitted")
    trail = db.session.scalars(
        db.select(AuditEntry).where(AuditEntry.subject_id == row.id, AuditEntry.subject_type == "applications")
    )
    assert [(entry.action, entry.actor_id) for entry in trail] == [
        ("application.created", row.filed_by_id),
        ("application.submitted", row.filed_by_id),
    ]
    assert factories.code_of(officer, reference) in officer.get(f"/permohonan/{reference}/tanda-terima").text


def begun_at_counter(officer: FlaskClient) -> str:
    client_id = re.search(r'name="client_id" value="([^"]+)"', officer.get("/meja/loket").text)[1]
    begun = officer.post("/meja/loket", data={"service": "lapor-keberadaan", "client_id": client_id})
    return begun.location.split("/")[2]


def test_at_the_counter_every_page_of_a_case_leads_back_and_speaks_to_the_officer(
    app: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    officer = signed_in("operator")
    reference = begun_at_counter(officer)
    code = factories.code_of(officer, reference)
    for path in ("ormas", "berkas", "kirim", "nanti"):
        assert "Kembali ke loket" in officer.get(f"/permohonan/{reference}/{path}").text, path
    later = officer.get(f"/permohonan/{reference}/nanti").text
    assert "Serahkan nomor dan kode ini kepada pemohon" in later
    assert "WhatsApp" not in later
    assert code in officer.get(f"/permohonan/{reference}/nanti?cetak=1").text
    at_home = app.test_client()
    at_home.post("/lacak", data={"reference": reference, "code": code})
    assert "Kembali ke loket" not in at_home.get(f"/permohonan/{reference}/ormas").text
    assert "Kirim ke WhatsApp saya" in at_home.get(f"/permohonan/{reference}/nanti").text


def test_a_counter_draft_is_gone_on_with_elsewhere_without_its_code_and_the_trail_says_so(
    app: Flask, signed_in: Callable[[str], FlaskClient]
) -> None:
    reference = begun_at_counter(signed_in("operator"))
    other = signed_in("verifikator")
    assert other.get(f"/permohonan/{reference}/ormas").status_code == 303
    assert "Lanjutkan" in other.get("/meja/loket").text
    there = other.post("/meja/loket/lanjutkan", data={"reference": reference})
    assert there.location == f"/permohonan/{reference}"
    assert factories.fill(other, reference, "ormas").status_code == 303
    assert "Kode rahasia tidak ditampilkan lagi" in other.get(f"/permohonan/{reference}/nanti").text
    actions = db.session.scalars(db.select(AuditEntry.action).where(AuditEntry.subject_type == "applications"))
    assert list(actions) == ["application.created", "application.taken_up"]
    other.post("/keluar")
    assert other.get(f"/permohonan/{reference}/ormas").status_code == 303


def test_the_counter_opens_no_draft_that_was_begun_at_home(
    client: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    reference = factories.begin(client)
    officer = signed_in("operator")
    assert officer.post("/meja/loket/lanjutkan", data={"reference": reference}).location == "/meja/loket"
    assert officer.get(f"/permohonan/{reference}/ormas").status_code == 303


@pytest.mark.parametrize("role", ["kaban", "auditor", "admin", "timdu"])
def test_who_may_not_file_does_not_stand_at_the_counter(signed_in: Callable[[str], FlaskClient], role: str) -> None:
    browser = signed_in(role)
    assert browser.get("/meja/loket").status_code == 403
    assert browser.post("/meja/loket/kode", data={"reference": "P26-0001", "checked": "y"}).status_code == 403


def test_a_lost_code_is_renewed_after_a_look_at_the_identity_card(
    client: FlaskClient, signed_in: Callable[[str], FlaskClient]
) -> None:
    reference = factories.sent(client)
    officer = signed_in("operator")
    unchecked = officer.post("/meja/loket/kode", data={"reference": reference})
    assert unchecked.status_code == 422
    assert client.get(f"/permohonan/{reference}").status_code == 200
    unknown = officer.post("/meja/loket/kode", data={"reference": "P26-7777", "checked": "y"})
    assert unknown.status_code == 422
    assert "P26-0412" in unknown.text
    page = officer.post("/meja/loket/kode", data={"reference": reference, "checked": "y"}).text
    code = re.findall(r"<code>([2-9A-Z]{5}-[2-9A-Z]{5})</code>", page)[0]
    assert client.get(f"/permohonan/{reference}").status_code == 303  # the old code opens nothing
    assert client.post("/lacak", data={"reference": reference, "code": code}).location == f"/permohonan/{reference}"


@pytest.fixture
def chair(app: Flask) -> FlaskClient:
    """A browser in which the chair of a registered organisation is signed in."""
    row = organization()
    activation = people.open_code(organizations.invite_chair(row, by="test"))
    people.use_code(activation, "ketua.fkpm", "Siti Contoh", PASSWORD)
    browser = app.test_client()
    assert browser.post("/masuk", data={"username": "ketua.fkpm", "password": PASSWORD}).status_code == 303
    return browser


def test_the_portal_begins_a_renewal_with_what_the_register_knows(chair: FlaskClient) -> None:
    page = chair.get("/portal/permohonan").text
    assert "Perpanjangan surat keterangan keberadaan" in page
    assert "Perpanjangan SKT" not in page
    client_id = re.search(r'name="client_id" value="([^"]+)"', page)[1]
    begun = chair.post("/portal/permohonan", data={"service": "perpanjangan-keberadaan", "client_id": client_id})
    reference = begun.location.split("/")[2]
    row = factories.case(reference)
    assert (row.channel, row.name) == ("portal", "Forum Komunikasi Pemuda Mayangan")
    assert row.answers["pengurus"]["members"][0]["nik"] == "3574014507900003"
    assert "AHU-0002887.AH.01.07.TAHUN 2019" in chair.get(f"/permohonan/{reference}/legalitas").text
    assert reference in chair.get("/portal/permohonan").text
    assert "Perpanjangan surat keterangan keberadaan" in chair.get("/portal").text


def test_the_organisation_opens_its_own_cases_without_a_code_and_no_others(
    app: Flask, chair: FlaskClient, client: FlaskClient
) -> None:
    client_id = re.search(r'name="client_id" value="([^"]+)"', chair.get("/portal/permohonan").text)[1]
    reference = chair.post(
        "/portal/permohonan", data={"service": "perubahan-data", "client_id": client_id}
    ).location.split("/")[2]
    elsewhere = app.test_client()
    elsewhere.post("/masuk", data={"username": "ketua.fkpm", "password": PASSWORD})
    assert "Kembali ke portal" in elsewhere.get(f"/permohonan/{reference}/ormas").text
    assert elsewhere.get(f"/permohonan/{factories.begin(client)}/ormas").status_code == 303


def test_the_portal_says_until_when_the_letter_is_valid_and_offers_its_renewal_in_time(chair: FlaskClient) -> None:
    row = db.session.scalars(db.select(Organization)).one()
    assert "Laporkan perubahan" in chair.get("/portal").text
    letter = letter_factories.signed(organization=row)
    early = chair.get("/portal").text
    assert "berlaku sampai" in early
    assert "Perpanjang surat" not in early
    with clock.frozen(datetime.combine(letter.valid_until - timedelta(days=80), time(3), UTC)):
        chair.post("/masuk", data={"username": "ketua.fkpm", "password": PASSWORD})
        soon = chair.get("/portal").text
        assert "segera berakhir" in soon
        client_id = re.search(r'name="client_id" value="([^"]+)"', chair.get("/portal/permohonan").text)[1]
        chair.post("/portal/permohonan", data={"service": "perpanjangan-keberadaan", "client_id": client_id})
        assert "segera berakhir" not in chair.get("/portal").text
    for path in ("profil", "pengurus"):
        assert "/portal/permohonan#mulai" in chair.get(f"/portal/{path}").text
