"""Twenty slow senders and three hundred silent connections: others are answered in normal time."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest

from tests.conftest import Office
from tests.faults.server import Server

pytestmark = pytest.mark.fault


def test_slow_and_silent_people_do_not_hold_up_the_others(migrated: Office, tmp_path: Path):
    with Server(migrated.copy(tmp_path / "office").instance) as server:
        lines = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(320)]
        try:
            for line in lines[:20]:
                line.sendall(b"POST /masuk HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nusername=")
            began = time.monotonic()
            for _ in range(20):
                assert server.visitor().get("/ormas").status == 200
            assert time.monotonic() - began < 4
        finally:
            for line in lines:
                line.close()
