"""Uploads go on where they stopped, for their owner only."""

from __future__ import annotations

import resource
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from aormas.core.errors import StorageUnavailable
from aormas.core.files.partials import (
    FILE_MOST,
    OWNER_MOST,
    BeyondSize,
    OffsetMismatch,
    Partials,
    Unfinished,
    UnknownPartial,
)
from aormas.core.files.refusals import Refused

DATA = bytes(range(256)) * 1000


@pytest.fixture
def partials(tmp_path: Path) -> Partials:
    return Partials(tmp_path / "partials")


class BrokenLine(BytesIO):
    """A stream whose line breaks after some bytes."""

    def __init__(self, content: bytes, after: int) -> None:
        super().__init__(content[:after])

    def read(self, size: int | None = -1) -> bytes:
        if piece := super().read(size):
            return piece
        raise ConnectionResetError


def begin(partials: Partials, owner: str = "case:12", size: int = len(DATA)):
    return partials.open(owner, "akta.pdf-1700000000", size, "akta.pdf")


def test_upload_in_pieces_ends_as_the_same_file(partials):
    partial = begin(partials)
    offset = 0
    while offset < partial.size:
        offset = partials.append(partial.id, "case:12", offset, BytesIO(DATA[offset:]), limit=100_000)
    assert partials.find(partial.id, "case:12").complete
    assert partials.finished(partial.id, "case:12").read_bytes() == DATA


def test_upload_is_found_again_after_browser_and_server_restarted(partials):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA[:70_000]), limit=FILE_MOST)
    again = begin(Partials(partials.root))
    assert (again.id, again.offset, again.name) == (partial.id, 70_000, "akta.pdf")


def test_what_came_before_the_line_broke_is_kept(partials):
    partial = begin(partials)
    with pytest.raises(ConnectionResetError):
        partials.append(partial.id, "case:12", 0, BrokenLine(DATA, 150_000), limit=FILE_MOST)
    assert begin(partials).offset == 150_000
    partials.append(partial.id, "case:12", 150_000, BytesIO(DATA[150_000:]), limit=FILE_MOST)
    assert partials.finished(partial.id, "case:12").read_bytes() == DATA


@pytest.mark.parametrize("offset", [0, 5, 20_000, -1])
def test_piece_at_the_wrong_place_is_told_the_right_one(partials, offset):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA[:10_000]), limit=FILE_MOST)
    with pytest.raises(OffsetMismatch) as mismatch:
        partials.append(partial.id, "case:12", offset, BytesIO(DATA), limit=FILE_MOST)
    assert mismatch.value.actual == 10_000


def test_more_bytes_than_announced_are_not_kept(partials):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA[:10_000]), limit=FILE_MOST)
    with pytest.raises(BeyondSize):
        partials.append(partial.id, "case:12", 10_000, BytesIO(DATA), limit=FILE_MOST)
    assert begin(partials).offset == 10_000


def test_unfinished_upload_is_not_handed_out(partials):
    partial = begin(partials)
    with pytest.raises(Unfinished):
        partials.finished(partial.id, "case:12")


def test_foreign_owner_gets_the_same_answer_as_an_unknown_id(partials):
    partial = begin(partials)
    for id, owner in [(partial.id, "case:13"), ("0" * 32, "case:12"), ("../" + partial.id, "case:12"), ("", "case:12")]:
        for ask in (
            lambda id, owner: partials.find(id, owner),
            lambda id, owner: partials.finished(id, owner),
            lambda id, owner: partials.append(id, owner, 0, BytesIO(DATA), FILE_MOST),
        ):
            with pytest.raises(UnknownPartial):
                ask(id, owner)
    assert begin(partials).offset == 0


def test_other_owner_file_or_office_means_another_id(partials, tmp_path):
    ids = {
        begin(partials).id,
        begin(partials, owner="case:13").id,
        begin(partials, size=5).id,
        partials.open("case:12", "lain.pdf", len(DATA), "akta.pdf").id,
        begin(Partials(tmp_path / "other office")).id,
    }
    assert len(ids) == 5


@pytest.mark.parametrize("owner", ["", "../x", "a/b", "a\0b", "x" * 101, "é", "case:1\n"])
def test_owners_that_are_no_names_are_refused(partials, owner):
    with pytest.raises(ValueError, match="owner"):
        begin(partials, owner=owner)


def test_names_lose_paths_and_signs_that_deceive(partials):
    shown = partials.open("case:1", "f", 10, "C:\\Users\\ani\\..\\surat\u202efdp.exe\n").name
    assert shown == "suratfdp.exe"
    assert partials.open("case:1", "g", 10, "../").name == "berkas"


def test_sizes_that_cannot_be_are_refused(partials):
    for size, code in [(0, "empty"), (-5, "empty"), (FILE_MOST + 1, "too_large")]:
        with pytest.raises(Refused) as refused:
            begin(partials, size=size)
        assert refused.value.code == code
    assert begin(partials, size=FILE_MOST).size == FILE_MOST


def test_one_owner_cannot_fill_the_disk_with_beginnings(partials):
    for number in range(OWNER_MOST):
        partials.open("case:12", f"file {number}", 10, "a")
    with pytest.raises(Refused) as refused:
        begin(partials)
    assert refused.value.code == "too_many_files"
    assert begin(partials, owner="case:13").offset == 0


def test_forgotten_upload_begins_anew(partials):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA), limit=FILE_MOST)
    partials.forget(partial.id, "case:12")
    partials.forget(partial.id, "case:12")
    with pytest.raises(UnknownPartial):
        partials.find(partial.id, "case:12")
    assert begin(partials).offset == 0


def test_sweep_drops_only_what_nobody_touched_for_long(partials):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA[:100]), limit=FILE_MOST)
    now = datetime.now(UTC)
    assert partials.sweep(timedelta(days=3), now) == 0
    assert begin(partials).offset == 100
    assert partials.sweep(timedelta(days=3), now + timedelta(days=4)) == 1
    assert [path.name for path in partials.root.rglob("*") if path.is_file()] == ["key"]


def test_full_disk_keeps_what_was_acknowledged_and_nothing_else(partials):
    partial = begin(partials)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA[:100_000]), limit=FILE_MOST)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (180_000, hard))
    try:
        with pytest.raises(StorageUnavailable):
            partials.append(partial.id, "case:12", 100_000, BytesIO(DATA[100_000:]), limit=FILE_MOST)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert begin(partials).offset == 100_000
    partials.append(partial.id, "case:12", 100_000, BytesIO(DATA[100_000:]), limit=FILE_MOST)
    assert partials.finished(partial.id, "case:12").read_bytes() == DATA


def test_acknowledged_piece_is_on_the_disk(partials, monkeypatch):
    import os

    partial = begin(partials)
    synced: list[tuple[str, int]] = []
    fsync = os.fsync

    def watch(handle: int) -> None:
        fsync(handle)
        synced.append((Path(os.readlink(f"/proc/self/fd/{handle}")).suffix, os.fstat(handle).st_size))

    monkeypatch.setattr(os, "fsync", watch)
    partials.append(partial.id, "case:12", 0, BytesIO(DATA), limit=123_456)
    assert (".part", 123_456) in synced
