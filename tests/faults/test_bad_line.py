"""A bad line: resets, lost answers, dead phases. The papers of a filing always arrive, in one case, with few bytes sent twice.

By default at 2 Mbit/s with 2 MB; `AORMAS_FAULTS=full` sends ten papers (6 MB) at 256 kbit/s, as a cheap phone in a bad place.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.bench.process import free_port
from tests.conftest import Office
from tests.faults.load import SERVICE
from tests.faults.server import Server, Visitor

pytestmark = [pytest.mark.fault, pytest.mark.timeout(1200)]
FULL = os.environ.get("AORMAS_FAULTS") == "full"
PAPERS, SIZE, RATE = (10, 600_000, 256) if FULL else (4, 500_000, 2000)
BROKEN = (OSError, http.client.HTTPException)


def noisy_pdf(dice: random.Random, size: int) -> bytes:
    """Return a PDF of about a size whose picture cannot be compressed."""
    import io

    from PIL import Image

    side = int((size / 3) ** 0.5)
    picture = Image.frombytes("RGB", (side, side), dice.randbytes(side * side * 3))
    out = io.BytesIO()
    picture.save(out, "PDF", quality=100, subsampling=0)
    return out.getvalue()


@contextmanager
def line(target: int, folder: Path) -> Iterator[tuple[int, Path]]:
    """Put a bad line before a server; yield its port and where its counts will stand."""
    port, log = free_port(), folder / "line.json"
    command = [
        sys.executable, str(Path(__file__).with_name("slowproxy.py")), "--listen", f"127.0.0.1:{port}", "--target", f"127.0.0.1:{target}",
        "--kbps", str(RATE), "--delay-ms", "60", "--reset-prob", "0.004", "--drop-answer-prob", "0.02", "--cut-every", "20", "--cut-for", "3",
        "--seed", "3", "--max-s", "1100", "--log", str(log),
    ]  # fmt: skip
    proxy = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(1)
    try:
        yield port, log
    finally:
        proxy.send_signal(signal.SIGTERM)
        proxy.wait(20)


class Phone(Visitor):
    """A phone that asks again until it is answered, as the page's script does."""

    def surely(self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None):
        for wait in (0, 0.2, 0.5, 1, 2, 3, 3, 3, 3, 3):
            time.sleep(wait)
            with contextlib.suppress(*BROKEN):
                return self.ask(method, path, body, headers)
        raise AssertionError(f"{method} {path} never got through")

    def form(self, path: str, data: dict[str, object], token: str):
        return self.surely(
            "POST",
            path,
            urlencode({**data, "csrf_token": token}, doseq=True),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )

    def send_in_pieces(self, address: str, content: bytes, name: str, token: str) -> str:
        """Send a file in pieces, each at the place that the server says; return the upload's id."""
        about = {"name": name, "size": str(len(content)), "fingerprint": f"{name}-{len(content)}"}
        begun = json.loads(self.form(address, about, token).text)
        offset, piece = begun["offset"], begun["chunk"]
        while offset < len(content):
            head = {
                "Upload-Offset": str(offset),
                "X-CSRFToken": token,
                "Content-Type": "application/offset+octet-stream",
            }
            try:
                answer = self.ask("PATCH", f"{address}/{begun['id']}", content[offset : offset + piece], head)
            except BROKEN:
                answer = self.surely("HEAD", f"{address}/{begun['id']}")
            offset = int(answer.headers["upload-offset"])
        return str(begun["id"])


def test_papers_arrive_over_a_bad_line_once_and_with_few_bytes_twice(migrated: Office, tmp_path: Path):
    dice = random.Random(4)
    with Server(migrated.copy(tmp_path / "office").instance) as server:
        with line(server.port, tmp_path) as (port, log):
            phone = Phone(port, timeout=25)
            page = phone.surely("GET", f"/daftar/{SERVICE}")
            token = re.search(r'name="csrf_token" value="([^"]+)"', page.text).group(1)
            once = re.search(r'name="client_id" value="([^"]+)"', page.text).group(1)
            begun = phone.form(f"/daftar/{SERVICE}", {"client_id": once}, token)
            reference = begun.location.split("/permohonan/")[1].split("/")[0]
            codes = re.findall(r'id="berkas-([a-z-]+)"', phone.surely("GET", f"/permohonan/{reference}/berkas").text)[
                :PAPERS
            ]
            sent = 0
            for number, code in enumerate(codes):
                if number == PAPERS // 2:  # the browser is closed and opened again; its cookies stay
                    phone = Phone(port, dict(phone.cookies), timeout=25)
                content = noisy_pdf(dice, SIZE)
                address = f"/permohonan/{reference}/berkas/{code}"
                upload = phone.send_in_pieces(f"{address}/unggah", content, f"{code}.pdf", token)
                answer = phone.form(address, {"partial": upload}, token)
                assert answer.status in {303, 422}, answer.text[:500]
                sent += len(content)
        up = json.loads(log.read_text())["up_bytes"]
        base = sqlite3.connect(server.instance / "aormas.sqlite3")
        cases = base.execute("SELECT count(*) FROM applications").fetchone()[0]
        arrived = base.execute("SELECT count(DISTINCT requirement_id) FROM attachments").fetchone()[0]
        base.close()
    assert len(codes) == PAPERS
    assert (cases, arrived) == (1, PAPERS)
    assert up <= sent * 1.1, f"{up / sent - 1:.1%} more bytes than the papers"
