"""Decoding strangers' files in a child process: limited in memory and time, killed as a group, one at a time.

The child (`sandbox.py`) gets a job as JSON and answers with JSON. It inherits no secret: its environment is cut down.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess  # nosec B404
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

WAIT = 60.0  # seconds that a job waits for the one before it
ANSWER_MOST = 1 << 16
_SCRIPT = Path(__file__).with_name("sandbox.py")
_ENVIRONMENT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LD_LIBRARY_PATH")
_one_at_a_time = threading.BoundedSemaphore(1)
_log = logging.getLogger(__name__)


class ChildFailed(Exception):
    """The job gave no result: `code` is a key of `refusals.MESSAGES` or "storage", `source` the guilty file's place."""

    def __init__(self, code: str, detail: str = "", source: int | None = None) -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code, self.detail, self.source = code, detail, source


def run(task: str, job: Mapping[str, Any], seconds: float, *, wait: float = WAIT) -> dict[str, Any]:
    """Run a task of `sandbox.py` in a child and return its answer; `wait` is for the job before it, in seconds.

    Raises `ChildFailed`, and `OSError` when no child can be started.
    """
    if not _one_at_a_time.acquire(timeout=wait):
        raise ChildFailed("busy")
    try:
        return _answer(*_call({**job, "task": task, "seconds": seconds}, seconds))
    finally:
        _one_at_a_time.release()


def _call(job: Mapping[str, Any], seconds: float) -> tuple[int | None, bytes, bytes]:
    """Return the exit status (None: out of time), what the child answered and what it complained."""
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as trouble:
        question.write(json.dumps(job).encode())
        question.seek(0)
        status = _wait(_start(question, answer, trouble), seconds)
        answer.seek(0)
        trouble.seek(0)
        return status, answer.read(ANSWER_MOST), trouble.read(ANSWER_MOST)


def _start(question: IO[bytes], answer: IO[bytes], trouble: IO[bytes]) -> subprocess.Popen[bytes]:
    group: dict[str, Any] = {"start_new_session": True}
    if os.name == "nt":
        group = {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}
    environment = {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ}
    return subprocess.Popen(  # noqa: S603 - our own script, no argument from outside  # nosec B603
        [sys.executable, "-I", str(_SCRIPT)], stdin=question, stdout=answer, stderr=trouble, env=environment, **group
    )


def _wait(child: subprocess.Popen[bytes], seconds: float) -> int | None:
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        _kill(child)


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child, if it still runs, and whatever it may have started."""
    if os.name == "nt":
        child.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _answer(status: int | None, answer: bytes, trouble: bytes) -> dict[str, Any]:
    if status == 0:
        with suppress(ValueError):
            said = json.loads(answer)
            if "unfit" in said:
                raise ChildFailed(*said["unfit"])
            return dict(said)
    complaint = trouble.decode(errors="replace").strip().rpartition("\n")[2]
    _log.warning("a decoding child ended with %s: %s", status, complaint[:300])
    raise ChildFailed(_code(status), f"ended with {status}")


def _code(status: int | None) -> str:
    """Say what the end of a child without an answer means."""
    if status is None or status == -getattr(signal, "SIGXCPU", 0):
        return "timeout"
    out_of_memory = (-getattr(signal, "SIGKILL", 0), -signal.SIGABRT)  # SIGABRT: a library's own allocator gave up
    return "bomb" if status in out_of_memory else "damaged"
