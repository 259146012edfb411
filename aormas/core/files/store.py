"""The store of papers: each content once, named by its sha256, in folders of two levels.

What `put` has returned survives a power cut; the database may name it from then on.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from aormas.core.files.durable import settle, storing, sync_folder

PIECE = 1 << 18
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")


class ContentMissing(LookupError):
    """No content of this name is in the store."""


@dataclass(frozen=True)
class Content:
    """A stored content: sha256 in lower-case hex, size in bytes."""

    sha256: str
    size: int


class Store:
    """Contents under `root`; the folder is made when missing."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._incoming = self.root / "incoming"

    def put(self, source: Path | bytes) -> Content:
        """Keep a copy of a file or of bytes, durably. The same content twice is one file.

        Raises `StorageUnavailable` when the disk is full or cannot be written; then nothing is left behind.
        """
        temporary = self._incoming / f"{secrets.token_hex(16)}.part"
        with _opened(source) as file, storing(temporary):
            self._incoming.mkdir(parents=True, exist_ok=True)
            content = _receive(file, temporary)
            self._keep(temporary, content)
        return content

    def path(self, sha256: str) -> Path:
        """Return where the content of this name is or would be. Raises `ValueError` for what is no sha256."""
        if not _SHA256.match(sha256):
            raise ValueError("not a sha256")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the content is there (not whether it is whole; see `problems`)."""
        return self.path(sha256).is_file()

    def open(self, sha256: str) -> BinaryIO:
        """Open a content for reading. Raises `ContentMissing`."""
        try:
            return self.path(sha256).open("rb")
        except FileNotFoundError:
            raise ContentMissing(sha256) from None

    def remove(self, sha256: str) -> None:
        """Destroy a content, durably; one that is already gone is no error. The caller keeps the record of it."""
        path = self.path(sha256)
        with storing():
            path.unlink(missing_ok=True)
            if path.parent.is_dir():
                sync_folder(path.parent)

    def problems(self, expected: Iterable[str]) -> list[str]:
        """Return one line for each expected content that is missing or is not what its name says. Reads every byte."""
        found = ((sha256, self._state(sha256)) for sha256 in expected)
        return [f"{sha256}: {state}" for sha256, state in found if state]

    def tidy(self, before: datetime) -> int:
        """Remove what interrupted `put` calls left before a moment (aware), and return how many files that were."""
        removed = 0
        for leftover in self._incoming.glob("*.part"):
            with suppress(OSError):
                if leftover.stat().st_mtime < before.timestamp():
                    leftover.unlink()
                    removed += 1
        return removed

    def _keep(self, temporary: Path, content: Content) -> None:
        target = self.path(content.sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file() and target.stat().st_size == content.size:
            temporary.unlink()
        else:
            settle(temporary, target)
        # Also for a content that was there: whoever wrote it may not have come this far yet.
        for folder in (target.parent, target.parent.parent, self.root):
            sync_folder(folder)

    def _state(self, sha256: str) -> str:
        digest = hashlib.sha256()
        try:
            with self.open(sha256) as file:
                while piece := file.read(PIECE):
                    digest.update(piece)
        except ContentMissing:
            return "missing"
        except OSError as trouble:
            return f"unreadable ({trouble.strerror})"
        return "" if digest.hexdigest() == sha256 else "altered"


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
    else:
        with Path(source).open("rb") as file:
            yield file


def _receive(source: BinaryIO, temporary: Path) -> Content:
    digest, size = hashlib.sha256(), 0
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        while piece := source.read(PIECE):
            file.write(piece)
            digest.update(piece)
            size += len(piece)
    return Content(digest.hexdigest(), size)
