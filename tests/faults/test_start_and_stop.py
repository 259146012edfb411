"""One command for web server and worker: it stops both, says when its address is taken, and brings a dead worker back."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from aormas.config import ROOT
from tests.bench.process import child_of
from tests.conftest import Office
from tests.faults.server import Server

pytestmark = pytest.mark.fault


def alive(pid: int) -> bool:
    """Tell whether a process still runs."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_one_signal_stops_web_server_and_worker(migrated: Office, tmp_path: Path, number: int):
    server = Server(migrated.copy(tmp_path / "office").instance).start()
    assert server.process is not None
    server.process.send_signal(number)
    assert server.process.wait(30) == 0
    assert not alive(server.worker)


def test_a_taken_address_is_said_in_a_sentence(migrated: Office, tmp_path: Path):
    with Server(migrated.copy(tmp_path / "office").instance) as server:
        done = subprocess.run(
            [sys.executable, str(ROOT / "app.py")], env=server.environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 1
        assert "tidak bisa dipakai" in done.stderr
        assert "Traceback" not in done.stderr
        assert "A_ormas:" not in done.stdout


def test_a_worker_that_dies_is_started_again(migrated: Office, tmp_path: Path):
    with Server(migrated.copy(tmp_path / "office").instance) as server:
        assert server.process is not None
        os.kill(server.worker, signal.SIGKILL)
        deadline = time.monotonic() + 20
        fresh = server.worker
        while fresh == server.worker and time.monotonic() < deadline:
            try:
                fresh = child_of(server.process.pid)
            except IndexError:
                fresh = server.worker
        assert fresh != server.worker
        assert alive(fresh)


def test_a_worker_whose_web_server_was_killed_ends_by_itself(migrated: Office, tmp_path: Path):
    server = Server(migrated.copy(tmp_path / "office").instance).start()
    assert server.process is not None
    server.process.kill()
    server.process.wait()
    deadline = time.monotonic() + 20
    while alive(server.worker) and time.monotonic() < deadline:
        os.sched_yield()
    assert not alive(server.worker)
