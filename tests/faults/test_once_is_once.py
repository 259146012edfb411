"""Lost answers, double taps, the back button, two tabs, a lost session: one case, the same receipt, nothing typed lost."""

from __future__ import annotations

import socket
import sqlite3
import threading
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.conftest import Office
from tests.faults.load import SERVICE, small_pdf
from tests.faults.server import Server, Visitor

pytestmark = pytest.mark.fault
CLIENT = "44444444-4444-4444-8444-444444444444"


@pytest.fixture
def server(migrated: Office, tmp_path: Path):
    with Server(migrated.copy(tmp_path / "office").instance) as started:
        yield started


def count(server: Server) -> int:
    base = sqlite3.connect(server.instance / "aormas.sqlite3")
    try:
        return base.execute("SELECT count(*) FROM applications").fetchone()[0]
    finally:
        base.close()


def send_and_hang_up(browser: Visitor, path: str, data: dict[str, str], token: str) -> None:
    """Send a form and break the line before the answer comes."""
    body = urlencode({**data, "csrf_token": token})
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{browser.port}\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", browser.port)) as line:
        line.sendall((head + body).encode())


def test_an_answer_that_was_lost_is_asked_again_and_gives_the_same_case(server: Server):
    browser = server.visitor()
    token = browser.token(f"/daftar/{SERVICE}")
    for _ in range(5):
        send_and_hang_up(browser, f"/daftar/{SERVICE}", {"client_id": CLIENT}, token)
    places = {browser.post(f"/daftar/{SERVICE}", {"client_id": CLIENT}, token).location for _ in range(3)}
    assert len(places) == 1
    assert count(server) == 1


def test_twenty_taps_at_once_begin_one_case(server: Server):
    browser = server.visitor()
    token = browser.token(f"/daftar/{SERVICE}")
    places: list[str] = []

    def tap() -> None:
        mine = Visitor(server.port, dict(browser.cookies))
        places.append(mine.post(f"/daftar/{SERVICE}", {"client_id": CLIENT}, token).location)

    taps = [threading.Thread(target=tap) for _ in range(20)]
    for thread in taps:
        thread.start()
    for thread in taps:
        thread.join()
    assert len(set(places)) == 1
    assert count(server) == 1


def test_two_tabs_keep_both_texts(server: Server):
    browser = server.visitor()
    token = browser.token(f"/daftar/{SERVICE}")
    place = browser.post(f"/daftar/{SERVICE}", {"client_id": CLIENT}, token).location
    step = place.split("?")[0]
    first = browser.post(step, {"name": "Perkumpulan Tab Satu", "act": "later", "revision": "0"}, token)
    second = browser.post(step, {"name": "Perkumpulan Tab Dua", "act": "later", "revision": "0"}, token)
    assert first.status == 303
    assert second.status == 409
    assert "Perkumpulan Tab Satu" in second.text
    assert "Perkumpulan Tab Dua" in second.text


def test_a_session_that_is_gone_gets_the_form_back_with_everything_typed(server: Server):
    browser = server.visitor()
    token = browser.token(f"/daftar/{SERVICE}")
    browser.cookies.clear()
    body = urlencode({"client_id": CLIENT, "csrf_token": token, "pesan": "tetap ada"})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{server.port}"}
    answer = browser.ask("POST", f"/daftar/{SERVICE}", body, headers)
    assert answer.status == 400
    assert "tetap ada" in answer.text
    fresh = browser.post(
        f"/daftar/{SERVICE}", {"client_id": CLIENT}, answer.text.split('name="csrf_token" value="')[1].split('"')[0]
    )
    assert fresh.status == 303
    foreign = browser.ask("POST", f"/daftar/{SERVICE}", body, {**headers, "Origin": "http://jahat.test"})
    assert "csrf_token" not in foreign.text  # no button that sends it again


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04" + b"0" * 500,
        b"<html>%PDF-1.4</html>",
        b"GIF89a<script>alert(1)</script>",
        b"\xff\xd8\xff\xe0" + b"\0" * 200,
    ],
)
def test_hostile_files_get_a_sentence_and_leave_the_others_alone(server: Server, content: bytes):
    browser = server.visitor()
    token = browser.token(f"/daftar/{SERVICE}")
    reference = (
        browser.post(f"/daftar/{SERVICE}", {"client_id": CLIENT}, token).location.split("/permohonan/")[1].split("/")[0]
    )
    assert (
        browser.upload(f"/permohonan/{reference}/berkas/npwp", token, "files", small_pdf("NPWP contoh")).status == 303
    )
    answer = browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", content)
    assert answer.status == 422
    assert "<script>alert(1)" not in answer.text
    assert browser.get(f"/permohonan/{reference}/berkas/npwp.pdf").status == 200
