"""Anyone checks a letter; organisations and officers open theirs."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime

import pytest

from aormas import create_app
from aormas.accounts.actions import people
from aormas.core import clock, outbox
from aormas.core.security import limiter
from aormas.letters import actions, checks, documents, jobs, queries, seeds
from aormas.letters.public import UNKNOWN
from tests import factories as office
from tests.factories import let_go
from tests.letters import factories

MAIN = re.compile(r"<main.*?</main>", re.S)


def words(answer) -> str:
    """Return the words of a page's own part, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", MAIN.search(answer.text)[0]).split())


def test_a_letter_in_force_says_what_it_says_and_what_the_seal_is(client):
    letter = factories.signed()
    answer = client.get(f"/v/{letter.code}")
    assert answer.status_code == 200
    text = words(answer)
    for part in (
        "Surat ini asli dan berlaku",
        letter.number,
        "Perkumpulan Contoh Mangga Jaya",
        "24 November 2026",
        "24 November 2031",
        "Kaban Contoh",
        "bukan tanda tangan elektronik tersertifikasi",
    ):
        assert part in text


def test_an_expired_letter_and_a_withdrawn_one_say_so_with_dates_and_reason(client):
    expired, withdrawn = factories.signed(), factories.signed()
    actions.withdraw(withdrawn, "Nama ketua keliru.", by=factories.officer("kaban"))
    text = words(client.get(f"/v/{withdrawn.code}"))
    assert "Surat ini sudah dicabut" in text
    assert "Pada 24 November 2026. Alasan: Nama ketua keliru." in text
    with clock.frozen(datetime(2031, 11, 24, 16, 59, tzinfo=UTC)):
        assert "asli dan berlaku" in words(client.get(f"/v/{expired.code}"))
    with clock.frozen(datetime(2031, 11, 24, 17, tzinfo=UTC)):
        assert "masa berlakunya habis" in words(client.get(f"/v/{expired.code}"))


def test_unknown_and_malformed_codes_get_one_and_the_same_answer(client):
    draft = factories.draft()
    answers = [
        client.get(f"/v/{code}")
        for code in ("ZZZZZ-ZZZZZ-ZZZZZ", "x", "a%00b", UNKNOWN, "9" * 5000, str(draft.id), "%E2%80%AE")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({re.sub(r' value="[^"]*"', "", words(answer)) for answer in answers}) == 1
    assert "Kode tidak dikenal" in words(answers[0])


@pytest.mark.parametrize(
    "shape",
    [
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f"  {code.replace('-', '')} ",
        lambda code: code.replace("-", "–"),
    ],
)
def test_a_code_typed_by_hand_reaches_its_letter(client, shape):
    letter = factories.signed()
    answer = client.get("/verifikasi", query_string={"kode": shape(letter.code)}, follow_redirects=True)
    assert letter.number in words(answer)


def test_an_empty_code_is_asked_for(client):
    answer = client.get("/verifikasi?kode=+")
    assert answer.status_code == 422
    assert "Tulis kode yang ada di bagian bawah surat." in answer.text
    page = client.get("/verifikasi")
    assert page.status_code == 200
    assert '<button class="button">Periksa</button>' in page.text


def test_guessing_is_slowed_down_and_right_codes_do_not_count(app):
    letter = factories.signed()
    limiter.enabled = True  # before the application is made, or its count after the answer is not wired
    try:
        made = create_app(app.extensions["aormas_settings"])
        limited = made.test_client()
        limiter.reset()
        assert {limited.get(f"/v/{letter.code}").status_code for _ in range(40)} == {200}
        assert [limited.get(f"/v/guess{n}").status_code for n in range(31)] == [404] * 30 + [429]
    finally:
        limiter.reset()
        limiter.enabled = False
        with made.app_context():
            let_go(made)


def test_the_letter_of_a_public_type_is_downloaded_by_its_code_until_it_is_withdrawn(client):
    letter = factories.signed()
    with client.get(f"/v/{letter.code}/surat.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
        assert answer.headers["Content-Disposition"].startswith("attachment")
    actions.withdraw(letter, "Keliru.", by=factories.officer("kaban"))
    assert client.get(f"/v/{letter.code}/surat.pdf").status_code == 404


def test_a_refusal_is_checked_by_its_code_but_not_downloaded(client):
    letter = factories.signed(seeds.REFUSAL)
    assert client.get(f"/v/{letter.code}").status_code == 200
    assert client.get(f"/v/{letter.code}/surat.pdf").status_code == 404
    assert client.get(f"/v/{letter.code}/pindaian.pdf").status_code == 404


def test_the_stored_file_is_made_once_however_often_the_job_runs(app):
    letter = factories.signed()
    assert letter.file is None
    while outbox.work_once():
        pass
    file = letter.file_id
    assert file is not None
    jobs.render({"letter": letter.id})
    jobs.render({"letter": letter.id})
    assert letter.file_id == file
    assert letter.file.pages == 1
    stored = [path for path in app.extensions["aormas_files"].root.rglob("*") if path.is_file()]
    assert len(stored) == 1
    assert checks.signed_letters() == []


def test_a_file_that_got_lost_is_found_by_the_check_and_made_again(app):
    letter = factories.signed()
    jobs.render({"letter": letter.id})
    store, sha256 = app.extensions["aormas_files"], letter.file.sha256
    store.remove(sha256)
    assert checks.signed_letters() == [f"{letter.label}: its file is missing"]
    jobs.render({"letter": letter.id})
    assert store.has(letter.file.sha256)
    assert checks.signed_letters() == []


def test_the_job_of_a_draft_makes_nothing(app):
    letter = factories.draft()
    jobs.render({"letter": letter.id})
    jobs.render({"letter": 999})
    assert letter.file is None


def test_the_paper_says_what_was_signed_and_its_code_opens_exactly_its_page(app, client, tmp_path):
    letter = factories.signed()
    path = tmp_path / "letter.pdf"
    path.write_bytes(documents.render(letter))
    text = " ".join(
        subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    for part in (
        letter.number,
        "Perkumpulan Contoh Mangga Jaya",
        "a.n. Wali Kota Probolinggo",
        letter.code,
        "tersertifikasi",
    ):
        assert part in text
    assert "{" not in text
    subprocess.run(["pdftoppm", "-r", "130", "-png", "-singlefile", path, tmp_path / "page"], check=True)
    read = subprocess.run(
        ["zbarimg", "-q", "--raw", tmp_path / "page.png"], capture_output=True, text=True, check=True
    ).stdout.strip()
    assert read == documents.verify_url(letter.code)
    assert letter.number in words(client.get(read[read.index("/v/") :]))


def test_people_of_an_organisation_see_and_download_only_its_letters(app):
    siti = people.add(username="siti", name="Siti Contoh", role="ormas", password=office.PASSWORD, by="test")
    own, other = factories.organization(people=(siti,)), factories.organization("Yayasan Lain")
    mine, foreign = factories.signed(organization=own), factories.signed(organization=other)
    draft = factories.draft(organization=own)
    browser = app.test_client()
    assert browser.post("/masuk", data={"username": "siti", "password": office.PASSWORD}).status_code == 303
    text = browser.get("/portal/surat").text
    assert mine.number in text
    assert foreign.number not in text
    with browser.get(f"/portal/surat/{mine.id}/surat.pdf") as answer:
        assert answer.data.startswith(b"%PDF")
    assert browser.get(f"/portal/surat/{foreign.id}/surat.pdf").status_code == 404
    assert browser.get(f"/portal/surat/{draft.id}/surat.pdf").status_code == 404
    assert queries.of_organization(own.id) == [mine]


def test_the_public_profile_tells_of_letters_and_leads_to_the_check(app, client):
    row = factories.organization()
    letter = factories.signed(organization=row)
    page = client.get(f"/ormas/{row.slug}").text
    assert f"/v/{letter.code}" in page
    assert "terbit" in page
