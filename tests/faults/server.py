"""The real product as processes, started, killed and asked over HTTP on the loopback address."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from aormas.config import ROOT
from tests.bench.process import child_of, free_port, ready_in
from tests.factories import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """A browser without script: cookies, forms, redirects not followed."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    timeout: float = 20

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """Send one request; raises `OSError` or `http.client.HTTPException` when the line breaks."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            line.request(method, path, body, {**({"Cookie": cookie} if cookie else {}), **(headers or {})})
            answer = line.getresponse()
            text = answer.read().decode("utf-8", "replace")
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.split(";")[0]
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)
        finally:
            line.close()

    def get(self, path: str) -> Answer:
        """Read a page."""
        return self.ask("GET", path)

    def token(self, path: str) -> str:
        """Return the seal of a form on a page."""
        found = TOKEN.search(self.get(path).text)
        assert found, f"no form on {path}"
        return found.group(1)

    def post(self, path: str, data: dict[str, object], token: str) -> Answer:
        """Send a form."""
        body = urlencode({**data, "csrf_token": token}, doseq=True)
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, path: str, token: str, name: str, content: bytes, filename: str = "berkas.pdf") -> Answer:
        """Send one file with a form."""
        edge = uuid.uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={edge}"})

    def sign_in(self, username: str) -> Visitor:
        """Sign an officer in."""
        answer = self.post("/masuk", {"username": username, "password": PASSWORD}, self.token("/masuk"))
        assert answer.status == 303, answer.text
        return self


class Server:
    """`python app.py` on an instance: web server and worker."""

    def __init__(self, instance: Path, **environment: str) -> None:
        self.instance, self.port = instance, free_port()
        clean = {key: value for key, value in os.environ.items() if not key.startswith("AORMAS_")}
        self.environment = {
            **clean,
            "AORMAS_INSTANCE": str(instance),
            "AORMAS_PORT": str(self.port),
            "AORMAS_SECRET_KEY": "for tests only, thirty-two signs at least",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.worker = 0

    def start(self, *, wait_for_worker: bool = True, days_ahead: int = 0) -> Server:
        """Start and wait until pages are answered; with `days_ahead` on a later day (see `ahead.py`)."""
        ahead = [str(ROOT / "tests" / "faults" / "ahead.py"), str(days_ahead)]
        self.process = subprocess.Popen(
            [sys.executable, *(ahead if days_ahead else [str(ROOT / "app.py")])],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        ready_in(self.port)
        for _ in range(500 if wait_for_worker else 0):
            try:
                self.worker = child_of(self.process.pid)
                break
            except IndexError:
                time.sleep(0.02)
        return self

    def kill(self) -> None:
        """Kill web server and worker at once, as `kill -9` does."""
        assert self.process is not None
        with contextlib.suppress(IndexError, OSError):
            self.worker = child_of(self.process.pid)
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        if self.worker:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.worker, signal.SIGKILL)

    def stop(self) -> int:
        """Ask it to stop and return its exit code."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(40)

    def visitor(self) -> Visitor:
        """Return a new browser."""
        return Visitor(self.port)

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.stop()


def checked(instance: Path) -> str:
    """Run `flask check` on an instance and return what it says; raises AssertionError when something is not whole."""
    environment = {
        **os.environ,
        "AORMAS_INSTANCE": str(instance),
        "AORMAS_SECRET_KEY": "for tests only, thirty-two signs at least",
    }
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
