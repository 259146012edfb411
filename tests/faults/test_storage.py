"""The disk is full, the database is locked, the files folder is gone: a page says what was kept, and it recovers by itself."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import Office
from tests.faults.load import SERVICE, small_pdf
from tests.faults.server import Server, Visitor, checked

pytestmark = pytest.mark.fault


def begin(browser: Visitor, client_id: str) -> tuple[str, str]:
    """Begin a filing; return its reference and the page's seal."""
    token = browser.token(f"/daftar/{SERVICE}")
    answer = browser.post(f"/daftar/{SERVICE}", {"client_id": client_id}, token)
    assert answer.status == 303, answer.text
    return answer.location.split("/permohonan/")[1].split("/")[0], token


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 24 MB."""
    point = tmp_path / "disk"
    point.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(point)], capture_output=True)
    if done.returncode:
        pytest.skip("mounting a small disk needs root")
    yield point
    subprocess.run(["umount", "-l", str(point)], check=False)


def test_a_full_disk_gets_a_calm_page_and_recovers(migrated: Office, small_disk: Path):
    instance = migrated.copy(small_disk / "office").instance
    with Server(instance) as server:
        browser = server.visitor()
        reference, token = begin(browser, "11111111-1111-4111-8111-111111111111")
        filler = small_disk / "filler"
        with filler.open("wb", buffering=0) as file:  # nothing is left to be written by closing
            try:
                while True:
                    file.write(b"x" * 65536)
            except OSError:
                pass
        answer = browser.post(
            f"/permohonan/{reference}/ormas",
            {"name": "Perkumpulan Penuh " + "x" * 200_000, "act": "later", "revision": "0"},
            token,
        )
        paper = browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", small_pdf("penuh"))
        assert {answer.status, paper.status} <= {503, 422}
        assert 503 in {answer.status, paper.status}
        told = answer if answer.status == 503 else paper
        assert "tersimpan" in told.text
        assert browser.get("/ormas").status == 200
        filler.unlink()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            saved = browser.post(
                f"/permohonan/{reference}/ormas", {"name": "Perkumpulan Pulih", "act": "later", "revision": "0"}, token
            )
            if saved.status == 303:
                break
        assert saved.status == 303
        assert (
            browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", small_pdf("pulih")).status
            == 303
        )
    assert "database: ok" in checked(instance)


def test_a_locked_database_answers_503_and_reading_goes_on(migrated: Office, tmp_path: Path):
    instance = migrated.copy(tmp_path / "office").instance
    with Server(instance) as server:
        browser = server.visitor()
        reference, token = begin(browser, "22222222-2222-4222-8222-222222222222")
        holder = sqlite3.connect(instance / "aormas.sqlite3", isolation_level=None, check_same_thread=False)
        holder.execute("BEGIN IMMEDIATE")
        release = threading.Timer(15, lambda: holder.execute("ROLLBACK"))
        release.start()
        try:
            browser.timeout = 30
            began = time.monotonic()
            answer = browser.post(
                f"/permohonan/{reference}/ormas", {"name": "Perkumpulan Sabar", "act": "later", "revision": "0"}, token
            )
            assert answer.status == 503
            assert "tersimpan" in answer.text
            assert "Perkumpulan Sabar" in answer.text  # what was typed is on the page
            assert browser.get("/ormas").status == 200
            assert time.monotonic() - began < 15
        finally:
            release.join()
            holder.close()
        assert (
            browser.post(
                f"/permohonan/{reference}/ormas", {"name": "Perkumpulan Sabar", "act": "later", "revision": "0"}, token
            ).status
            == 303
        )


def test_a_files_folder_that_cannot_be_written_loses_no_answer(migrated: Office, tmp_path: Path):
    instance = migrated.copy(tmp_path / "office").instance
    with Server(instance) as server:
        browser = server.visitor()
        reference, token = begin(browser, "33333333-3333-4333-8333-333333333333")
        assert browser.upload(f"/permohonan/{reference}/berkas/npwp", token, "files", small_pdf("NPWP")).status == 303
        (instance / "files").rename(instance / "files-away")
        (instance / "files").write_bytes(b"")
        answer = browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", small_pdf("x"))
        assert answer.status == 503
        (instance / "files").unlink()
        (instance / "files-away").rename(instance / "files")
        assert (
            browser.upload(f"/permohonan/{reference}/berkas/permohonan", token, "files", small_pdf("x")).status == 303
        )
