"""The web server and the worker, one command for both."""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import Any

from flask import Flask
from waitress import create_server

from aormas.config import ROOT, Settings
from aormas.core import outbox

log = logging.getLogger(__name__)
IDLE = 0.4
PARENT = "AORMAS_WORKER_OF"
M_ARENA_MAX = -8  # malloc.h


STOP_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name)]


def _stop(*_: Any) -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # a second one must not interrupt the leaving
    raise SystemExit(0)


def listen_for_stop() -> None:
    """Turn Ctrl-C, SIGTERM (and Windows' Ctrl-Break) into one orderly exit."""
    for number in STOP_SIGNALS:
        signal.signal(number, _stop)


def few_arenas() -> None:
    """Let glibc keep freed memory in two pools instead of eight a core: threads take turns here, and memory is scarce."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 2)


def bind(app: Flask, settings: Settings) -> Any:
    """Take the address and return the server, not yet answering; raises OSError when the address is taken.

    450 connections because Windows' select() ends at 512; short channel time-outs so that idle phones do not fill them.
    """
    proxy = {
        "trusted_proxy": settings.trusted_proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }
    few_arenas()
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a short queue is normal with slow phones
    return create_server(
        app, host=settings.host, port=settings.port, threads=settings.threads, connection_limit=450, channel_timeout=30,
        cleanup_interval=10, max_request_body_size=64 * 2**20, ident=None, asyncore_use_poll=hasattr(select, "poll"),
        **(proxy if settings.trusted_proxy else {}),
    )  # fmt: skip


def run(server: Any) -> None:
    """Serve until told to stop; running requests are answered first."""
    try:
        server.run()
    except (KeyboardInterrupt, SystemExit):
        pass
    finally:
        server.close()
        server.task_dispatcher.shutdown(cancel_pending=False, timeout=20)


def work(app: Flask) -> None:
    """Do jobs until told to stop; the round of small tasks comes at the start and then once an hour."""
    with app.app_context():
        outbox.release_all()
    swept = 0.0
    while not _orphaned():
        with app.app_context():
            try:
                if time.monotonic() - swept > 3600:
                    swept = time.monotonic()
                    outbox.sweep()
                    for task in app.extensions["aormas_daily"]:
                        task()
                busy = outbox.work_once()
            except Exception:
                log.exception("the worker goes on after an error")
                busy = False
        if not busy:
            time.sleep(IDLE)


def _orphaned() -> bool:
    """Tell whether the web server that started this worker was killed: then a new one brings its own worker."""
    parent = os.environ.get(PARENT)
    return parent is not None and hasattr(os, "getppid") and os.getppid() != int(parent)


class Worker:
    """The worker as a child process that is started again when it dies."""

    def __init__(self, command: list[str] | None = None) -> None:
        self.command = command or [sys.executable, str(ROOT / "app.py"), "work"]
        self._stopping = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._watch = threading.Thread(target=self._keep_alive, daemon=True)

    def start(self) -> None:
        """Start the worker and the thread that watches over it."""
        self._watch.start()

    def _keep_alive(self) -> None:
        pause = 1.0
        while not self._stopping.is_set():
            began = time.monotonic()
            environment = {**os.environ, PARENT: str(os.getpid())}
            self._process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, env=environment)  # noqa: S603  # our own command
            self._process.wait()
            if self._stopping.is_set():
                return
            pause = 1.0 if time.monotonic() - began > timedelta(minutes=1).total_seconds() else min(pause * 2, 30)
            log.warning("the worker ended (%s) and is started again in %.0f s", self._process.returncode, pause)
            self._stopping.wait(pause)

    def stop(self) -> None:
        """End the worker; its unfinished job is taken up at the next start."""
        self._stopping.set()
        process = self._process
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
