"""Whose case it is, and what strangers may send: another's case, wrong codes, lost sessions, hostile texts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func

from aormas.core.database import db
from aormas.core.security import limiter
from aormas.registration.models import Application
from tests.registration import factories


def count() -> int:
    return db.session.scalar(db.select(func.count(Application.id))) or 0


PATHS = (
    "ormas",
    "berkas",
    "kirim",
    "nanti",
    "tanda-terima",
    "tanda-terima.pdf",
    "perbaikan",
    "tarik",
    "surat.pdf",
    "berkas/akta.pdf",
    "",
)


@pytest.mark.parametrize("path", PATHS)
def test_anothers_case_answers_exactly_like_an_unknown_one(app: Flask, client: FlaskClient, path: str) -> None:
    reference = factories.begin(client)
    stranger = app.test_client()
    there, nowhere = (stranger.get(f"/permohonan/{number}/{path}".rstrip("/")) for number in (reference, "P26-9999"))
    assert (there.status_code, there.location) == (303, f"/lacak?ref={reference}")
    assert (nowhere.status_code, nowhere.location) == (303, "/lacak?ref=P26-9999")
    assert list(there.headers.keys()) == list(nowhere.headers.keys())


@pytest.mark.parametrize(
    "path",
    [
        "ormas",
        "kirim",
        "berkas",
        "berkas/akta",
        "berkas/akta/hapus",
        "berkas/akta/tidak-berlaku",
        "perbaikan",
        "kirim-kembali",
        "keberatan",
        "tarik",
    ],
)
def test_nobody_changes_anothers_case(app: Flask, client: FlaskClient, path: str) -> None:
    reference = factories.begin(client)
    before = factories.case(reference).answers
    stranger = app.test_client()
    there, nowhere = (
        stranger.post(f"/permohonan/{number}/{path}", data={"name": "Perebut"}) for number in (reference, "P26-9999")
    )
    assert there.status_code == nowhere.status_code == 403
    seal = re.compile(r'(name="csrf_token" value=")[^"]*')  # it holds the moment at which it was made
    assert seal.sub(r"\1", there.text.replace(reference, "P26-9999")) == seal.sub(r"\1", nowhere.text)
    assert factories.case(reference).answers == before


def test_a_lost_session_keeps_what_was_typed_until_the_code_is_there(app: Flask, client: FlaskClient) -> None:
    reference = factories.begin(client)
    code = factories.code_of(client, reference)
    later = app.test_client()
    asked = later.post(
        f"/permohonan/{reference}/sekretariat",
        data={**factories.SEAT, "address": "Jalan yang hampir hilang 7", "revision": "0"},
    )
    assert asked.status_code == 403
    assert "Jalan yang hampir hilang 7" in asked.text
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked.text))
    again = later.post("/lacak", data={**kept, "reference": reference, "code": code})
    assert f'action="/permohonan/{reference}/sekretariat"' in again.text
    typed = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', again.text))
    assert later.post(f"/permohonan/{reference}/sekretariat", data=typed).status_code == 303
    assert factories.case(reference).answers["sekretariat"]["address"] == "Jalan yang hampir hilang 7"


@pytest.mark.parametrize("reference", ["P26-0001", "P26-9999", "bukan nomor", ""])
def test_wrong_code_unknown_and_foreign_get_the_same_sentence(client: FlaskClient, reference: str) -> None:
    factories.begin(client)
    answer = client.post("/lacak", data={"reference": reference, "code": "AAAAA-AAAAA"})
    assert answer.status_code == 422
    assert "Nomor dan kode tidak cocok" in answer.text


@pytest.fixture
def limited() -> Iterator[None]:
    """Count tries, as in service; asked for before the application is made, or its count after the answer is not wired."""
    limiter.enabled = True
    yield
    limiter.enabled = False


def test_wrong_tries_are_limited_per_case_and_right_ones_do_not_count(
    limited: None, app: Flask, client: FlaskClient
) -> None:
    reference = factories.begin(client)
    code = factories.code_of(client, reference)
    limiter.enabled = True
    limiter.reset()
    right = [client.post("/lacak", data={"reference": reference, "code": code}).status_code for _ in range(15)]
    wrong = [client.post("/lacak", data={"reference": reference, "code": "AAAAA-AAAAA"}).status_code for _ in range(12)]
    other = client.post("/lacak", data={"reference": "P26-0777", "code": "AAAAA-AAAAA"}).status_code
    limiter.reset()
    assert set(right) == {303}
    assert wrong == [422] * 10 + [429] * 2
    assert other == 422


HOSTILE = [
    "x" * 100_000,
    "a\x00b",
    "\u202egpj.exe",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% if x %}",
    "'; DROP TABLE applications;--",
    "=HYPERLINK(1)",
    "😀 ÿ ق",
]


@pytest.mark.parametrize("text", HOSTILE, ids=["100 kB", "NUL", "RTL", "script", "Jinja", "SQL", "formula", "signs"])
def test_hostile_text_is_kept_and_shown_as_text(client: FlaskClient, text: str) -> None:
    reference = factories.begin(client)
    answer = factories.fill(client, reference, "ormas", name=text, purpose=text)
    assert answer.status_code in {303, 422}
    for step in ("ormas", "kirim"):
        page = client.get(f"/permohonan/{reference}/{step}").text
        assert "<script>alert" not in page
        assert "49" not in page.split("7*7")[0][-20:]
        assert "\x00" not in page
        assert "\u202e" not in page
    stored = factories.case(reference)
    assert stored.answers["ormas"]["name"] == text.replace("\x00", "").replace("\u202e", "")
    assert len(stored.name) <= 300


def test_too_long_a_text_says_how_much_fits(client: FlaskClient) -> None:
    answer = factories.fill(client, factories.begin(client), "ormas", name="x" * 100_000)
    assert "Paling banyak 300 huruf; yang tertulis 100000." in answer.text


def together(app: Flask, act: Callable[[int], str], times: int) -> list[str]:
    """Do the same from several threads at once, each with a session of its own."""

    def alone(number: int) -> str:
        with app.app_context():
            return act(number)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(alone, range(times)))


def test_the_same_form_sent_from_everywhere_at_once_is_one_case(app: Flask) -> None:
    client_id = str(uuid.uuid4())

    def act(number: int) -> str:
        return app.test_client().post("/daftar/lapor-keberadaan", data={"client_id": client_id}).location

    assert len(set(together(app, act, 8))) == 1
    assert count() == 1


def test_filings_that_begin_at_once_get_different_references(app: Flask) -> None:
    references = together(app, lambda number: factories.begin(app.test_client()), 8)
    assert sorted(references) == [f"P26-{n:04d}" for n in range(1, 9)]


def test_an_application_sent_from_two_phones_at_once_is_sent_once(app: Flask, client: FlaskClient) -> None:
    reference = factories.filled(client)
    code = factories.code_of(client, reference)

    def act(number: int) -> str:
        phone = app.test_client()
        phone.post("/lacak", data={"reference": reference, "code": code})
        return phone.post(f"/permohonan/{reference}/kirim", data=factories.SENDER).location

    assert set(together(app, act, 4)) == {f"/permohonan/{reference}/tanda-terima"}
    assert len(factories.case(reference).spans) == 1


def test_a_shared_device_can_forget_a_case(client: FlaskClient) -> None:
    reference = factories.begin(client)
    code = factories.code_of(client, reference)
    assert client.post(f"/permohonan/{reference}/tutup").location == "/lacak"
    assert client.get(f"/permohonan/{reference}/ormas").location == f"/lacak?ref={reference}"
    assert client.post("/lacak", data={"reference": reference, "code": code}).status_code == 303
