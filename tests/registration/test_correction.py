"""After the office has looked: mend just what was handed back, argue back, object; both clocks in sight."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from aormas.accounts.models import User
from aormas.core import clock
from aormas.core.database import db, transaction
from aormas.letters.actions import signing
from aormas.registration.actions import correction, decide, grant, review
from aormas.registration.models import Application
from aormas.registration.rules.checklist import Verdict
from tests.conftest import MOMENT
from tests.registration import factories

WHY = "Surat domisili sudah tidak berlaku. Mintalah surat baru di kelurahan."
Person = Callable[[str], User]


def look(application: Application, by: User, *to_mend: str) -> None:
    """Take a case and give every paper and section its verdict."""
    if application.stage == "submitted":
        review.take(application, by)
    targets = [r.code for r in application.version.requirements if application.paper(r)] + [
        f"isian:{step}" for step in ("ormas", "legalitas", "sekretariat", "pengurus")
    ]
    waived = [r.code for r in application.version.requirements if not application.paper(r)]
    verdicts = [Verdict(t, "fix" if t in to_mend else "ok", WHY if t in to_mend else "", "") for t in targets]
    review.save_verdicts(
        application, [*verdicts, *(Verdict(t, "na", "", "") for t in waived)], by, expected_round=application.round
    )


@pytest.fixture
def handed_back(client: FlaskClient, person: Person) -> str:
    """A case whose domicile letter and secretariat were handed back."""
    reference = factories.sent(client)
    application = factories.case(reference)
    look(application, person("verifikator"), "domisili", "isian:sekretariat")
    review.ask_correction(application, person("verifikator"), expected_round=1)
    return reference


def mend(client: FlaskClient, reference: str) -> None:
    factories.fill(client, reference, "sekretariat", address="Jalan Contoh 7, RT 1 RW 2")
    client.post(
        f"/permohonan/{reference}/berkas/domisili",
        data={"files": factories.upload("domisili baru")},
        content_type="multipart/form-data",
    )


def test_the_applicant_sees_what_why_and_until_when(client: FlaskClient, handed_back: str) -> None:
    page = client.get(f"/permohonan/{handed_back}").text
    assert "Menunggu Anda" in page
    assert WHY in page
    assert "15 Desember 2026" in page
    assert "0 dari 15 hari kerja terpakai" in page
    assert page.index("Menunggu Anda") < page.index("Riwayat")


def test_applicant_corrects_just_these_and_keeps_the_rest(client: FlaskClient, handed_back: str) -> None:
    before = {row.requirement.code: row.file.sha256 for row in factories.case(handed_back).attachments}
    mend(client, handed_back)
    assert factories.case(handed_back).stage == "awaiting_correction"
    answer = client.post(f"/permohonan/{handed_back}/kirim-kembali", data={"round": "1"})
    row = factories.case(handed_back)
    assert answer.status_code == 303
    assert (row.stage, row.turn, row.round) == ("in_review", "office", 2)
    now = {a.requirement.code: a.file.sha256 for a in row.attachments if a.replaced_at is None}
    assert {code for code in now if now[code] != before[code]} == {"domisili"}
    assert row.answers["sekretariat"]["address"] == "Jalan Contoh 7, RT 1 RW 2"


def test_an_answered_point_says_so_and_folds_and_every_point_shows_its_sample(
    client: FlaskClient, handed_back: str
) -> None:
    page = client.get(f"/permohonan/{handed_back}/perbaikan").text
    assert "Yang sering keliru:" in page
    assert "Sudah terkirim" not in page
    mend(client, handed_back)
    page = client.get(f"/permohonan/{handed_back}/perbaikan").text
    assert "Sudah terkirim untuk perbaikan ini" in page
    assert "Ganti lagi" in page
    assert "Perbaiki lagi" in page
    assert "Kembali tanpa menyimpan" in client.get(f"/permohonan/{handed_back}/sekretariat").text


def test_what_was_not_handed_back_cannot_be_touched(client: FlaskClient, handed_back: str) -> None:
    other = client.post(
        f"/permohonan/{handed_back}/berkas/akta", data={"files": factories.upload()}, content_type="multipart/form-data"
    )
    assert other.status_code == 409
    section = client.post(
        f"/permohonan/{handed_back}/ormas", data={**factories.ORMAS, "name": "Nama lain", "revision": "1"}
    )
    assert section.status_code == 409
    assert "Nama lain" in section.text
    assert client.get(f"/permohonan/{handed_back}/ormas").status_code == 303
    assert factories.case(handed_back).name == factories.ORMAS["name"]


def test_arguing_back_counts_as_an_answer(client: FlaskClient, handed_back: str) -> None:
    for target in ("domisili", "isian:sekretariat"):
        answer = client.post(
            f"/permohonan/{handed_back}/perbaikan",
            data={"finding": target, "rebuttal": "Suratnya berlaku sampai 2027."},
        )
        assert answer.status_code == 303
    client.post(f"/permohonan/{handed_back}/kirim-kembali", data={"round": "1"})
    row = factories.case(handed_back)
    assert row.stage == "in_review"
    assert {f.rebuttal for f in row.findings if f.verdict == "fix"} == {"Suratnya berlaku sampai 2027."}


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_an_argument_has_words_and_not_too_many(client: FlaskClient, handed_back: str, text: str) -> None:
    answer = client.post(f"/permohonan/{handed_back}/perbaikan", data={"finding": "domisili", "rebuttal": text})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert text in answer.text


def test_nothing_goes_back_while_a_finding_has_no_answer(client: FlaskClient, handed_back: str) -> None:
    factories.fill(client, handed_back, "sekretariat", address="Jalan Contoh 7")
    answer = client.post(f"/permohonan/{handed_back}/kirim-kembali", data={"round": "1"})
    assert answer.status_code == 422
    assert factories.case(handed_back).stage == "awaiting_correction"
    assert "Belum terjawab" in answer.text
    assert 'href="#berkas-domisili"' in answer.text


def test_saving_a_section_unchanged_or_the_same_file_again_is_no_answer(client: FlaskClient, handed_back: str) -> None:
    factories.fill(client, handed_back, "sekretariat")
    requirement = next(r for r in factories.case(handed_back).version.requirements if r.code == "domisili")
    present = factories.case(handed_back).paper(requirement)
    received = factories.papers.Received(present.file.sha256, present.file.size, 1, False, "Domisili.pdf")
    correction.mend_paper(factories.case(handed_back), requirement, received)
    assert [f.answered for f in correction.open_findings(factories.case(handed_back))] == [False, False]


def test_sending_back_twice_is_one_return(client: FlaskClient, handed_back: str) -> None:
    mend(client, handed_back)
    answers = [client.post(f"/permohonan/{handed_back}/kirim-kembali", data={"round": "1"}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert factories.case(handed_back).round == 2


def test_a_wrong_file_in_a_correction_gets_its_sentence_and_keeps_the_case(
    client: FlaskClient, handed_back: str
) -> None:
    answer = client.post(
        f"/permohonan/{handed_back}/berkas/domisili",
        data={"files": (factories.io.BytesIO(b"PK\x03\x04xxxxxxxxxxxxxxx"), "a.docx")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 422
    assert "Word, Excel, dan ZIP" in answer.text
    assert "Surat keterangan domisili" in answer.text


def test_the_clocks_stop_for_whose_turn_it_is_not(client: FlaskClient, person: Person) -> None:
    reference = factories.sent(client)
    application = factories.case(reference)
    look(application, person("verifikator"))
    review.mark_complete(application, person("verifikator"), expected_round=1)
    with clock.frozen(MOMENT + timedelta(days=2)):
        page = client.get(f"/permohonan/{reference}").text
    assert "2 dari 5 hari kerja terpakai" in page
    assert "berjalan sampai 1 Desember 2026" in page
    assert "sedang berhenti" in page  # the applicant's


@pytest.fixture
def refused(client: FlaskClient, person: Person) -> str:
    """A case that the agency head has refused."""
    reference = factories.sent(client)
    application = factories.case(reference)
    look(application, person("operator"))
    review.mark_complete(application, person("operator"), expected_round=1)
    decide.recommend_refusal(
        application, person("verifikator"), reason="Alamat di luar kota.", legal_basis="PP 58/2016 pasal 9"
    )
    decide.approve(application, person("kabid"))
    grant.refuse(application, person("kaban"))
    return reference


def test_a_refusal_says_why_on_what_basis_and_how_to_object(client: FlaskClient, refused: str) -> None:
    page = client.get(f"/permohonan/{refused}").text
    for words in (
        "Alamat di luar kota.",
        "PP 58/2016 pasal 9",
        "UU 30/2014 pasal 77",
        "23 Desember 2026",
        "10 hari kerja",
    ):
        assert words in page


def test_an_objection_is_taken_once_within_its_days(client: FlaskClient, refused: str) -> None:
    empty = client.post(f"/permohonan/{refused}/keberatan", data={"objection": " "})
    assert empty.status_code == 422
    assert factories.case(refused).stage == "refused"
    answers = [
        client.post(f"/permohonan/{refused}/keberatan", data={"objection": "Sekretariat kami di Jati."}).status_code
        for _ in range(2)
    ]
    row = factories.case(refused)
    assert answers == [303, 303]
    assert row.stage == "objected"
    assert [d.reason for d in row.decisions if d.verb == "object"] == ["Sekretariat kami di Jati."]
    assert "Sekretariat kami di Jati." in client.get(f"/permohonan/{refused}").text


def test_an_objection_past_its_days_is_not_taken_and_not_lost(client: FlaskClient, refused: str) -> None:
    with clock.frozen(MOMENT + timedelta(days=40)):
        answer = client.post(f"/permohonan/{refused}/keberatan", data={"objection": "Terlambat, tetapi penting."})
        page = client.get(f"/permohonan/{refused}").text
    assert answer.status_code == 422
    assert factories.case(refused).stage == "refused"
    assert "Waktu mengajukan keberatan sudah lewat" in answer.text
    assert "Kirim keberatan" not in page


def granted(reference: str, person: Person) -> None:
    """Bring a case that was sent to its signed letter."""
    application = factories.case(reference)
    look(application, person("operator"))
    review.mark_complete(application, person("operator"), expected_round=1)
    decide.recommend(application, person("verifikator"))
    decide.approve(application, person("kabid"))
    grant.sign(application, person("kaban"))


def test_the_letter_is_downloaded_from_the_case_and_by_nobody_else(
    app: Flask, client: FlaskClient, person: Person
) -> None:
    reference = factories.sent(client)
    assert client.get(f"/permohonan/{reference}/surat.pdf").status_code == 404
    granted(reference, person)
    page = client.get(f"/permohonan/{reference}").text
    assert "Selesai" in page
    assert factories.case(reference).letter.number in page
    with client.get(f"/permohonan/{reference}/surat.pdf") as letter:
        assert letter.data.startswith(b"%PDF")
    assert app.test_client().get(f"/permohonan/{reference}/surat.pdf").status_code == 303


def test_a_withdrawn_letter_is_said_first_with_its_reason_and_the_way_on(client: FlaskClient, person: Person) -> None:
    reference = factories.sent(client)
    granted(reference, person)
    assert "kode aktivasi" in client.get(f"/permohonan/{reference}").text
    signing.withdraw(factories.case(reference).letter, "Nama ketua keliru.", by=person("kaban"))
    page = client.get(f"/permohonan/{reference}").text
    assert "Surat dicabut" in page.split("<h2")[0]
    assert "Nama ketua keliru." in page
    assert "Selesai." not in page
    assert "Anda bisa mengunduhnya" not in page
    assert "Surat dicabut kantor" in page
    assert "Kirim permohonan baru" in page


@transaction
def put_in(application: Application, stage: str) -> None:
    application.stage = stage


@pytest.mark.parametrize(
    "stage",
    [
        "recommended",
        "approved",
        "granted",
        "refused",
        "objected",
        "refusal_upheld",
        "forwarded",
        "refused_by_ministry",
        "closed",
        "withdrawn",
        "awaiting_forward",
    ],
)
def test_the_page_of_a_case_can_be_read_in_every_stage(client: FlaskClient, stage: str) -> None:
    reference = factories.sent(client)
    put_in(factories.case(reference), stage)
    page = client.get(f"/permohonan/{reference}")
    assert page.status_code == 200
    assert "Tanda terima" in page.text
    db.session.rollback()
