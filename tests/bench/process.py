"""The whole product as processes: how long until it is ready, how much memory web and worker take under load."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from aormas.config import ROOT


def free_port() -> int:
    """Return a port of the loopback address that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory(pid: int) -> float:
    """Return a process's resident memory in MB."""
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024 if found else 0.0


def child_of(pid: int) -> int:
    """Return the first child process, whichever thread began it; raises IndexError when there is none yet."""
    return [int(child) for file in Path(f"/proc/{pid}/task").glob("*/children") for child in file.read_text().split()][
        0
    ]


def ready_in(port: int, most: float = 30.0) -> float:
    """Return the seconds until the server answers."""
    began = time.perf_counter()
    while time.perf_counter() - began < most:
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=2)) as ask:
            try:
                ask.request("GET", "/healthz")
                ask.getresponse().read()
                return time.perf_counter() - began
            except OSError:
                time.sleep(0.02)
    raise TimeoutError("the server did not answer")


def load(port: int, paths: list[str], calls: int = 150) -> None:
    """Ask for pages from eight connections at once."""

    def reader() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        with contextlib.closing(line):
            for n in range(calls):
                line.request("GET", paths[n % len(paths)], headers={"Accept-Encoding": "br"})
                line.getresponse().read()

    readers = [threading.Thread(target=reader) for _ in range(8)]
    for thread in readers:
        thread.start()
    for thread in readers:
        thread.join()


def measure(instance: Path) -> list[tuple[str, str, str, bool]]:
    """Return rows for start and memory of web and worker on an instance."""
    port = free_port()
    environment = {**os.environ, "AORMAS_INSTANCE": str(instance), "AORMAS_PORT": str(port)}
    began = time.perf_counter()
    server = subprocess.Popen([sys.executable, str(ROOT / "app.py")], env=environment, stdout=subprocess.DEVNULL)
    try:
        ready_in(port)
        ready = time.perf_counter() - began
        load(
            port,
            ["/", "/ormas", "/ormas?q=pemuda+mayanggan", "/layanan", "/masuk", "/ormas?hal=7", "/ormas?urut=terbaru"],
        )
        web, worker = memory(server.pid), memory(child_of(server.pid))
    finally:
        server.terminate()
        server.wait(30)
    return [
        ("ready after start", f"{ready:.2f} s", "≤ 1.5 s", ready <= 1.5),
        ("memory of the web server under load", f"{web:.0f} MB", "≤ 110 MB", web <= 110),
        ("memory of the worker", f"{worker:.0f} MB", "≤ 110 MB", worker <= 110),
    ]
