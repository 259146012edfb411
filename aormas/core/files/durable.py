"""Files that are still there after the power went: written, fsynced, renamed, and their folder fsynced."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from aormas.core.errors import StorageUnavailable
from aormas.core.files.refusals import NOT_STORED

_log = logging.getLogger(__name__)


@contextmanager
def storing(*leftovers: Path) -> Iterator[None]:
    """Turn every trouble of the disk (full, read-only, gone) into `StorageUnavailable`, and leave no half file."""
    try:
        yield
    except OSError as trouble:
        for leftover in leftovers:
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        _log.error("a file could not be stored: %s", trouble)
        raise StorageUnavailable(NOT_STORED) from trouble


@contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """Give a folder inside `folder` for half-made files, which can be renamed out of it; it vanishes afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".work-") as room:
        yield Path(room).absolute()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable. Windows has no such call and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def settle(temporary: Path, target: Path) -> None:
    """Give a written file its final name in the same file system, durably; an older file of that name is replaced."""
    with temporary.open("r+b") as file:
        os.fsync(file.fileno())
    os.replace(temporary, target)
    sync_folder(target.parent)


def write_whole(target: Path, content: bytes) -> None:
    """Write a small file whole or not at all, durably, readable by the owner only."""
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        settle(temporary, target)
    finally:
        temporary.unlink(missing_ok=True)
