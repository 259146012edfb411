"""A PostgreSQL server for tests alone: a cluster in a temporary folder, reached by a socket, gone afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

NUMBERS = itertools.count(1)


def programs() -> Path | None:
    """Return the folder of the server's programs, or None when PostgreSQL is not installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    return folders[0].parent if folders else None


class Cluster:
    """One server; databases are copied from templates in a fraction of a second."""

    def __init__(self) -> None:
        folder = programs()
        if folder is None:
            raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
        self.bin = folder
        self.folder = Path(tempfile.mkdtemp(prefix="aormas-pg-"))
        # The server refuses to run as root; the package brings a person of its own.
        self.user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name

    def __enter__(self) -> Cluster:
        if os.getuid() == 0:
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o755)
        data = self.folder / "data"
        self._run(
            "initdb", "-D", str(data), "-U", "aormas", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = f"-F -k {self.folder} -c listen_addresses='' -c max_connections=200 -c synchronous_commit=off"
        self._run("pg_ctl", "-D", str(data), "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return self

    def __exit__(self, *_: Any) -> None:
        self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self.bin / program, *arguments], user=self.user if os.getuid() == 0 else None, cwd=self.folder,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}")

    def url(self, name: str) -> str:
        """Return the address of a database."""
        return f"postgresql+psycopg://aormas@/{name}?host={self.folder}"

    def _ask(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(f"host={self.folder} user=aormas dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def create(self, name: str) -> str:
        """Make an empty database and return its address."""
        self._ask(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def copy(self, template: str) -> str:
        """Copy a database that nobody is connected to and return the copy's address."""
        name = f"{template}_{next(NUMBERS)}"
        self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)
