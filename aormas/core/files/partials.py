"""Uploads that go on where they stopped: after a cut line, a closed browser, a restarted server, a power cut.

One upload is two files in its owner's folder: `<id>.json` (size, name) and `<id>.part`, whose length is the offset.
An id follows from owner, fingerprint and size through a secret key, so the same file of the same owner finds its upload
again.
"""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
import threading
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from aormas.core.errors import StorageUnavailable
from aormas.core.files.durable import storing, sync_folder, write_whole
from aormas.core.files.refusals import Refused

FILE_MOST = 10 * 2**20
OWNER_MOST = 40  # uploads of one owner that are open at the same time
PIECE = 1 << 16
_OWNER = re.compile(r"[A-Za-z0-9._:-]{1,100}\Z")
_ID = re.compile(r"[0-9a-f]{32}\Z")


class UnknownPartial(LookupError):
    """No such upload, or somebody else's: the same answer."""


class OffsetMismatch(ValueError):
    """The bytes do not continue what is there; `actual` is where to go on."""

    def __init__(self, actual: int) -> None:
        super().__init__(f"the upload stands at {actual}")
        self.actual = actual


class Unfinished(ValueError):
    """The upload is not complete yet."""


class BeyondSize(ValueError):
    """More bytes came than the upload was opened for; the piece was not kept."""


@dataclass(frozen=True)
class Partial:
    """An upload: `offset` of `size` bytes are safely here."""

    id: str
    offset: int
    size: int
    name: str

    @property
    def complete(self) -> bool:
        """Whether every byte is here."""
        return self.offset == self.size


class Partials:
    """Unfinished uploads under `root`. One serving process at a time may append to the same upload."""

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self._locks = [threading.Lock() for _ in range(32)]

    def open(self, owner: str, fingerprint: str, size: int, name: str) -> Partial:
        """Begin an upload of `size` bytes, or find it again (same owner, fingerprint and size).

        `owner` is a name of the program's own (letters, digits, `._:-`), `fingerprint` any text by which the browser
        knows the file again. Raises `Refused` (empty, too_large, too_many_files) and `StorageUnavailable`.
        """
        if size <= 0 or size > FILE_MOST:
            raise Refused("empty" if size <= 0 else "too_large")
        folder = self._folder(owner)
        id = self._sign("partial", owner, fingerprint[:500], str(size))
        with self._lock(id), storing():
            if not (folder / f"{id}.json").is_file():
                folder.mkdir(parents=True, exist_ok=True)
                if len(list(folder.glob("*.json"))) >= OWNER_MOST:
                    raise Refused("too_many_files")
                write_whole(folder / f"{id}.json", json.dumps({"size": size, "name": _plain(name)}).encode())
                sync_folder(self.root)
        return self.find(id, owner)

    def find(self, id: str, owner: str) -> Partial:
        """Return how far an upload is. Raises `UnknownPartial`."""
        about, content = self._files(id, owner)
        try:
            facts = json.loads(about.read_bytes())
        except FileNotFoundError:
            raise UnknownPartial(id) from None
        offset = content.stat().st_size if content.is_file() else 0
        return Partial(id, offset, facts["size"], facts["name"])

    def append(self, id: str, owner: str, offset: int, stream: BinaryIO, limit: int) -> int:
        """Add at most `limit` bytes of `stream` at `offset` and return the new offset, which then survives a power cut.

        A stream that breaks off leaves what came. Raises `UnknownPartial`, `OffsetMismatch`, `BeyondSize`,
        `StorageUnavailable` (nothing of this piece is kept).
        """
        with self._lock(id):
            partial = self.find(id, owner)
            if offset != partial.offset:
                raise OffsetMismatch(partial.offset)
            content = self._files(id, owner)[1]
            try:
                self._pour(stream, content, min(limit, partial.size - offset))
                if offset + limit > partial.size and stream.read(1):
                    raise BeyondSize(partial.size)
            except (StorageUnavailable, BeyondSize):
                _cut(content, offset)
                raise
            return content.stat().st_size

    def finished(self, id: str, owner: str) -> Path:
        """Return the file of a complete upload; it stays until `forget`. Raises `UnknownPartial`, `Unfinished`."""
        if not self.find(id, owner).complete:
            raise Unfinished(id)
        return self._files(id, owner)[1]

    def forget(self, id: str, owner: str) -> None:
        """Drop an upload, complete or not; an unknown one is no error."""
        with self._lock(id), storing():
            for file in self._files(id, owner):
                file.unlink(missing_ok=True)

    def sweep(self, older_than: timedelta, now: datetime) -> int:
        """Drop the uploads that nothing was added to for `older_than`, and return how many. `now` is aware."""
        limit, dropped = (now - older_than).timestamp(), 0
        for about in list(self.root.glob("*/*.json")):
            content = about.with_suffix(".part")
            with suppress(FileNotFoundError), self._lock(about.stem):
                if max(file.stat().st_mtime for file in (about, content) if file.exists()) < limit:
                    content.unlink(missing_ok=True)
                    about.unlink()
                    dropped += 1
        return dropped

    def _pour(self, stream: BinaryIO, content: Path, most: int) -> None:
        with storing():
            file = content.open("ab", buffering=0)
        with file:
            try:
                while most > 0 and (piece := stream.read(min(PIECE, most))):
                    most -= len(piece)
                    _write(file.fileno(), piece)
            finally:
                with storing():
                    os.fsync(file.fileno())
                    sync_folder(content.parent)

    def _files(self, id: str, owner: str) -> tuple[Path, Path]:
        if not _ID.match(id):
            raise UnknownPartial(id)
        folder = self._folder(owner)
        return folder / f"{id}.json", folder / f"{id}.part"

    def _folder(self, owner: str) -> Path:
        if not _OWNER.match(owner):
            raise ValueError("an owner is letters, digits and ._:-")
        return self.root / self._sign("owner", owner)

    def _sign(self, *parts: str) -> str:
        return hmac.new(self._key(), "\0".join(parts).encode(), "sha256").hexdigest()[:32]

    def _key(self) -> bytes:
        path = self.root / "key"
        with storing():
            if not path.is_file():
                self.root.mkdir(parents=True, exist_ok=True)
                _create_key(path)
            return path.read_bytes()

    def _lock(self, id: str) -> threading.Lock:
        return self._locks[hash(id) % len(self._locks)]


def _create_key(path: Path) -> None:
    """Write the key under another name first: of two that begin at once, both must read the same whole key."""
    fresh = path.with_name(f".key.{os.urandom(6).hex()}")
    write_whole(fresh, secrets.token_bytes(32))
    try:
        with suppress(FileExistsError):
            os.link(fresh, path)
    finally:
        fresh.unlink()
    sync_folder(path.parent)


def _write(handle: int, piece: bytes) -> None:
    rest = memoryview(piece)
    with storing():
        while rest:
            rest = rest[os.write(handle, rest) :]


def _cut(content: Path, size: int) -> None:
    with suppress(OSError), content.open("r+b") as file:
        file.truncate(size)
        os.fsync(file.fileno())


def _plain(name: str) -> str:
    """Return a file name as it may be shown: its last part, without control and direction signs, at most 150 signs."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")
    return shown.strip()[-150:] or "berkas"
